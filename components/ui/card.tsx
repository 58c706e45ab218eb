import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A sheet of paper on the canvas. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      className={cn("rounded-xl border border-line bg-surface shadow-xs", className)}
      {...rest}
    />
  );
}

type CardHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The level the page's outline asks for. */
  as?: "h2" | "h3";
  id?: string;
  className?: string;
};

/** The head of a card: title, a sentence, and what can be done on the right. */
export function CardHeader({
  title,
  description,
  actions,
  as: Heading = "h2",
  id,
  className,
}: CardHeaderProps) {
  return (
    <div className={cn("flex flex-wrap items-start justify-between gap-3 p-5 md:p-6", className)}>
      <div className="min-w-0 space-y-1">
        <Heading id={id} className="display text-xl">
          {title}
        </Heading>
        {description ? <p className="text-ink-muted text-sm">{description}</p> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("px-5 pb-5 md:px-6 md:pb-6", className)} {...rest} />;
}

/** The foot of a form's card, divided by a hairline; actions sit at the right. */
export function CardFooter({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex flex-wrap items-center justify-end gap-3 border-line border-t px-5 py-4 md:px-6",
        className,
      )}
      {...rest}
    />
  );
}
