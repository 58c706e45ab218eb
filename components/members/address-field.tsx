"use client";

import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useId, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { controlStyles, FieldFrame, fieldIds } from "@/components/ui/field";
import { type Address, addAddresses } from "@/lib/members/addresses";

type AddressFieldProps = {
  addresses: readonly Address[];
  onChange: (addresses: Address[]) => void;
  /** What is typed and not an address yet. */
  typed: string;
  onTyped: (typed: string) => void;
  /** What else is to be said of an address: in the team already, invited already. */
  noteOf: (address: string) => string | null;
  errors?: string[] | undefined;
};

/** Several addresses, each a chip with what is wrong with it. Paste as many as you like. */
export function AddressField({
  addresses,
  onChange,
  typed,
  onTyped,
  noteOf,
  errors,
}: AddressFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const hint = "Separated by commas or lines; paste a whole list.";

  function add(text: string) {
    onChange(addAddresses(addresses, text));
    onTyped("");
  }

  function remove(address: Address) {
    onChange(addresses.filter((one) => one !== address));
    input.current?.focus();
  }

  /** Back into the input, to be mended. */
  function edit(address: Address) {
    onChange(addresses.filter((one) => one !== address));
    onTyped(address.text);
    input.current?.focus();
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    const last = addresses.at(-1);
    if (["Enter", ",", ";"].includes(event.key) && typed.trim()) {
      event.preventDefault();
      add(typed);
    } else if (event.key === " " && typed.includes("@") && !typed.includes("<")) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && last) {
      event.preventDefault();
      edit(last);
    }
  }

  function paste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData("text");
    if (!/[@\n]/.test(text)) return;
    event.preventDefault();
    add(`${typed}${text}`);
  }

  return (
    <FieldFrame id={id} label="E-mail addresses" hint={hint} errors={errors}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the chips goes to the input, which has a label */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keyboards reach the input itself */}
      <div
        className={cn(
          controlStyles,
          "flex max-h-48 min-h-11 cursor-text flex-wrap items-center gap-1.5 overflow-y-auto px-2 py-1.5 md:min-h-10",
          "focus-within:border-jade focus-within:outline-2 focus-within:outline-jade/30",
          errors?.length && "border-danger",
        )}
        onClick={(event) => {
          if (event.target === event.currentTarget) input.current?.focus();
        }}
      >
        {addresses.length ? (
          <ul aria-label="Addresses" className="contents">
            {addresses.map((address) => {
              const note = address.error ?? noteOf(address.text);
              return (
                <li
                  key={address.text}
                  className={cn(
                    "inline-flex max-w-full items-center rounded-full bg-hover text-sm",
                    address.error && "bg-danger-soft text-danger-ink",
                  )}
                >
                  <button
                    type="button"
                    aria-label={`Change ${address.text}`}
                    onClick={() => edit(address)}
                    className="min-h-8 min-w-0 truncate rounded-l-full py-0.5 pr-1 pl-3 md:min-h-7"
                  >
                    {address.text}
                  </button>
                  {note ? <span className="shrink-0 text-xs opacity-80">· {note}</span> : null}
                  <button
                    type="button"
                    aria-label={`Remove ${address.text}`}
                    onClick={() => remove(address)}
                    className="grid size-8 shrink-0 place-items-center rounded-full hover:bg-hover md:size-7"
                  >
                    <X aria-hidden className="size-3.5" />
                  </button>
                </li>
              );
            })}
          </ul>
        ) : null}
        <input
          ref={input}
          {...fieldIds(id, { hint, errors })}
          value={typed}
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={addresses.length ? "" : "ana@example.com, bao@example.com"}
          onChange={(event) => onTyped(event.target.value)}
          onKeyDown={press}
          onPaste={paste}
          onBlur={() => {
            if (typed.trim()) add(typed);
          }}
          className="h-8 min-w-40 flex-1 bg-transparent px-1.5 outline-none placeholder:text-ink-subtle md:h-7"
        />
      </div>
    </FieldFrame>
  );
}
