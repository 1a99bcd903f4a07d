import { isId } from "@carbyne/kernel";

/** The meeting in the address of its socket, `/sfu/<meetingId>`; null where it is another address. */
export function meetingOf(path: string): string | null {
  const [, id = ""] = /^\/sfu\/([^/]+)$/.exec(path) ?? [];
  return isId(id) ? id : null;
}
