import { ChevronDown } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { cn } from "./cn";
import { controlStyles, FieldFrame, type FieldText, fieldIds } from "./field";

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = FieldText &
  Omit<ComponentProps<"select">, "name" | "className" | "id" | "required"> & {
    options: readonly SelectOption[];
    /** The empty first choice, "Choose a country". */
    placeholder?: string;
  };

/**
 * One of a few. The native control: phones show their own picker, forms and keyboards know it, and
 * browsers that can are given ours (globals.css).
 */
export function Select({
  name,
  label,
  hint,
  errors,
  optional,
  labelHidden,
  className,
  options,
  placeholder,
  ...select
}: SelectProps) {
  const id = useId();
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
      <div className="relative">
        <select
          {...fieldIds(id, { hint, errors })}
          name={name}
          required={!optional}
          className={cn(controlStyles, "tb-select h-11 pr-9 md:h-10")}
          {...select}
        >
          {placeholder ? <option value="">{placeholder}</option> : null}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-subtle"
        />
      </div>
    </FieldFrame>
  );
}
