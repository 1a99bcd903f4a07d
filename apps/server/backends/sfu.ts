import { type Context, meetings } from "@carbyne/domain";
import type { Backend } from "@carbyne/sfu";

/** For so long after a process got a meeting those who were in it are on their way back. */
const returnMs = 40_000;

type Held = { readonly present: Set<string>; readonly since: number };

/** Meetings as packages/sfu wants them, for the process with a name. `onLost` is told of those that it should not have any more. */
export function createSfuBackend(
  ctx: Context,
  { owner, onLost }: { owner: string; onLost: (meetingId: string) => void },
): Backend {
  const held = new Map<string, Held>();
  return {
    readGrant: (text) => meetings.readGrant(ctx, text),
    async joined({ meetingId, personId }) {
      await meetings.noteJoined(ctx, { meetingId, personId });
      const one = held.get(meetingId) ?? { present: new Set<string>(), since: Date.now() };
      one.present.add(personId);
      held.set(meetingId, one);
    },
    async left({ meetingId, personId }) {
      held.get(meetingId)?.present.delete(personId);
      await meetings.noteLeft(ctx, { meetingId, personId, owner });
    },
    async alive(meetingIds) {
      for (const id of await meetings.noteAlive(ctx, { owner, meetingIds })) {
        held.delete(id);
        onLost(id);
      }
      // Who was in it in a process that died, and did not come back.
      for (const [meetingId, { present, since }] of held)
        if (Date.now() - since > returnMs)
          await meetings.noteAbsent(ctx, { meetingId, owner, presentIds: [...present] });
    },
    async emptied(meetingId) {
      held.delete(meetingId);
      await meetings.noteEmptied(ctx, { meetingId, owner });
    },
  };
}
