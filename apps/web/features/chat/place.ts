import { useMemo } from "react";
import { guestBase } from "../../client/guest-base.ts";
import { useAddress } from "../../client/place.ts";

/** Where in the chat we are, as the address says it. */
export type ChatPlace =
  | { kind: "none" }
  | {
      kind: "room";
      id: string;
      /** The message that is to be seen. */
      number: number | null;
      threadId: string | null;
    }
  /** A one-to-one that is made with its first message. */
  | { kind: "person"; id: string }
  /** What was said in all rooms, or in one. */
  | { kind: "search"; text: string; roomId: string | null }
  /** What speaks to one, threads that one follows, what one saved for later, and what is said later. */
  | { kind: OwnPlace };

export const ownPlaces = ["mentions", "threads", "saved", "scheduled"] as const;
export type OwnPlace = (typeof ownPlaces)[number];

/** The address of a room, of a message in it, or of a thread beside it. */
export function roomHref(
  id: string,
  { number, threadId }: { number?: number | null; threadId?: string | null } = {},
): string {
  const query = new URLSearchParams({
    ...(number === undefined || number === null ? {} : { m: String(number) }),
    ...(threadId === undefined || threadId === null ? {} : { thread: threadId }),
  }).toString();
  // A guest is in one room, whose address is that of the invitation.
  const room = guestBase === "" ? `/chat/${encodeURIComponent(id)}` : guestBase;
  return `${room}${query === "" ? "" : `?${query}`}`;
}

export function chatSearchHref(text: string, roomId: string | null): string {
  return `/chat/search?${new URLSearchParams({ q: text, ...(roomId === null ? {} : { in: roomId }) }).toString()}`;
}

export const ownHref = (place: OwnPlace): string => `/chat/${place}`;

export const personHref = (id: string): string => `/chat/with/${encodeURIComponent(id)}`;

export function parseChatPlace(pathname: string, query: URLSearchParams): ChatPlace {
  const [, , first = "", second = ""] = pathname.split("/").map(decodeURIComponent);
  if (first === "with" && second !== "") return { kind: "person", id: second };
  if (first === "") return { kind: "none" };
  if (first === "search") return { kind: "search", text: query.get("q") ?? "", roomId: query.get("in") };
  const own = ownPlaces.find((place) => place === first);
  if (own) return { kind: own };
  return { kind: "room", id: first, ...parseRoomPlace(query) };
}

/** Where in a room we are. */
export function parseRoomPlace(query: URLSearchParams): { number: number | null; threadId: string | null } {
  const number = Number(query.get("m") ?? "");
  return { number: Number.isInteger(number) && number > 0 ? number : null, threadId: query.get("thread") };
}

/** Where we are, kept true to the address bar. */
export function useChatPlace(): ChatPlace {
  const address = useAddress();
  return useMemo(() => {
    const { pathname, searchParams } = new URL(address, "https://here.invalid");
    return parseChatPlace(pathname, searchParams);
  }, [address]);
}
