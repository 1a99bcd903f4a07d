import { type Context, meetings, signIn } from "@carbyne/domain";
import type { Backend } from "@carbyne/sfu";

/** For so long after a process got a meeting those who were in it are on their way back. */
const returnMs = 40_000;

type Held = { readonly present: Set<string>; readonly since: number };
type Session = { readonly tokenId: string; readonly deviceId: string };

type Told = {
  /** A meeting that this process should not have any more. */
  readonly onLost: (meetingId: string) => void;
  /** Somebody who is in a meeting has no session any more on the device that they came by. */
  readonly onSignedOut: (at: { meetingId: string; personId: string; deviceId: string }) => void;
};

/** Meetings as packages/sfu wants them, for the process with a name. */
export function createSfuBackend(ctx: Context, { owner, onLost, onSignedOut }: Told & { owner: string }): Backend {
  const held = new Map<string, Held>();
  const sessions = watchSessions(ctx, onSignedOut);
  return {
    async readGrant(text) {
      const grant = await meetings.readGrant(ctx, text);
      sessions.expect(grant);
      return grant;
    },
    async joined({ meetingId, personId }) {
      await meetings.noteJoined(ctx, { meetingId, personId });
      const one = held.get(meetingId) ?? { present: new Set<string>(), since: Date.now() };
      one.present.add(personId);
      sessions.watch({ meetingId, personId });
      held.set(meetingId, one);
    },
    async left({ meetingId, personId }) {
      held.get(meetingId)?.present.delete(personId);
      sessions.forget({ meetingId, personId });
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

type Somebody = { readonly meetingId: string; readonly personId: string };

/** Follows the sessions by which people are in meetings: the grant is asked for once, and the session may end at any time after it. */
function watchSessions(ctx: Context, onSignedOut: Told["onSignedOut"]) {
  const keyOf = ({ meetingId, personId }: Somebody) => `${meetingId}/${personId}`;
  /** Of grants that were read, until somebody is in by them. */
  const expected = new Map<string, Session[]>();
  const watched = new Map<string, (() => void)[]>();
  return {
    expect({
      tokenId,
      deviceId,
      ...grant
    }: Somebody & { readonly tokenId: string | null; readonly deviceId: string }): void {
      if (tokenId !== null) expected.set(keyOf(grant), [...(expected.get(keyOf(grant)) ?? []), { tokenId, deviceId }]);
    },
    watch(who: Somebody): void {
      const key = keyOf(who);
      const stops = (expected.get(key) ?? []).map(({ tokenId, deviceId }) =>
        signIn.watchProof(ctx, { accountId: who.personId, proof: { kind: "token", id: tokenId } }, () =>
          onSignedOut({ ...who, deviceId }),
        ),
      );
      expected.delete(key);
      watched.set(key, [...(watched.get(key) ?? []), ...stops]);
    },
    forget(who: Somebody): void {
      for (const stop of watched.get(keyOf(who)) ?? []) stop();
      watched.delete(keyOf(who));
    },
  };
}
