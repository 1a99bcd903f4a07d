/** Presses that a browser keeps for itself, or that everybody means as what they always are: they can be no shortcut of ours. */
const patterns = [
  // Windows, tabs, reload, the address, what is found on the page, bookmarks, history, downloads, the end.
  /^Ctrl\+(?:Shift\+)?(?:[WTNRLFDHJOQ]|Tab|PageUp|PageDown|F4|F5)$/,
  /^Ctrl\+(?:[1-9]|0|\+|-|=)$/,
  // The clipboard, and undo in a text.
  /^Ctrl\+(?:Shift\+)?[CVX]$/,
  /^Ctrl\+Y$/,
  /^Alt\+(?:ArrowLeft|ArrowRight|Home|F4|Tab)$/,
  // Going from field to field, the menu of the browser, help, full screen, tools.
  /^(?:Shift\+)?Tab$/,
  /^(?:Shift\+)?F(?:1|3|5|6|7|10|11|12)$/,
  /^(?:ContextMenu|CapsLock|NumLock|Meta|Shift|Control|Alt)$/,
];

/** The ones above that pages may have and others are used to: they come with a preset. */
const granted = new Set(["Ctrl+Shift+C", "Ctrl+Shift+R", "Ctrl+Shift+F", "Ctrl+Shift+D", "Ctrl+Shift+L", "Ctrl+Q"]);

/** Whether a press, or a part of a sequence, is not ours to give. */
export function isReserved(keys: string): boolean {
  return keys.split(" ").some((key) => !granted.has(key) && patterns.some((pattern) => pattern.test(key)));
}
