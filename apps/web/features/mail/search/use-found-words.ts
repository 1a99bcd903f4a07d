import { useTranslations } from "next-intl";
import type { MailList } from "../list/use-mail-list.ts";
import { useFoundCount } from "./api.ts";

/** How many conversations the search at this place finds, in words; null elsewhere, and until it is known. */
export function useFoundWords({ place, data }: Pick<MailList, "place" | "data">): string | null {
  const t = useTranslations("search.found");
  const text = place.kind === "search" ? place.text : "";
  const isWhole = data !== undefined && data.nextCursor === null && place.kind === "search" && place.sort === "date";
  const counted = useFoundCount(text, text.trim() !== "" && data !== undefined && !isWhole).data;
  if (text.trim() === "" || data === undefined) return null;
  if (isWhole) return t("count", { count: data.total });
  return counted ? t(counted.isAbout ? "about" : "count", { count: counted.count }) : null;
}
