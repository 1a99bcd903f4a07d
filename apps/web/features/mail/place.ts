import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";

/** Where in mail we are, as the address says it. */
export type MailPlace =
  | { kind: "box"; box: string; conversationId: string | null }
  | { kind: "search"; text: string; conversationId: string | null };

/** The address of a mailbox (by its role, a view's name, or its id) or of a conversation in it. */
export function boxHref(box: string, conversationId?: string | null): string {
  const base = `/mail/${encodeURIComponent(box)}`;
  return conversationId ? `${base}/${encodeURIComponent(conversationId)}` : base;
}

/** The address of a search or of a conversation in its results. */
export function searchHref(text: string, conversationId?: string | null): string {
  const base = conversationId ? `/mail/search/${encodeURIComponent(conversationId)}` : "/mail/search";
  return `${base}?q=${encodeURIComponent(text)}`;
}

/** The address of the same list with another conversation open, or none. */
export function hrefIn(place: MailPlace, conversationId: string | null): string {
  return place.kind === "search" ? searchHref(place.text, conversationId) : boxHref(place.box, conversationId);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Reads an address of mail. */
export function parsePlace(pathname: string, query: string | null): MailPlace {
  const [, , box = "inbox", conversation] = pathname.split("/").map(decoded);
  const conversationId = conversation || null;
  if (box === "search") return { kind: "search", text: query ?? "", conversationId };
  return { kind: "box", box: box || "inbox", conversationId };
}

/** Where we are, kept true to the address bar. */
export function useMailPlace(): MailPlace {
  const pathname = usePathname();
  const query = useSearchParams().get("q");
  return useMemo(() => parsePlace(pathname, query), [pathname, query]);
}
