import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { iconButtonStyles } from "./button-styles";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ButtonProps, "block" | "children" | "asChild"> & {
  /** Said by screen readers and shown as the tooltip. */
  label: string;
  /** No tooltip, where the label stands right beside the button. */
  quiet?: boolean;
  children: ReactNode;
};

/** A square button with an icon; the label is never left out. */
export function IconButton({
  label,
  quiet = false,
  size = "md",
  variant = "ghost",
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <Button
      aria-label={label}
      variant={variant}
      size={size}
      className={cn(iconButtonStyles({ size }), className)}
      {...rest}
    />
  );
  return quiet ? button : <Tooltip content={label}>{button}</Tooltip>;
}
