/** What an outgoing webhook can be told of. */
export const hookEvents = [
  "message.posted",
  "message.changed",
  "message.deleted",
  "member.joined",
  "member.left",
] as const;
export type HookEvent = (typeof hookEvents)[number];

/** What is told by hand, to see whether it arrives. */
export const trialEvent = "ping";
