/** A sentence about what has just happened, with at most one act. */
export interface ToastMessage {
  id: number;
  text: string;
  action?: { label: string; run: () => void } | undefined;
  /** How long it stays; 8 s, so that Undo can be reached. */
  durationMs: number;
}

const defaultDurationMs = 8_000;
const mostAtOnce = 3;

let messages: readonly ToastMessage[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly ToastMessage[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

/** Shows a toast and returns its id. The oldest leaves when a fourth comes. */
export function showToast(toast: { text: string; action?: ToastMessage["action"]; durationMs?: number }): number {
  const id = nextId++;
  const message: ToastMessage = { ...toast, id, durationMs: toast.durationMs ?? defaultDurationMs };
  set([...messages, message].slice(-mostAtOnce));
  return id;
}

/** Takes a toast away before its time. */
export function hideToast(id: number): void {
  set(messages.filter((message) => message.id !== id));
}

/** Does what the newest toast offers, if one offers anything. */
export function runToastAction(): void {
  const newest = messages.findLast((message) => message.action !== undefined);
  if (!newest) return;
  hideToast(newest.id);
  newest.action?.run();
}

export const toastStore = {
  read: (): readonly ToastMessage[] => messages,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
