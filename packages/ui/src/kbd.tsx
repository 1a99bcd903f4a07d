const arrows: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** What is written on the keys of a Mac. */
const onMac: Readonly<Record<string, string>> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };

function written(key: string): string {
  const isMac = typeof navigator !== "undefined" && /^(?:Mac|iP)/.test(navigator.platform);
  const parts = key === "+" ? [key] : key.split(/(?<=.)\+(?=.)/);
  const shown = parts.map((part) => {
    if (part.length === 1) return part.toUpperCase();
    return arrows[part] ?? (isMac ? onMac[part] : undefined) ?? part;
  });
  return shown.join(isMac ? "" : "+");
}

/** One key or combination, as `Ctrl+K` or `g i`; a space means "then". */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1" aria-hidden="true">
      {keys.split(" ").map((key, at) => (
        <kbd
          key={at}
          className="min-w-5 rounded-[4px] border bg-surface px-1 text-center font-sans text-12 font-medium text-muted"
        >
          {written(key)}
        </kbd>
      ))}
    </span>
  );
}
