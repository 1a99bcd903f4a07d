import { useTranslations } from "next-intl";

const operators = [
  { text: "from:", key: "from" },
  { text: "to:", key: "to" },
  { text: "subject:", key: "subject" },
  { text: "in:", key: "in" },
  { text: "has:attachment", key: "hasAttachment" },
  { text: "is:unread", key: "isUnread" },
  { text: "is:starred", key: "isStarred" },
  { text: "before:2026-01-31", key: "before" },
  { text: "after:2026-01-31", key: "after" },
  { text: "“…”", key: "phrase" },
] as const;

/** The ways to narrow a search down, each with its meaning; chosen, it goes into the field. */
export function SearchHints({ onChoose }: { onChoose?: (operator: string) => void }) {
  const t = useTranslations("search.operators");
  return (
    <section>
      <h3 className="mb-1.5 text-12 font-semibold text-faint">{t("title")}</h3>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-x-3">
        {operators.map(({ text, key }) => {
          const line = (
            <>
              <code dir="ltr" className="shrink-0 rounded-[4px] bg-hover px-1.5 font-mono text-12 text-text">
                {text}
              </code>
              <span className="truncate">{t(key)}</span>
            </>
          );
          const look = "flex h-8 w-full items-center gap-2 rounded-1 px-1 text-start text-13 text-muted max-md:h-11";
          return (
            <li key={key}>
              {onChoose ? (
                <button
                  type="button"
                  // The field keeps the focus, so the panel stays.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => onChoose(key === "phrase" ? '"' : text)}
                  className={`${look} hover:bg-hover`}
                >
                  {line}
                </button>
              ) : (
                <span className={look}>{line}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
