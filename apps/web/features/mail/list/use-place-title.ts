import { useTranslations } from "next-intl";
import type { MailPlace } from "../place.ts";
import { useSavedSearches } from "../saved-searches/api.ts";
import { useTagsByKeyword } from "../tags/api.ts";
import { tagOfBox } from "../tags/tag-place.ts";

/** What a place is called that has a name of its own: a tag, a saved search, all inboxes. Null for any other. */
export function usePlaceTitle(place: MailPlace): string | null {
  const tags = useTagsByKeyword();
  const searches = useSavedSearches();
  const t = useTranslations("listing");
  if (place.kind === "search") return searches.find((search) => search.query === place.text)?.name ?? null;
  if (place.box === "unified") return t("place.unified");
  const keyword = tagOfBox(place.box);
  return keyword === null ? null : (tags.get(keyword)?.name ?? keyword);
}
