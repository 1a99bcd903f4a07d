import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import type { Filters } from "./types.ts";
import { useProblemWords } from "./problem-words.ts";

type Failure = NonNullable<NonNullable<Filters["script"]>["failure"]>;

/** That the filters did less than they say, when, and why. The message was kept. */
export function FailureNote({ failure }: { failure: Failure }) {
  const t = useTranslations("filters.failure");
  const dates = useDates();
  const problemWords = useProblemWords();
  const { code, params, at } = failure;
  const key = code as "internal";
  const why = t.has(key)
    ? t(key, params as Parameters<typeof t>[1])
    : problemWords({ code: code as "script-too-long", params, message: t("internal") });
  return (
    <div role="note" className="mb-4 flex items-start gap-3 rounded-2 border border-warning px-4 py-3 text-13">
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-warning" aria-hidden="true" />
      <p>
        <strong className="font-semibold">{t("title", { date: dates.full(at) })}</strong> {why} {t("kept")}
      </p>
    </div>
  );
}
