import { cn } from "./cn";
import { Picture } from "./picture";

const sizes = {
  xs: "size-6 text-2xs",
  sm: "size-8 text-xs",
  md: "size-10 text-sm",
  lg: "size-14 text-lg",
  xl: "size-20 text-2xl",
} as const;

const grounds = [
  "bg-jade-soft text-jade-ink",
  "bg-lantern-soft text-lantern-ink",
  "bg-river-soft text-river-ink",
  "bg-lotus-soft text-lotus-ink",
] as const;

/** First and last letters, as people write their initials: "Nguyễn Văn An" → "NA". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase() ?? "").join("") || "?";
}

function groundFor(name: string): string {
  let sum = 0;
  for (const character of name) sum += character.codePointAt(0) ?? 0;
  return grounds[sum % grounds.length] ?? grounds[0];
}

type AvatarProps = {
  name: string;
  src?: string | null | undefined;
  size?: keyof typeof sizes;
  /** People are round, companies have corners. */
  shape?: "person" | "company";
  className?: string;
};

/** A person or a company at a glance. Decorative: the name stands beside it or labels its control. */
export function Avatar({ name, src, size = "md", shape = "person", className }: AvatarProps) {
  const frame = cn(
    "inline-grid shrink-0 place-items-center overflow-hidden font-semibold",
    sizes[size],
    shape === "person" ? "rounded-full" : size === "xs" ? "rounded-xs" : "rounded-sm",
    className,
  );
  if (src) {
    return <Picture src={src} alt="" ratio="1/1" sizes="80px" className={frame} seed={name} />;
  }
  return (
    <span aria-hidden className={cn(frame, groundFor(name))}>
      {shape === "company" ? initials(name).slice(0, 1) : initials(name)}
    </span>
  );
}
