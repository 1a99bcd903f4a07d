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

interface Awaited {
  id: number;
  isTakenBack: boolean;
}

let messages: readonly ToastMessage[] = [];
/** What can still be taken back, the last one at the end. */
let lasting: readonly ToastMessage[] = [];
/** What is done on the screen already while its sentence is still to come, the last one at the end. */
let awaited: readonly Awaited[] = [];
let nextId = 1;
let keys: string | undefined;
const listeners = new Set<() => void>();

function set(next: readonly ToastMessage[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

type Toast = Pick<ToastMessage, "text" | "action"> & Partial<Pick<ToastMessage, "durationMs">>;

/** Shows a toast and returns its id. The oldest leaves when a fourth comes. */
export function showToast(toast: Toast): number {
  return show(nextId++, toast);
}

/**
 * Keeps the place of the toast of an act that is shown as done before it is; the answer shows it, or nothing, and must be called.
 * The key that takes back means this act from the first moment: pressed before the toast is there, it is done when it comes.
 */
export function awaitToast(): (toast?: Toast) => void {
  const place: Awaited = { id: nextId++, isTakenBack: false };
  awaited = [...awaited, place];
  return (toast) => {
    awaited = awaited.filter((other) => other !== place);
    if (place.isTakenBack && toast?.action) toast.action.run();
    else if (toast) show(place.id, toast);
  };
}

function show(id: number, toast: Toast): number {
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
  if (action?.isLasting) lasting = [...lasting, message].toSorted((a, b) => a.id - b.id).slice(-mostLasting);
  set([...messages, message].slice(-mostAtOnce));
  return id;
}

/** Takes a toast away before its time. */
export function hideToast(id: number): void {
  set(messages.filter((message) => message.id !== id));
}

/** The newest that the key means, of those that are seen. */
export function reachedByKey(shown: readonly ToastMessage[]): ToastMessage | undefined {
  return shown
    .filter((message) => message.action !== undefined && message.action.isByPressOnly !== true)
    .toSorted((a, b) => a.id - b.id)
    .at(-1);
}

/** Says by which key the newest toast is acted upon, for the toast to tell it; nothing where no key does. */
export function setToastKeys(next: string | undefined): void {
  keys = next;
  set([...messages]);
}

/** Whether there is something for the key that can be seen, or is about to be. */
export function isToastActionShown(): boolean {
  return reachedByKey(messages) !== undefined || awaited.some((place) => !place.isTakenBack);
}

/** Does what the newest toast offers, shown or gone if it lasts; again and again it goes back step by step. */
export function runToastAction(): void {
  const shown = reachedByKey(messages);
  const last = lasting.at(-1);
  const coming = awaited.findLast((place) => !place.isTakenBack);
  if (coming && coming.id > Math.max(shown?.id ?? 0, last?.id ?? 0)) {
    coming.isTakenBack = true;
    return;
  }
  const newest = last && (!shown || last.id > shown.id) ? last : shown;
  if (!newest) return;
  hideToast(newest.id);
  newest.action?.run();
}

export const toastStore = {
  read: (): readonly ToastMessage[] => messages,
  readKeys: (): string | undefined => keys,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
