import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessFolder, accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { accessModeratedMeeting, giveOrder, tellChanged } from "../meetings/index.ts";
import { roomLeft } from "../quota/index.ts";
import { resolveSettings } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { moveOn, type RecordingState } from "./change-recording.ts";
import { nameOf } from "./name.ts";

/** A quarter of an hour takes so much; with less nothing is begun that could not be kept. */
const leastBytes = 100_000_000;
/** What must be free on the disk beside it. */
const spareBytes = 2_000_000_000;
/** In which the process that has the meeting must have begun. */
const patienceMs = 5000;
const lookMs = 100;

export type NewRecording = {
  readonly roomId: string;
  readonly name?: string | undefined;
  /** A folder of the actor's; otherwise it comes into one called "Recordings". */
  readonly folderId?: string | undefined;
  readonly layout?: "grid" | "speaker" | "screen" | undefined;
};

/** Begins to record the meeting of a room, for who keeps order in it; kept once the first of it is on the disk. */
export async function startRecording(ctx: Context, actor: Actor, input: NewRecording): Promise<{ id: string }> {
  const { room, meetingId } = await accessModeratedMeeting(ctx, actor, input.roomId);
  if (room.personKind !== "account") throw new Refusal("forbidden", "recording-needs-account");
  const account = await accessOwnAccount(ctx, actor);
  const settings = await resolveSettings(ctx, account.id);
  if (settings["meetings.recording"].value === "nobody") throw new Refusal("forbidden", "recording-not-allowed");
  if (input.folderId !== undefined) await accessFolder(ctx, actor, input.folderId, "write");
  if ((await roomLeft(ctx, account.spaceId)) < leastBytes) throw new Refusal("over-quota", "recording-no-room");
  if ((await ctx.spool.freeBytes()) < spareBytes) throw new Refusal("busy", "recording-disk-full");

  const id = newId();
  const at = ctx.clock.now();
  const name = nameOf(input.name, { room: room.name, at, ...account });
  await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rowCount } = await client.query(
      `INSERT INTO "Recording" ("id", "meetingId", "roomId", "starterId", "name", "folderId", "layout", "state", "startedAt", "modseq")
       VALUES ($1, $2, $3, $4, $5, $6, $7::"RecordingLayout", 'starting', $8, $9)
       ON CONFLICT ("meetingId") WHERE "state" IN ('starting', 'recording') DO NOTHING`,
      [id, meetingId, room.id, account.id, name, input.folderId ?? null, input.layout ?? "screen", at, modseq],
    );
    if (!rowCount) throw new Refusal("conflict", "recording-already");
  });
  tellChanged(ctx, room.id);
  giveOrder(ctx, meetingId, { what: "record", recordingId: id, by: room.personName });
  await waitUntilBegun(ctx, { id, meetingId });
  return { id };
}

async function waitUntilBegun(ctx: Context, { id, meetingId }: { id: string; meetingId: string }): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += lookMs) {
    const { rows } = await ctx.db.pool.query<{ state: RecordingState; failure: string | null }>(
      'SELECT "state", "failure" FROM "Recording" WHERE "id" = $1',
      [id],
    );
    const [row] = rows;
    if (!row) throw new Refusal("conflict", "recording-not-begun");
    if (row.state === "failed") throw new Refusal("busy", row.failure ?? "recording-not-begun");
    if (row.state !== "starting") return;
    await sleep(lookMs);
  }
  const set = { failure: "recording-not-begun", endedAt: ctx.clock.now() };
  if (!(await moveOn(ctx, { id, from: ["starting"], to: "failed", set }))) return;
  // It may have begun in this very moment.
  giveOrder(ctx, meetingId, { what: "stopRecording", recordingId: id });
  throw new Refusal("busy", "recording-not-begun");
}
