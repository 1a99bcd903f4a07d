import type { MailPlace } from "../place.ts";
import { useSavedSearches } from "../saved-searches/api.ts";
import { useTagsByKeyword } from "../tags/api.ts";
import { tagOfBox } from "../tags/tag-place.ts";

/** What a place is called that a person has named: a tag or a saved search. Null for any other. */
export function usePlaceTitle(place: MailPlace): string | null {
  const tags = useTagsByKeyword();
  const searches = useSavedSearches();
  if (place.kind === "search") return searches.find((search) => search.query === place.text)?.name ?? null;
  const keyword = tagOfBox(place.box);
  return keyword === null ? null : (tags.get(keyword)?.name ?? keyword);
}
