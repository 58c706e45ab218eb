"use client";

import { Search, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn";
import { controlStyles } from "./field";
import { Spinner } from "./spinner";

type SearchFieldProps = {
  label: string;
  placeholder?: string;
  /** What is searched for now, from the address as a rule. */
  value: string;
  /** Called once the typing rests, and at once on Enter and on clearing. */
  onValueChange: (value: string) => void;
  pending?: boolean;
  debounce?: number;
  className?: string;
};

/** Narrows a list while one types. "/" jumps here. */
export function SearchField({
  label,
  placeholder,
  value,
  onValueChange,
  pending = false,
  debounce = 250,
  className,
}: SearchFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);

  // The address changed from elsewhere: back button, "Clear filters".
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => send(typed), debounce);
    return () => clearTimeout(timer);
  });

  function send(next: string) {
    sent.current = next;
    onValueChange(next);
  }

  return (
    <div className={cn("relative", className)}>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-ink-subtle">
        {pending ? <Spinner /> : <Search aria-hidden className="size-4.5" />}
      </span>
      <input
        id={id}
        type="search"
        value={typed}
        placeholder={placeholder ?? label}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            send(typed);
          }
          if (event.key === "Escape" && typed) {
            event.preventDefault();
            setTyped("");
            send("");
          }
        }}
        className={cn(
          controlStyles,
          "h-11 pr-10 pl-10 md:h-10 [&::-webkit-search-cancel-button]:hidden",
        )}
      />
      {typed ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => {
            setTyped("");
            send("");
          }}
          className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-md text-ink-subtle transition-colors hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : null}
    </div>
  );
}
