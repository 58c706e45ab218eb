import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { FieldMessages, type FieldText, fieldIds } from "./field";

export type RadioOption = {
  value: string;
  label: string;
  description?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
};

type RadioGroupProps = Omit<FieldText, "optional"> & {
  options: readonly RadioOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** Cards side by side where there is room, or plain lines. */
  layout?: "cards" | "list";
};

/** One of a few, all in sight. Arrow keys move, as the browser does it. */
export function RadioGroup({
  name,
  label,
  labelHidden,
  hint,
  errors,
  options,
  value,
  defaultValue,
  onValueChange,
  layout = "cards",
  className,
}: RadioGroupProps) {
  const id = useId();
  const { "aria-describedby": describedBy, "aria-invalid": invalid } = fieldIds(id, {
    hint,
    errors,
  });
  return (
    <fieldset aria-describedby={describedBy} className={cn("space-y-2", className)}>
      <legend className={cn("mb-2 font-medium text-sm", labelHidden && "sr-only")}>{label}</legend>
      <div className={cn("grid gap-2.5", layout === "cards" && "sm:auto-cols-fr sm:grid-flow-col")}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              "relative flex cursor-pointer gap-3 has-disabled:cursor-not-allowed has-disabled:opacity-55",
              layout === "cards" &&
                "rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong has-checked:border-jade has-checked:bg-jade-soft/50 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              aria-invalid={invalid}
              className={cn(
                "mt-0.5 size-4.5 shrink-0 appearance-none rounded-full border border-line-strong bg-surface",
                "checked:border-5 checked:border-jade",
                layout === "cards" && "focus-visible:outline-none",
              )}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              onChange={onValueChange ? () => onValueChange(option.value) : undefined}
              readOnly={onValueChange ? undefined : true}
            />
            <span className="min-w-0 space-y-0.5">
              <span className="flex items-center gap-2 font-medium text-sm [&_svg]:size-4.5">
                {option.icon}
                {option.label}
              </span>
              {option.description ? (
                <span className="block text-ink-muted text-xs">{option.description}</span>
              ) : null}
            </span>
          </label>
        ))}
      </div>
      <FieldMessages id={id} hint={hint} errors={errors} />
    </fieldset>
  );
}
