import Link from "next/link";
import { buttonStyles } from "@/components/ui/button-styles";
import { cn } from "@/components/ui/cn";

/** One of a few ways to narrow a list, as addresses with their counts. */
export function FilterLinks({
  label,
  current,
  items,
}: {
  label: string;
  current: string;
  items: readonly { value: string; label: string; href: string; count?: string | undefined }[];
}) {
  return (
    <nav aria-label={label} className="scrollbar-quiet -mx-1 overflow-x-auto px-1 py-1">
      <ul className="flex gap-1.5">
        {items.map(({ value, label: text, href, count }) => (
          <li key={value}>
            <Link
              href={href}
              scroll={false}
              aria-current={value === current ? "page" : undefined}
              className={cn(
                buttonStyles({ variant: "ghost", size: "sm" }),
                "rounded-full tabular-nums aria-[current]:bg-jade-soft aria-[current]:text-jade-ink",
              )}
            >
              {text} {count}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
