import { Scene } from "@/components/ui/scene";

/** Something of this company that is not there; the frame around it says where to go instead. */
export function PageNotFound({ children }: { children?: React.ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-6 py-12 text-center">
      <div className="h-44 w-full max-w-xs overflow-hidden rounded-2xl shadow-md">
        <Scene kind="bay" />
      </div>
      <div className="max-w-md space-y-2">
        <h1 className="display text-3xl">There is nothing here</h1>
        <p className="text-ink-muted">
          It was moved or deleted, or it belongs to a company you are not a member of.
        </p>
      </div>
      {children}
    </div>
  );
}
