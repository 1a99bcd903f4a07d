import { useMemo } from "react";
import { useAddress } from "../../client/place.ts";
import { naturalDirection } from "./list-order.ts";
import type { Direction, ListFilter, ListSort } from "./types.ts";

/** What of a list is shown, and in which order. */
export interface Look {
  filter: ListFilter | null;
  sort: ListSort;
  direction: Direction;
}

/** Where in mail we are, as the address says it. */
export type MailPlace =
  | ({ kind: "box"; box: string; conversationId: string | null } & Look)
  | { kind: "search"; text: string; sort: SearchSort; conversationId: string | null };

/** By date unless it is asked for otherwise. */
export type SearchSort = "date" | "relevance";

export const filters = [
  "unread",
  "starred",
  "attachments",
  "important",
  "tagged",
  "to-me",
  "list",
] as const satisfies readonly ListFilter[];
export const sorts = ["date", "sender", "subject", "size", "attachments"] as const satisfies readonly ListSort[];

/** Everything, in the order of its place. */
export function usualLook(box: string): Look {
  return { filter: null, sort: "date", direction: usualDirection(box, "date") };
}

/** Which way round a place is sorted where nobody says it: of what is snoozed the next to come back is first. */
export function usualDirection(box: string, sort: ListSort): Direction {
  return box === "snoozed" && sort === "date" ? "asc" : naturalDirection[sort];
}

/** The address of a mailbox (by its role, a view's name, or its id) or of a conversation in it. */
export function boxHref(box: string, conversationId?: string | null, look: Look = usualLook(box)): string {
  const base = `/mail/${encodeURIComponent(box)}`;
  const path = conversationId ? `${base}/${encodeURIComponent(conversationId)}` : base;
  const query = new URLSearchParams({
    ...(look.filter === null ? {} : { filter: look.filter }),
    ...(look.sort === "date" ? {} : { sort: look.sort }),
    ...(look.direction === usualDirection(box, look.sort) ? {} : { direction: look.direction }),
  }).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** The address of a search or of a conversation in its results. */
export function searchHref(text: string, conversationId?: string | null, sort: SearchSort = "date"): string {
  const base = conversationId ? `/mail/search/${encodeURIComponent(conversationId)}` : "/mail/search";
  return `${base}?q=${encodeURIComponent(text)}${sort === "date" ? "" : `&sort=${sort}`}`;
}

/** The address of the same list with another conversation open, or none. */
export function hrefIn(place: MailPlace, conversationId: string | null): string {
  return place.kind === "search"
    ? searchHref(place.text, conversationId, place.sort)
    : boxHref(place.box, conversationId, place);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Reads an address of mail. */
export function parsePlace(pathname: string, query: URLSearchParams): MailPlace {
  const [, , box = "inbox", conversation] = pathname.split("/").map(decoded);
  const conversationId = conversation || null;
  if (box === "search") {
    const sort = query.get("sort") === "relevance" ? "relevance" : "date";
    return { kind: "search", text: query.get("q") ?? "", sort, conversationId };
  }
  const filter = filters.find((known) => known === query.get("filter")) ?? null;
  const sort = sorts.find((known) => known === query.get("sort")) ?? "date";
  const wanted = query.get("direction");
  const direction = wanted === "asc" || wanted === "desc" ? wanted : usualDirection(box || "inbox", sort);
  return { kind: "box", box: box || "inbox", filter, sort, direction, conversationId };
}

/** Where we are, kept true to the address bar. */
export function useMailPlace(): MailPlace {
  const address = useAddress();
  return useMemo(() => {
    const { pathname, searchParams } = new URL(address, "https://here.invalid");
    return parsePlace(pathname, searchParams);
  }, [address]);
}
