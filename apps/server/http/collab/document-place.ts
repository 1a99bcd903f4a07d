import { isId } from "@carbyne/kernel";

/** Which document, and which making of it. */
export type DocumentPlace = { readonly id: string; readonly epoch: number };

/** Whether an address is of the socket of documents, of whichever: for people here, below a link, or below an invitation to a room. */
export function isCollabPath(path: string): boolean {
  return /^(?:\/[sr]\/[\w-]{32})?\/collab\//.test(path);
}

/** Whose address it is below; null for none's. */
export function addressOf(target: string): { readonly kind: "link" | "invitation"; readonly token: string } | null {
  const [, kind, token = ""] = /^\/([sr])\/([\w-]{32})\/collab\//.exec(target) ?? [];
  return kind === undefined ? null : { kind: kind === "s" ? "link" : "invitation", token };
}

/** The document in an address: y-websocket puts its room behind that of the server, and ours is called `ID/EPOCH`. */
export function placeOf(target: string): DocumentPlace | null {
  const [, id = "", epoch = ""] = /^(?:\/[sr]\/[\w-]{32})?\/collab\/([^/?]+)\/(\d{1,9})(?:\?|$)/.exec(target) ?? [];
  return isId(id) ? { id, epoch: Number(epoch) } : null;
}
