import { cn } from "./cn";

/** The mark: a lantern that is a place on the map. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={cn("size-8", className)}>
      <rect className="fill-jade" width="32" height="32" rx="9" />
      <path
        className="fill-lantern"
        d="M16 6.5c5.2 0 8.5 3.3 8.5 7.6 0 4.6-4 7.3-8.5 12.4-4.5-5.1-8.5-7.8-8.5-12.4 0-4.3 3.3-7.6 8.5-7.6z"
      />
      <path
        className="fill-none stroke-on-jade"
        strokeWidth="1.4"
        strokeLinecap="round"
        d="M16 6.5c-3.4 3.6-3.4 12 0 15.6M16 6.5c3.4 3.6 3.4 12 0 15.6M16 4v2.5M12.4 6.6h7.2"
      />
    </svg>
  );
}

/** Mark and name. */
export function Logo({ className, compact = false }: { className?: string; compact?: boolean }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5", className)}>
      <LogoMark />
      <span className={cn("display text-xl", compact && "sr-only")}>Travel Buddy</span>
    </span>
  );
}
