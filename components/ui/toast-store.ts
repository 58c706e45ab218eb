"use client";

export type ToastTone = "neutral" | "success" | "danger";

export type ToastOptions = {
  description?: string;
  tone?: ToastTone;
  /** A way back or onward; `label` is a verb. Undo is the usual one. */
  action?: { label: string; onClick: () => void };
  /** Milliseconds in sight; twelve seconds with an action, six without. */
  duration?: number;
};

export type ToastItem = ToastOptions & { id: number; title: string };

const MAX_IN_SIGHT = 3;

let items: readonly ToastItem[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly ToastItem[]) {
  items = next;
  for (const listener of listeners) listener();
}

/** Shows a message at the corner; call from anywhere in the browser. Answers its id. */
export function toast(title: string, options: ToastOptions = {}): number {
  lastId += 1;
  set([...items, { ...options, id: lastId, title }].slice(-MAX_IN_SIGHT));
  return lastId;
}

toast.success = (title: string, options?: Omit<ToastOptions, "tone">) =>
  toast(title, { ...options, tone: "success" });

toast.error = (title: string, options?: Omit<ToastOptions, "tone">) =>
  toast(title, { ...options, tone: "danger" });

/** Something was done that can be taken back. */
toast.undo = (title: string, undo: () => void, options?: Omit<ToastOptions, "action">) =>
  toast(title, { ...options, action: { label: "Undo", onClick: undo } });

export function dismissToast(id: number): void {
  set(items.filter((item) => item.id !== id));
}

/** For `useSyncExternalStore`. */
export const toastStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  snapshot: () => items,
  serverSnapshot: (): readonly ToastItem[] => NONE,
};

const NONE: readonly ToastItem[] = [];
