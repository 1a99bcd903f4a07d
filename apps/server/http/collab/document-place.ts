import { isId } from "@carbyne/kernel";

/** Which document, and which making of it. */
export type DocumentPlace = { readonly id: string; readonly epoch: number };

/** Whether an address is of the socket of documents, of whichever. */
export function isCollabPath(path: string): boolean {
  return path.startsWith("/collab/");
}

/** The document in an address: y-websocket puts its room behind that of the server, and ours is called `ID/EPOCH`. */
export function placeOf(target: string): DocumentPlace | null {
  const [, id = "", epoch = ""] = /^\/collab\/([^/?]+)\/(\d{1,9})(?:\?|$)/.exec(target) ?? [];
  return isId(id) ? { id, epoch: Number(epoch) } : null;
}
