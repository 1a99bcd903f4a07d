import type { KeyboardEvent } from "react";

/** Opens the menu of the row that the keyboard stands on: by Enter, the menu key, or Shift and F10. */
export function openRowMenu(event: KeyboardEvent): void {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.hasAttribute("data-row") || event.defaultPrevented) return;
  const isMenu = event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
  if (!isMenu && (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)) return;
  const place = target.querySelector("[data-message]");
  if (!place) return;
  event.preventDefault();
  const { left, top, height } = place.getBoundingClientRect();
  const at = { clientX: left + 56, clientY: top + Math.min(height, 40) };
  place.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, ...at }));
}
