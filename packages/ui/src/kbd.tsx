const signs: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** One key or combination, as `Ctrl+K` or `g i`; a space means "then". */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1" aria-hidden="true">
      {keys.split(" ").map((key, at) => (
        <kbd
          key={at}
          className="min-w-5 rounded-[4px] border bg-surface px-1 text-center font-sans text-12 font-medium text-muted"
        >
          {key.length === 1 ? key.toUpperCase() : (signs[key] ?? key)}
        </kbd>
      ))}
    </span>
  );
}
