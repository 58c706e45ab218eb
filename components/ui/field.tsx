import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** What every field takes. */
export type FieldText = {
  name: string;
  label: string;
  hint?: ReactNode;
  errors?: string[] | undefined;
  /** Says so beside the label; fields are required by default and need no star. */
  optional?: boolean;
  /** The label is read, not shown (a search box). */
  labelHidden?: boolean;
  /** Around label, control and messages. */
  className?: string;
};

/** The ids of a field's parts and the attributes that tie its control to them. */
export function fieldIds(
  id: string,
  { hint, errors, counter }: { hint?: ReactNode; errors?: string[] | undefined; counter?: boolean },
) {
  const invalid = Boolean(errors?.length);
  const described = [
    invalid ? `${id}-error` : null,
    hint ? `${id}-hint` : null,
    counter ? `${id}-counter` : null,
  ].filter(Boolean);
  return {
    id,
    "aria-invalid": invalid || undefined,
    "aria-describedby": described.length ? described.join(" ") : undefined,
  };
}

/** Border, ground and focus of whatever can be typed into. */
export const controlStyles = cn(
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-3.5 text-[1rem] text-ink md:text-sm",
  "transition-[border-color,box-shadow] duration-150",
  "hover:border-ink-subtle",
  "focus-visible:border-jade focus-visible:outline-2 focus-visible:outline-jade/30 focus-visible:outline-offset-0",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger/30",
  "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-subtle",
  // Selects and buttons count as read-only too.
  "[&:is(input,textarea):read-only]:bg-sunken",
);

type FieldFrameProps = Pick<
  FieldText,
  "label" | "hint" | "errors" | "optional" | "labelHidden" | "className"
> & {
  id: string;
  /** At the right of the label line: a counter, a link. */
  aside?: ReactNode;
  children: ReactNode;
};

/** Label above, control, hint below it, then what is wrong. */
export function FieldFrame({
  id,
  label,
  hint,
  errors,
  optional,
  labelHidden,
  aside,
  className,
  children,
}: FieldFrameProps) {
  return (
    <div className={cn("space-y-1.5", className)}>
      <div
        className={cn(
          "flex items-baseline justify-between gap-3",
          labelHidden && !aside && "sr-only",
        )}
      >
        <label htmlFor={id} className={cn("font-medium text-sm", labelHidden && "sr-only")}>
          {label}{" "}
          {optional ? (
            <span className="ml-0.5 font-normal text-ink-subtle text-xs">optional</span>
          ) : null}
        </label>
        {aside}
      </div>
      {children}
      <FieldMessages id={id} hint={hint} errors={errors} />
    </div>
  );
}

/** Hint and errors under a control, with the ids `fieldIds` refers to. */
export function FieldMessages({
  id,
  hint,
  errors,
}: Pick<FieldText, "hint" | "errors"> & { id: string }) {
  return (
    <>
      {errors?.length ? (
        <p id={`${id}-error`} className="flex gap-1.5 text-danger-ink text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{errors.join(" ")}</span>
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-subtle text-xs">
          {hint}
        </p>
      ) : null}
    </>
  );
}
