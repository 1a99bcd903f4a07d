import { flagWords, kindWords, operators } from "@carbyne/query";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { server } from "../../../client/server.ts";
import { useMailboxes, usePeople } from "../api.ts";
import { useMailboxName } from "../mailbox-name.ts";
import { boxHref } from "../place.ts";
import type { ConversationRow, Person } from "../types.ts";
import { complete, lastToken } from "./last-token.ts";
import { useRecentSearches } from "./recent.ts";

/** One line below the field. */
export type Suggestion =
  /** Goes into the field; with `isWhole` it is searched for at once. */
  | {
      readonly kind: "text";
      readonly text: string;
      readonly label: string;
      readonly hint: string;
      readonly isWhole: boolean;
    }
  | { readonly kind: "recent"; readonly text: string }
  | { readonly kind: "person"; readonly text: string; readonly person: Person }
  | { readonly kind: "hit"; readonly row: ConversationRow; readonly href: string };

const most = 6;

/** What could be meant by what is typed: operators and their values, people, what was searched before, and the first results. */
export function useSuggestions(typed: string, isActive: boolean): readonly Suggestion[] {
  const t = useTranslations("search");
  const { own, path } = useMailboxName();
  const { recent } = useRecentSearches();
  const mailboxes = useMailboxes().data ?? [];
  const token = lastToken(typed);
  const wanted = token.value.toLowerCase();
  const isPerson = token.operator !== null && ["from", "to", "cc", "bcc"].includes(token.operator);
  const people = usePeople(isActive && (isPerson || token.operator === null) && wanted.length > 1 ? token.value : "");
  const hits = useFirstHits(useDeferredValue(isActive ? typed.trim() : ""));
  if (!isActive) return [];

  const begins = (text: string) => text.toLowerCase().startsWith(wanted);
  const valueOf = (operator: NonNullable<typeof token.operator>, value: string, label: string): Suggestion => ({
    kind: "text",
    text: complete(token, operator, value),
    label,
    hint: `${operator}:${value}`,
    isWhole: false,
  });
  const found: Suggestion[] = [];
  if (typed.trim() === "") found.push(...recent.map((text) => ({ kind: "recent" as const, text })));
  else
    found.push(
      ...recent
        .filter((text) => text !== typed && text.toLowerCase().startsWith(typed.toLowerCase()))
        .slice(0, 2)
        .map((text) => ({ kind: "recent" as const, text })),
    );
  if (token.operator === "in")
    found.push(
      ...mailboxes
        .filter((box) => begins(own(box)) || begins(box.name))
        .slice(0, most)
        .map((box) => valueOf("in", box.role ?? pathOf(box.id, mailboxes), path(box, mailboxes))),
      ...(begins("anywhere") ? [valueOf("in", "anywhere", t("anywhere"))] : []),
    );
  else if (token.operator === "is")
    found.push(
      ...flagWords
        .filter(begins)
        .slice(0, most)
        .map((word) => valueOf("is", word, t(`flag.${word}`))),
    );
  else if (token.operator === "has")
    found.push(
      ...kindWords
        .filter(begins)
        .slice(0, most)
        .map((word) => valueOf("has", word, t(`kind.${word}`))),
    );
  else if (wanted !== "" && token.operator === null)
    found.push(
      ...operators
        .flatMap((one) => (one.startsWith(wanted) && one !== "rfc822msgid" ? [one] : []))
        .slice(0, 3)
        .map((one) => valueOf(one, "", t(`operator.${one}`))),
    );
  if (wanted !== "" && (isPerson || token.operator === null))
    found.push(
      ...(people.data ?? []).slice(0, isPerson ? most : 3).map((person) => ({
        kind: "person" as const,
        person,
        text: complete(token, isPerson && token.operator ? token.operator : "from", person.address),
      })),
    );
  found.push(...hits.map((row) => ({ kind: "hit" as const, row, href: boxHref("all", row.id) })));
  return found;
}

/** Names of folders from the top down, as `in:` takes them. */
function pathOf(id: string, all: readonly { id: string; name: string; parentId: string | null }[]): string {
  const names: string[] = [];
  let at = all.find((box) => box.id === id);
  while (at && names.length < 50) {
    names.unshift(at.name);
    const above = at.parentId;
    at = above === null ? undefined : all.find((box) => box.id === above);
  }
  return names.join("/");
}

function useFirstHits(text: string): readonly ConversationRow[] {
  const { data } = useQuery({
    queryKey: ["search-hits", text],
    queryFn: () => server.conversations.search.query({ text, limit: 4 }),
    enabled: text.length > 1,
    placeholderData: (before) => before,
  });
  return text.length > 1 ? (data?.items ?? []) : [];
}
