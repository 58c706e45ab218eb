import { Check, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";
import { FieldMessages, type FieldText, fieldIds } from "./field";

type BoxProps = Omit<ComponentProps<"input">, "type">;

/** The bare box, for table rows; give it an `aria-label`. Phones get a 44 px target around it. */
export function CheckboxBox({
  className,
  indeterminate = false,
  ...rest
}: BoxProps & { indeterminate?: boolean }) {
  return (
    <span className={cn("relative inline-grid size-5 shrink-0 place-items-center", className)}>
      <input
        type="checkbox"
        // "Mixed" is a property of the element, not an attribute: there is no other way to say it.
        ref={(box) => {
          if (box) box.indeterminate = indeterminate;
        }}
        data-mixed={indeterminate || undefined}
        className={cn(
          "peer size-5 appearance-none rounded-xs border border-line-strong bg-surface transition-colors",
          "before:absolute before:-inset-3 md:before:-inset-1.5 before:content-['']",
          "checked:border-jade checked:bg-jade data-mixed:border-jade data-mixed:bg-jade",
          "not-disabled:cursor-pointer hover:border-ink-subtle disabled:opacity-50 aria-invalid:border-danger",
        )}
        {...rest}
      />
      {indeterminate ? (
        <Minus aria-hidden className="pointer-events-none absolute size-4 text-on-jade" />
      ) : (
        <Check
          aria-hidden
          strokeWidth={2.5}
          className="pointer-events-none absolute size-4 text-on-jade opacity-0 peer-checked:opacity-100"
        />
      )}
    </span>
  );
}

type CheckboxProps = Omit<FieldText, "label" | "optional" | "labelHidden"> &
  Omit<BoxProps, "name" | "className" | "id"> & { label: ReactNode };

/** A box with its sentence beside it. */
export function Checkbox({ label, hint, errors, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn("space-y-1.5", className)}>
      <div className="flex items-start gap-3">
        <CheckboxBox {...fieldIds(id, { hint, errors })} {...rest} className="mt-px" />
        <label htmlFor={id} className="text-sm">
          {label}
        </label>
      </div>
      <div className="space-y-1 pl-8 empty:hidden">
        <FieldMessages id={id} hint={hint} errors={errors} />
      </div>
    </div>
  );
}
