import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { useDebounced } from "../../client/debounced.ts";
import { isFit } from "./actions.ts";
import { usePreview } from "./api.ts";
import { useFolders } from "./folders.ts";
import type { Direction, Rule } from "./types.ts";

const waitMs = 500;
const shown = 4;

/** How many of the newest messages a rule would have caught, and the first of them. */
export function PreviewNote({ direction, rule }: { direction: Direction; rule: Rule }) {
  const t = useTranslations("filters.preview");
  const tList = useTranslations("list");
  const dates = useDates();
  const folders = useFolders();
  const draft = useDebounced(rule, waitMs);
  const folder = folders.find((one) => one.role === (direction === "incoming" ? "inbox" : "sent"));
  const { data, isError } = usePreview({
    direction,
    draft: { rules: [{ ...draft, isEnabled: true }] },
    mailboxId: folder?.id,
    isOn: isFit(draft),
  });
  if (!isFit(rule) || !folder || isError || !data) return null;
  const rest = data.matches.length - shown;
  return (
    <div className="mt-2 border-t pt-2 text-muted">
      <p>
        {t(data.checked === 0 ? "none" : "count", {
          count: data.matches.length,
          checked: data.checked,
          folder: folder.label,
        })}
      </p>
      {data.matches.length > 0 ? (
        <ul className="mt-1.5 flex flex-col gap-1">
          {data.matches.slice(0, shown).map((match) => (
            <li key={match.messageId} className="flex items-baseline gap-2">
              <span dir="auto" className="max-w-40 shrink-0 truncate font-medium text-text">
                {match.from}
              </span>
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {match.subject || tList("noSubject")}
              </span>
              <time dateTime={match.date} className="shrink-0 text-12 text-faint tabular-nums">
                {dates.brief(match.date)}
              </time>
            </li>
          ))}
          {rest > 0 ? <li>{t("more", { count: rest })}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
