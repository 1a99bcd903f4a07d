import { keyName } from "./keys/key-name.ts";
import { currentKeymap } from "./keys/keymap-store.ts";

/** So long what was asked for may take to have its field, once it is there. */
const settleMs = 5_000;
/** A layer that has been there so long without a field has none. */
const fieldlessMs = 400;
/** More than anybody types while something loads. */
const most = 500;

interface Hold {
  cancel: (() => void) | undefined;
}

/** What does something in a field and can be told to it again. */
const repeated = new Set(["Enter", "Backspace", "Delete", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
const stops = "a[href], button:not(:disabled), input, textarea, select, [contenteditable=true], [tabindex]";

const holds = new Set<Hold>();
let held: string[] = [];
let before: Element | null = null;
let isListening = false;
let isReplaying = false;
/** What is heard is a key that was held, on its way to its field. */
let isRepeating = false;
/** What was typed at belongs to nothing any more: the person has gone elsewhere. */
let round = 0;

function takesText(element: Element | null): element is HTMLElement {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches("textarea, input:not([type=checkbox], [type=radio], [type=button])"))
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (isRepeating) return;
  // Nobody else hears of it: the list behind would take it for a verb. What has Ctrl and is none of ours stays the browser's.
  event.stopImmediatePropagation();
  const name = keyName(event);
  const isCombined = name !== null && /^(?:Ctrl|Alt)\+/.test(name);
  if (isCombined && !Object.values(currentKeymap()).some((keys) => keys.includes(name))) return;
  event.preventDefault();
  if (isCombined) return;
  if (event.key === "Escape") return cancel();
  if (event.isComposing || event.repeat || held.length >= most) return;
  if (event.key === "Tab" && event.shiftKey) return;
  if (/^.$/u.test(event.key) || repeated.has(event.key)) held.push(event.key);
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  before = document.activeElement;
  window.addEventListener("keydown", onKeyDown, true);
  window.addEventListener("pointerdown", stop, true);
}

/** Lets the keys go where they always go, and forgets what was typed. */
function stop(): void {
  round += 1;
  held = [];
  isListening = false;
  isReplaying = false;
  window.removeEventListener("keydown", onKeyDown, true);
  window.removeEventListener("pointerdown", stop, true);
}

function cancel(): void {
  const asked = [...holds];
  holds.clear();
  stop();
  for (const { cancel: leave } of asked) leave?.();
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Waits for a field that has the focus and had it not before; null where none comes, or keys are held again. */
async function fieldOf(own: number): Promise<HTMLElement | null> {
  const began = performance.now();
  let layerAt: number | null = null;
  while (own === round && holds.size === 0 && performance.now() - began < settleMs) {
    const { activeElement } = document;
    if (activeElement !== before && takesText(activeElement)) return activeElement;
    if (document.querySelector("[data-modal]")?.contains(activeElement)) layerAt ??= performance.now();
    if (layerAt !== null && performance.now() - layerAt > fieldlessMs) return null;
    await frame();
  }
  return null;
}

/** Tells a key to whatever has the focus, and does of it what the browser would. */
function repeat(key: string): void {
  const target = document.activeElement ?? document.body;
  isRepeating = true;
  const isLeft = target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  isRepeating = false;
  if (!isLeft) return;
  if (!repeated.has(key)) document.execCommand("insertText", false, key);
  else if (key === "Backspace") document.execCommand("delete");
  else if (key === "Delete") document.execCommand("forwardDelete");
  else if (key === "Enter" && target instanceof HTMLInputElement) target.form?.requestSubmit();
  else if (key === "Enter") document.execCommand("insertText", false, "\n");
  else if (key === "Tab") {
    const all = [...document.querySelectorAll<HTMLElement>(stops)].filter(
      (element) => element.tabIndex >= 0 && element.checkVisibility(),
    );
    all[all.findIndex((element) => element === target) + 1]?.focus();
  }
}

async function deliver(): Promise<void> {
  if (isReplaying) return;
  isReplaying = true;
  const own = round;
  const field = await fieldOf(own);
  if (own !== round) return;
  if (holds.size > 0) {
    isReplaying = false;
    return;
  }
  // While it is written more may be typed, which comes after it.
  while (field && held.length > 0 && own === round) {
    const key = held.shift() ?? "";
    // A field needs a moment to know what was written before a key acts on it.
    if (repeated.has(key)) await frame();
    repeat(key);
    await (repeated.has(key) ? frame() : Promise.resolve());
  }
  if (own === round) stop();
}

/**
 * Keeps what is typed from now on, for the field of something that is still on its way, and writes it there once that has the focus. Where it turns out
 * to have none, or Escape or a press gives it up, what was typed does nothing: it was never meant for what lies behind.
 */
export function holdKeys(leave?: () => void): () => void {
  const hold: Hold = { cancel: leave };
  holds.add(hold);
  listen();
  return () => {
    if (!holds.delete(hold) || holds.size > 0) return;
    void deliver();
  };
}
