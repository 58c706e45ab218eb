"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { useSyncExternalStore } from "react";
import { cn } from "./cn";
import { dismissToast, type ToastItem, toastStore } from "./toast-store";

/**
 * Shows what `toast()` was given. On Radix, since the usual toast libraries write a <style> element
 * into the page without a nonce, which our CSP refuses. F8 moves the focus here.
 */
export function Toaster() {
  const items = useSyncExternalStore(
    toastStore.subscribe,
    toastStore.snapshot,
    toastStore.serverSnapshot,
  );
  return (
    <Primitive.Provider label="Message" swipeDirection="right">
      {items.map((item) => (
        <ToastCard key={item.id} item={item} />
      ))}
      <Primitive.Viewport
        label="Messages ({hotkey})"
        className={cn(
          "fixed right-0 bottom-16 left-0 z-80 m-0 flex list-none flex-col gap-2 p-4 outline-none empty:hidden",
          "sm:left-auto sm:w-98 md:bottom-0 md:p-6",
        )}
      />
    </Primitive.Provider>
  );
}

function ToastCard({ item }: { item: ToastItem }) {
  const { id, title, description, action, tone = "neutral" } = item;
  return (
    <Primitive.Root
      type={tone === "danger" ? "foreground" : "background"}
      duration={item.duration ?? (action ? 12_000 : 6_000)}
      onOpenChange={(open) => {
        if (!open) dismissToast(id);
      }}
      className={cn(
        "flex items-start gap-3 rounded-lg border border-line bg-raised py-3 pr-2 pl-4 shadow-md",
        "data-[state=open]:animate-rise data-[state=closed]:animate-sink",
        "data-[swipe=end]:animate-fade-out",
      )}
    >
      {tone === "success" ? (
        <CircleCheck aria-hidden className="mt-1.5 size-5 shrink-0 text-jade" />
      ) : null}
      {tone === "danger" ? (
        <CircleAlert aria-hidden className="mt-1.5 size-5 shrink-0 text-danger" />
      ) : null}
      <div className="min-w-0 flex-1 py-1.5">
        <Primitive.Title className="font-medium text-sm">{title}</Primitive.Title>
        {description ? (
          <Primitive.Description className="mt-0.5 text-ink-muted text-sm">
            {description}
          </Primitive.Description>
        ) : null}
      </div>
      {action ? (
        <Primitive.Action
          altText={action.label}
          onClick={action.onClick}
          className="h-9 shrink-0 rounded-sm px-3 font-medium text-jade-ink text-sm transition-colors hover:bg-jade-soft"
        >
          {action.label}
        </Primitive.Action>
      ) : null}
      <Primitive.Close
        aria-label="Dismiss"
        className="grid size-9 shrink-0 place-items-center rounded-sm text-ink-subtle transition-colors hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </Primitive.Close>
    </Primitive.Root>
  );
}
