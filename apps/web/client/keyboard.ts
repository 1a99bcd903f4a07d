const sequenceMs = 1_200;

/** The name of a key press, as commands write it: `j`, `Shift+I`, `#`, `Ctrl+K`, `Esc`. */
export function keyName(event: KeyboardEvent): string {
  const special: Record<string, string> = { Escape: "Esc", " ": "Space" };
  const key = special[event.key] ?? event.key;
  const isLetter = /^\p{L}$/u.test(key);
  if (event.ctrlKey || event.metaKey)
    return `Ctrl+${event.shiftKey ? "Shift+" : ""}${isLetter ? key.toUpperCase() : key}`;
  if (event.altKey) return `Alt+${key}`;
  // A sign such as # or ? already contains its Shift, which differs by keyboard.
  if (event.shiftKey && (isLetter || key.length > 1)) return `Shift+${isLetter ? key.toUpperCase() : key}`;
  return isLetter ? key.toLowerCase() : key;
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
