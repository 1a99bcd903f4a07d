import type { HookEvent } from "./api.ts";

/** What an outgoing webhook can be told of, each with its key in the catalogues. */
export const hookEvents = {
  "message.posted": "posted",
  "message.changed": "changed",
  "message.deleted": "deleted",
  "member.joined": "joined",
  "member.left": "left",
} as const satisfies Record<HookEvent, string>;

export const eventNames = Object.keys(hookEvents) as HookEvent[];

/** The key of what was delivered, which may be a trial. */
export function eventKey(event: string): (typeof hookEvents)[HookEvent] | "ping" {
  const known = eventNames.find((one) => one === event);
  return known === undefined ? "ping" : hookEvents[known];
}
