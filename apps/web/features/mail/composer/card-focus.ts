import { type KeyboardEvent, useEffect, useRef } from "react";

const stops =
  'a[href], button:not(:disabled), input:not([type="file"]), textarea, select, iframe, [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';

/** Tab goes round inside of a card that covers everything else. */
export function keepFocusInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Tab" || event.defaultPrevented) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(stops)].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility(),
  );
  const [first] = all;
  const last = all.at(-1);
  const { activeElement } = document;
  if (event.shiftKey && activeElement === first) last?.focus();
  else if (!event.shiftKey && activeElement === last) first?.focus();
  else return;
  event.preventDefault();
}

/** When the card leaves, the focus goes back to where it was. */
export function useReturnedFocus(): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    return () => {
      const { activeElement } = document;
      const isLost = activeElement === null || activeElement === document.body;
      if (isLost && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    };
  }, []);
}
