"use client";

import { Check, ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "./cn";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "./command";
import { controlStyles, FieldFrame, type FieldText, fieldIds } from "./field";
import { Popover } from "./popover";

export type ComboboxOption = {
  value: string;
  label: string;
  /** A second, quieter line. */
  detail?: string;
  /** Found by these too: other names, codes. */
  keywords?: string[];
  icon?: ReactNode;
};

type ComboboxProps = FieldText & {
  options: readonly ComboboxOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: string;
  disabled?: boolean;
};

/** One of many: a list one types into. In a form it sends its value like a select. */
export function Combobox({
  name,
  label,
  hint,
  errors,
  optional,
  labelHidden,
  className,
  options,
  value,
  defaultValue = "",
  onValueChange,
  placeholder = "Choose…",
  searchPlaceholder = "Type to search…",
  emptyText = "Nothing found.",
  disabled,
}: ComboboxProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [own, setOwn] = useState(defaultValue);
  const chosen = value ?? own;
  const option = options.find((one) => one.value === chosen);

  function choose(next: string) {
    setOpen(false);
    setOwn(next);
    onValueChange?.(next);
  }

  return (
    <FieldFrame
      id={id}
      label={label}
      hint={hint}
      errors={errors}
      optional={optional}
      labelHidden={labelHidden}
      className={className}
    >
      <input type="hidden" name={name} value={chosen} />
      <Popover
        label={label}
        open={open}
        onOpenChange={setOpen}
        className="w-(--radix-popover-trigger-width) min-w-64 overflow-hidden p-0"
        trigger={
          <button
            type="button"
            // biome-ignore lint/a11y/useAriaPropsForRole: the popover says what it controls and whether that is open
            role="combobox"
            disabled={disabled}
            className={cn(
              controlStyles,
              "flex h-11 items-center gap-2 text-left md:h-10",
              !option && "text-ink-subtle",
            )}
            {...fieldIds(id, { hint, errors })}
          >
            {option?.icon}
            <span className="min-w-0 flex-1 truncate">{option?.label ?? placeholder}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-subtle" />
          </button>
        }
      >
        <Command label={label} loop {...(option ? { defaultValue: option.value } : {})}>
          <CommandInput placeholder={searchPlaceholder} />
          <CommandList className="max-h-72">
            <CommandEmpty>{emptyText}</CommandEmpty>
            <CommandGroup>
              {optional && chosen ? (
                <CommandItem value="none" onSelect={() => choose("")}>
                  <span className="text-ink-muted">None</span>
                </CommandItem>
              ) : null}
              {options.map((one) => (
                <CommandItem
                  key={one.value}
                  value={one.value}
                  keywords={[one.label, ...(one.keywords ?? [])]}
                  onSelect={() => choose(one.value)}
                >
                  {one.icon}
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{one.label}</span>
                    {one.detail ? (
                      <span className="block truncate text-ink-subtle text-xs">{one.detail}</span>
                    ) : null}
                  </span>
                  {one.value === chosen ? <Check aria-hidden /> : null}
                </CommandItem>
              ))}
            </CommandGroup>
          </CommandList>
        </Command>
      </Popover>
    </FieldFrame>
  );
}
