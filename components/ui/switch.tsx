import { type ComponentProps, useId } from "react";
import { cn } from "./cn";
import { FieldMessages, type FieldText, fieldIds } from "./field";

type SwitchProps = Omit<FieldText, "optional" | "labelHidden"> &
  Omit<ComponentProps<"input">, "type" | "name" | "className" | "id">;

/** On or off, at once. A checkbox underneath, so it works in a plain form. */
export function Switch({ label, hint, errors, className, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start justify-between gap-6", className)}>
      <div className="space-y-0.5">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        <FieldMessages id={id} hint={hint} errors={errors} />
      </div>
      <span className="relative inline-flex h-6 w-10.5 shrink-0 items-center">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says whether it is checked
          role="switch"
          className={cn(
            "peer h-6 w-10.5 appearance-none rounded-full border border-line-strong bg-sunken transition-colors",
            "before:absolute before:-inset-2.5 before:content-[''] not-disabled:cursor-pointer",
            "checked:border-jade checked:bg-jade disabled:opacity-50",
          )}
          {...fieldIds(id, { hint, errors })}
          {...rest}
        />
        <span
          aria-hidden
          className={cn(
            "pointer-events-none absolute left-1 size-4 rounded-full bg-ink-subtle shadow-xs",
            "transition-transform duration-150 ease-out peer-checked:translate-x-4.5 peer-checked:bg-on-jade",
          )}
        />
      </span>
    </div>
  );
}
