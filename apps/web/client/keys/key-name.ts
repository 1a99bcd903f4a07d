const sequenceMs = 1_200;

export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "getModifierState"
>;

const names: Readonly<Record<string, string>> = { Escape: "Esc", " ": "Space", Spacebar: "Space", Del: "Delete" };

/** The signs where letters of other scripts stand, without and with Shift, as on the keyboards that shortcuts are written for. */
const signs: Readonly<Record<string, string>> = {
  BracketLeft: "[{",
  BracketRight: "]}",
  Semicolon: ";:",
  Quote: "'\"",
  Comma: ",<",
  Period: ".>",
  Slash: "/?",
  Backslash: "\\|",
  Backquote: "`~",
  Minus: "-_",
  Equal: "=+",
  Digit1: "1!",
  Digit2: "2@",
  Digit3: "3#",
  Digit4: "4$",
  Digit5: "5%",
  Digit6: "6^",
  Digit7: "7&",
  Digit8: "8*",
  Digit9: "9(",
  Digit0: "0)",
};

const isLatin = (key: string) => /^[\p{ASCII}\p{Script=Latin}]$/u.test(key);

/**
 * What the key says. Where it says something that no shortcut is written with, as a Cyrillic, Greek or Arabic letter does, the place of the key
 * counts: the same keys work, whichever script is switched on.
 */
function saidBy({ key, code, shiftKey }: KeyPress): string {
  const named = names[key] ?? key;
  if (!/^.$/u.test(named) || isLatin(named)) return named;
  if (/^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  return signs[code]?.[shiftKey ? 1 : 0] ?? named;
}

/** A Mac's Option writes signs, its Command is what Ctrl is elsewhere. */
export function isMac(): boolean {
  return typeof navigator !== "undefined" && /^(?:Mac|iP)/.test(navigator.platform);
}

/** The name of a key press, as tables of keys write it: `j`, `Shift+I`, `#`, `Ctrl+K`, `Esc`; null for what is only a part of one. */
export function keyName(press: KeyPress): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press;
  // Dead keys and input methods are on their way to a character, modifiers to a combination.
  if (/^(?:Dead|Process|Unidentified|Compose|Control|Shift|Alt|AltGraph|Meta|OS|CapsLock|NumLock|Fn)$/.test(key))
    return null;
  const said = saidBy(press);
  const isLetter = /^\p{L}$/u.test(said);
  // AltGr, Option of a Mac: what it writes is meant, such as [ on a German keyboard. Windows calls it Ctrl and Alt.
  const isWriting = press.getModifierState("AltGraph") || (altKey && (ctrlKey || isMac()));
  if (isWriting && /^[^\p{L}\s]$/u.test(said)) return said;
  if (ctrlKey || metaKey) {
    const alt = altKey ? "Alt+" : "";
    return `Ctrl+${alt}${shiftKey ? "Shift+" : ""}${isLetter ? said.toUpperCase() : said}`;
  }
  if (altKey) return `Alt+${shiftKey ? "Shift+" : ""}${isLetter ? said.toUpperCase() : said}`;
  // A sign such as # or ? already contains its Shift, which differs by keyboard.
  if (shiftKey && (isLetter || said.length > 1)) return `Shift+${isLetter ? said.toUpperCase() : said}`;
  return isLetter ? said.toLowerCase() : said;
}

/** Whether the keys go to something that takes text or has keys of its own. */
export function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=menu], [role=listbox], [role=slider], [role=tablist]") !== null)
  );
}

/** Follows presses and finds what they mean, one key or two in a row. */
export function createKeyReader(): (name: string, known: ReadonlySet<string>) => string | null {
  let first: { name: string; at: number } | null = null;
  return (name, known) => {
    if (first !== null && performance.now() - first.at < sequenceMs) {
      const both = `${first.name} ${name}`;
      first = null;
      if (known.has(both)) return both;
    }
    first = null;
    for (const keys of known)
      if (keys.startsWith(`${name} `)) {
        first = { name, at: performance.now() };
        return null;
      }
    return known.has(name) ? name : null;
  };
}
