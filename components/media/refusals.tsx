/** Files that cannot be uploaded, each in a sentence. */
export function Refusals({ id, refusals }: { id: string; refusals: readonly string[] }) {
  if (refusals.length === 0) return null;
  return (
    <ul
      id={id}
      role="alert"
      className="space-y-1 rounded-md bg-danger-soft px-4 py-3 text-danger-ink text-sm"
    >
      {refusals.map((refusal) => (
        <li key={refusal}>{refusal}</li>
      ))}
    </ul>
  );
}
