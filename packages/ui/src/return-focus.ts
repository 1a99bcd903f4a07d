/** What had the focus last outside of layers: where it goes back to when a layer is left. */
let outside: HTMLElement | null = null;

if (typeof document !== "undefined")
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest("[data-modal], [role=menu]")) outside = target;
  });

/** For a layer without a button of its own: the focus goes into it, and back to where it was before, through a menu too. */
export const returnFocus = {
  onOpenAutoFocus(event: Event) {
    // Not the closing button, which would show its tooltip. A field that asks for the focus already has it.
    event.preventDefault();
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
  },
  onCloseAutoFocus(event: Event) {
    event.preventDefault();
    if (outside?.isConnected) outside.focus();
  },
};
