export interface ToastAction {
  label: string;
  run: () => void;
  /** Can still be done by its key once the sentence has gone: taking something back. */
  isLasting?: boolean;
  /** Takes nothing back, and so the key that does has nothing to do with it. */
  isByPressOnly?: boolean;
}

/** A sentence about what has just happened, with at most one act. */
export interface ToastMessage {
  id: number;
  text: string;
  action?: ToastAction | undefined;
  /** How long it stays; 8 s, so that Undo can be reached. */
  durationMs: number;
}

const defaultDurationMs = 8_000;
const mostAtOnce = 3;
const mostLasting = 50;

let messages: readonly ToastMessage[] = [];
/** What can still be taken back, the last one at the end. */
let lasting: readonly ToastMessage[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly ToastMessage[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

/** Shows a toast and returns its id. The oldest leaves when a fourth comes. */
export function showToast(toast: { text: string; action?: ToastMessage["action"]; durationMs?: number }): number {
  const id = nextId++;
  const { action } = toast;
  const run = () => {
    lasting = lasting.filter((message) => message.id !== id);
    action?.run();
  };
  const message: ToastMessage = {
    ...toast,
    id,
    durationMs: toast.durationMs ?? defaultDurationMs,
    ...(action ? { action: { ...action, run } } : {}),
  };
  if (action?.isLasting) lasting = [...lasting, message].slice(-mostLasting);
  set([...messages, message].slice(-mostAtOnce));
  return id;
}

/** Takes a toast away before its time. */
export function hideToast(id: number): void {
  set(messages.filter((message) => message.id !== id));
}

/** Does what the newest toast offers, shown or gone if it lasts; again and again it goes back step by step. */
export function runToastAction(): void {
  const shown = messages.findLast((message) => message.action !== undefined && message.action.isByPressOnly !== true);
  const last = lasting.at(-1);
  const newest = last && (!shown || last.id > shown.id) ? last : shown;
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
