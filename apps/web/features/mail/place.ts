import { useMemo } from "react";
import { useAddress } from "../../client/place.ts";
import type { ListFilter } from "./types.ts";

/** Where in mail we are, as the address says it. */
export type MailPlace =
  | { kind: "box"; box: string; filter: ListFilter | null; conversationId: string | null }
  | { kind: "search"; text: string; conversationId: string | null };

export const filters = ["unread", "starred", "attachments"] as const satisfies readonly ListFilter[];

/** The address of a mailbox (by its role, a view's name, or its id) or of a conversation in it. */
export function boxHref(box: string, conversationId?: string | null, filter: ListFilter | null = null): string {
  const base = `/mail/${encodeURIComponent(box)}`;
  const path = conversationId ? `${base}/${encodeURIComponent(conversationId)}` : base;
  return filter === null ? path : `${path}?filter=${filter}`;
}

/** The address of a search or of a conversation in its results. */
export function searchHref(text: string, conversationId?: string | null): string {
  const base = conversationId ? `/mail/search/${encodeURIComponent(conversationId)}` : "/mail/search";
  return `${base}?q=${encodeURIComponent(text)}`;
}

/** The address of the same list with another conversation open, or none. */
export function hrefIn(place: MailPlace, conversationId: string | null): string {
  return place.kind === "search"
    ? searchHref(place.text, conversationId)
    : boxHref(place.box, conversationId, place.filter);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Reads an address of mail. */
export function parsePlace(pathname: string, query: { q?: string | null; filter?: string | null }): MailPlace {
  const [, , box = "inbox", conversation] = pathname.split("/").map(decoded);
  const conversationId = conversation || null;
  if (box === "search") return { kind: "search", text: query.q ?? "", conversationId };
  const filter = filters.find((known) => known === query.filter) ?? null;
  return { kind: "box", box: box || "inbox", filter, conversationId };
}

/** Where we are, kept true to the address bar. */
export function useMailPlace(): MailPlace {
  const address = useAddress();
  return useMemo(() => {
    const { pathname, searchParams } = new URL(address, "https://here.invalid");
    return parsePlace(pathname, { q: searchParams.get("q"), filter: searchParams.get("filter") });
  }, [address]);
}
