import { copyFile, link, open, stat } from "node:fs/promises";
import { startSums, type Sums } from "@carbyne/blobs";
import { type Actor, Refusal } from "@carbyne/kernel";
import { accessFolder, accessOwnAccount } from "../access/index.ts";
import { postEvent } from "../chat/index.ts";
import type { Context } from "../context.ts";
import { homeOf, keepFile } from "../files/index.ts";
import { indexRecording } from "./captions.ts";
import { tellChanged } from "../meetings/index.ts";
import { addNotice } from "../notices/index.ts";
import { changeTogether } from "../spaces/index.ts";
import { wordsOf } from "../words/index.ts";

export type Film = {
  readonly id: string;
  /** Where it lies on this machine. */
  readonly file: string;
  readonly seconds: number;
  readonly chapters: readonly { readonly at: number; readonly title: string }[];
  readonly speakers: readonly {
    readonly personId: string;
    readonly name: string;
    readonly from: number;
    readonly to: number;
  }[];
};

type Row = { name: string; roomId: string; starterId: string; folderId: string | null };

/**
 * Puts a film into the Files of whoever began the recording, and says so in the room: one change, so that it is done once. Refuses where there is no room for
 * it, and where that account is no more.
 */
export async function keepFilm(ctx: Context, film: Film): Promise<void> {
  const { id, seconds } = film;
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT "name", "roomId", "starterId", "folderId" FROM "Recording" WHERE "id" = $1 AND "state" = 'composing'`,
    [id],
  );
  const [recording] = rows;
  if (!recording) return;
  const actor: Actor = { kind: "user", accountId: recording.starterId };
  const account = await accessOwnAccount(ctx, actor).catch((error: unknown) => {
    if (error instanceof Refusal) throw new Refusal("not-found", "recording-no-owner");
    throw error;
  });
  const homeId = await homeOf(ctx, account.spaceId);
  const folder = await chosenFolder(ctx, actor, recording.folderId);
  const { sums, sizeBytes, write, discard } = await store(ctx, film.file);
  const at = ctx.clock.now();
  try {
    await changeTogether(
      ctx,
      [folder?.spaceId ?? account.spaceId, recording.roomId, account.spaceId],
      async (client, modseqOf) => {
        await write(client);
        const nodeId = await keepFile(ctx, client, {
          account,
          folder,
          homeId,
          folderName: wordsOf(account.locale).recordingsFolder,
          name: `${recording.name}.mp4`,
          content: { hash: sums.hash, crc: sums.crc, sizeBytes, mime: "video/mp4" },
          modseq: modseqOf(folder?.spaceId ?? account.spaceId),
          at,
        });
        const modseq = modseqOf(recording.roomId);
        await client.query(
          `UPDATE "Recording" SET "state" = 'ready', "nodeId" = $2, "seconds" = $3, "chapters" = $4::jsonb, "speakers" = $5::jsonb, "failure" = NULL,
           "leasedUntil" = NULL, "done" = "total", "modseq" = $6 WHERE "id" = $1`,
          [id, nodeId, seconds, JSON.stringify(film.chapters), JSON.stringify(film.speakers), modseq],
        );
        await indexRecording(client, id);
        const event = { what: "recorded", by: recording.starterId, recordingId: id, name: recording.name } as const;
        await postEvent(client, event, { roomId: recording.roomId, modseq, at });
        const params = { name: recording.name };
        await addNotice(
          client,
          { spaceId: account.spaceId, kind: "recording-ready", params, link: `/meet/recordings/${id}` },
          at,
        );
      },
    );
  } catch (error) {
    if (error instanceof Refusal) await discard();
    throw error;
  }
  tellChanged(ctx, recording.roomId);
}

/** The folder that was chosen, as long as it is there and may be written to. */
async function chosenFolder(ctx: Context, actor: Actor, folderId: string | null) {
  if (folderId === null) return null;
  return accessFolder(ctx, actor, folderId, "write").catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
}

const pieceBytes = 2 ** 20;

/** Makes content of the film where it lies, without reading it into memory. */
async function store(ctx: Context, file: string) {
  const { size: sizeBytes } = await stat(file);
  const sums = await sumsOf(file);
  const linkTo = (place: string) =>
    link(file, place).catch(async (error: unknown) => {
      // The content lies on another disk.
      if (!(error instanceof Error && "code" in error && (error.code === "EXDEV" || error.code === "EPERM")))
        throw error;
      await copyFile(file, place);
      const copy = await open(place, "r+");
      try {
        await copy.sync();
      } finally {
        await copy.close();
      }
    });
  return { sums, sizeBytes, ...(await ctx.blobs.adopt({ sums, sizeBytes, link: linkTo })) };
}

async function sumsOf(file: string): Promise<Sums> {
  const sums = startSums("sha256");
  const handle = await open(file);
  try {
    for (let at = 0; ; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(pieceBytes), 0, pieceBytes, at);
      if (bytesRead === 0) return await sums.result();
      await sums.add(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    sums.end();
    await handle.close();
  }
}
