"use client";

import { type ComponentProps, useId, useState } from "react";
import { CharacterCounter } from "./character-counter";
import { cn } from "./cn";
import { controlStyles, FieldFrame, type FieldText, fieldIds } from "./field";

export type TextAreaProps = FieldText &
  Omit<ComponentProps<"textarea">, "name" | "className" | "id" | "required"> & {
    counter?: number;
    recommended?: [from: number, to: number];
  };

/** Several lines; grows with what is typed where the browser can. */
export function TextArea({
  name,
  label,
  hint,
  errors,
  optional,
  labelHidden,
  className,
  counter,
  recommended,
  rows = 4,
  onChange,
  value,
  defaultValue,
  ...area
}: TextAreaProps) {
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
      <textarea
        {...fieldIds(id, { hint, errors, counter: Boolean(counter) })}
        name={name}
        rows={rows}
        value={value}
        defaultValue={defaultValue}
        required={!optional}
        className={cn(
          controlStyles,
          "field-sizing-content block max-h-120 min-h-24 resize-y py-2.5 leading-6",
        )}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange?.(event);
        }}
        {...area}
      />
    </FieldFrame>
  );
}
