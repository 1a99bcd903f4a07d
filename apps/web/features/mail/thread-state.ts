import type { Act, ConversationRow } from "./types.ts";

/** What is said about a conversation of which nothing is said. */
export const plainState = {
  isMuted: false,
  isPinned: false,
  snoozedUntil: null,
  followUpAt: null,
  returned: null,
} as const satisfies Partial<ConversationRow>;

export interface StateAct {
  act: Act;
  /** ISO 8601. */
  until?: string | undefined;
  tags?: { readonly add: readonly string[]; readonly remove: readonly string[] } | undefined;
}

type Change = (row: ConversationRow, act: StateAct) => Partial<ConversationRow>;

const changes: Partial<Record<Act, Change>> = {
  tag: ({ labels }, { tags }) => {
    const removed = new Set(tags?.remove);
    return { labels: [...new Set([...labels, ...(tags?.add ?? [])])].filter((one) => !removed.has(one)) };
  },
  snooze: (_row, { until }) => ({ snoozedUntil: until ?? null, isMuted: false, returned: null }),
  unsnooze: () => ({ snoozedUntil: null }),
  "follow-up": (_row, { until }) => ({ followUpAt: until ?? null, isMuted: false }),
  unfollow: () => ({ followUpAt: null }),
  mute: () => ({ isMuted: true, isPinned: false, followUpAt: null }),
  unmute: () => ({ isMuted: false }),
  pin: () => ({ isPinned: true, isMuted: false }),
  unpin: () => ({ isPinned: false }),
  important: () => ({ isImportant: true, isMarkedImportant: true }),
  unimportant: () => ({ isMarkedImportant: false }),
};

/** A row as an act on what is said about its conversation will leave it. */
export function actOnState(row: ConversationRow, input: StateAct): ConversationRow {
  const change = changes[input.act];
  return change ? { ...row, ...change(row, input) } : row;
}
