import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Dates, useDates } from "../../../client/dates.ts";
import { useSizes } from "../../../client/sizes.ts";
import type { ListSort, ConversationRow } from "../types.ts";
import type { Segment } from "../segments.ts";

/** Under which heading a row stands. */
export type GroupOf = (row: ConversationRow) => string;

const [mega, tenth] = [1_000_000, 100_000];
const letter = /^\p{L}/u;

/** The headings of a sort: days and months, first letters, or steps of size. */
export function useGroups(sort: ListSort): GroupOf {
  const t = useTranslations("listing");
  const dates = useDates();
  const size = useSizes();
  return useMemo(() => {
    const steps = [10 * mega, mega, tenth] as const;
    const ofSize = (bytes: number) => {
      const [most, more, some] = steps;
      if (bytes > most) return t("size.over", { size: size(most) });
      if (bytes > more) return t("size.between", { from: size(more), to: size(most) });
      if (bytes > some) return t("size.between", { from: size(some), to: size(more) });
      return t("size.under", { size: size(some) });
    };
    const ofText = (key: string) => (letter.test(key) ? (Array.from(key)[0] ?? "").toUpperCase() : t("other"));
    switch (sort) {
      case "date":
        return byMoment(dates);
      case "sender":
        return ({ stand }) => ofText(stand.senderKey);
      case "subject":
        return ({ stand }) => ofText(stand.subjectKey);
      case "size":
        return ({ stand }) => ofSize(stand.sizeBytes);
      case "attachments":
        return ({ stand }) => (stand.attachmentBytes === 0 ? t("size.none") : ofSize(stand.attachmentBytes));
    }
  }, [sort, t, dates, size]);
}

/** A date is put into words once for ten minutes of it: thousands of rows are asked for with every change. */
function byMoment(dates: Dates): GroupOf {
  const known = new Map<string, string>();
  return ({ stand }) => {
    const moment = stand.date.slice(0, 15);
    const label = known.get(moment) ?? dates.group(stand.date);
    known.set(moment, label);
    return label;
  };
}

/** Where headings stand. Before the first row of a stretch one is certain only at the top of the list: what stands above it is not known. */
export function headingsOf(segments: readonly Segment[], groupOf: GroupOf): { before: number; label: string }[] {
  const headings: { before: number; label: string }[] = [];
  for (const { start, rows } of segments) {
    let group = start === 0 ? "" : undefined;
    for (const [at, row] of rows.entries()) {
      const label = groupOf(row);
      if (group !== undefined && label !== group) headings.push({ before: start + at, label });
      group = label;
    }
  }
  return headings;
}
