const NAMED = 5;

/** Names places, the first few of them. */
export function PlaceList({ places }: { places: readonly string[] }) {
  return (
    <ul className="mt-2 list-disc space-y-0.5 pl-5">
      {places.slice(0, NAMED).map((place, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two places may have one name
        <li key={index}>{place}</li>
      ))}
      {places.length > NAMED ? <li>and {places.length - NAMED} more</li> : null}
    </ul>
  );
}

/** "one place", "3 places". */
export const inPlaces = (number: number) => (number === 1 ? "one place" : `${number} places`);
