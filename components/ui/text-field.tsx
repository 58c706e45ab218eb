"use client";

import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { CharacterCounter } from "./character-counter";
import { cn } from "./cn";
import { controlStyles, FieldFrame, type FieldText, fieldIds } from "./field";

export type TextFieldProps = FieldText &
  Omit<ComponentProps<"input">, "name" | "className" | "id" | "required"> & {
    /** Shows "n/max". Does not cut off: pasting too much should be seen, then shortened. */
    counter?: number;
    /** A length that works well, coloured in the counter. */
    recommended?: [from: number, to: number];
    /** Inside the control at the left, an icon as a rule. */
    leading?: ReactNode;
    /** Inside the control at the right: a unit, a show-password button. */
    trailing?: ReactNode;
    inputClassName?: string;
  };

/** One line of text, with label, hint, errors and counter tied to it. */
export function TextField({
  name,
  label,
  hint,
  errors,
  optional,
  labelHidden,
  className,
  counter,
  recommended,
  leading,
  trailing,
  inputClassName,
  onChange,
  value,
  defaultValue,
  ...input
}: TextFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(String(value ?? defaultValue ?? ""));
  const text = value === undefined ? typed : String(value);
  return (
    <FieldFrame
      id={id}
      label={label}
      hint={hint}
      errors={errors}
      optional={optional}
      labelHidden={labelHidden}
      className={className}
      aside={
        counter ? (
          <CharacterCounter
            id={`${id}-counter`}
            value={text}
            max={counter}
            recommended={recommended}
          />
        ) : null
      }
    >
      <div className="relative">
        {leading ? (
          <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-ink-subtle [&_svg]:size-4.5">
            {leading}
          </span>
        ) : null}
        <input
          {...fieldIds(id, { hint, errors, counter: Boolean(counter) })}
          name={name}
          value={value}
          defaultValue={defaultValue}
          required={!optional}
          className={cn(
            controlStyles,
            "h-11 md:h-10",
            leading && "pl-10",
            trailing && "pr-11",
            inputClassName,
          )}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange?.(event);
          }}
          {...input}
        />
        {trailing ? (
          <span className="absolute inset-y-0 right-0 grid min-w-11 place-items-center text-ink-subtle text-sm">
            {trailing}
          </span>
        ) : null}
      </div>
    </FieldFrame>
  );
}
