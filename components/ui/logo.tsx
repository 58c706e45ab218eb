import { cn } from "./cn";

/** The mark: a lantern that is a place on the map. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={cn("size-8", className)}>
      <rect className="fill-jade" width="32" height="32" rx="9" />
      <path
        className="fill-lantern"
        d="M16 8c5 0 8.2 3 8.2 7.1 0 4.3-3.9 6.6-8.2 11.4-4.3-4.8-8.2-7.1-8.2-11.4C7.8 11 11 8 16 8z"
      />
      <circle className="fill-on-jade" cx="16" cy="14.9" r="3.1" />
      <path
        className="fill-none stroke-on-jade"
        strokeWidth="1.6"
        strokeLinecap="round"
        d="M12.6 7.9h6.8M16 4.6v3.2"
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
