import { CircleAlert, CircleCheck } from "lucide-react";
import { cn } from "./cn";

/**
 * What became of the form: an alert when it failed, a status when it went well, nothing before.
 * `success` is said when the action returned no sentence of its own.
 */
export function FormMessage({
  state,
  success = "Saved",
  className,
}: {
  state: { status: string; message?: string | undefined };
  success?: string;
  className?: string;
}) {
  if (state.status === "failure" && state.message) {
    return (
      <p
        role="alert"
        className={cn(
          "flex gap-2.5 rounded-md bg-danger-soft px-3.5 py-2.5 text-sm text-danger-ink",
          className,
        )}
      >
        <CircleAlert aria-hidden className="mt-px size-4.5 shrink-0" />
        <span>{state.message}</span>
      </p>
    );
  }
  if (state.status === "success") {
    return (
      <p role="status" className={cn("flex items-center gap-2 text-sm text-jade-ink", className)}>
        <CircleCheck aria-hidden className="size-4.5 shrink-0" />
        <span>{state.message ?? success}</span>
      </p>
    );
  }
  return null;
}
