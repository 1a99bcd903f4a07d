import { type Cue, parseVtt } from "@carbyne/recording/vtt";
import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, accessRecording, mayWatch } from "../access/index.ts";
import type { Context } from "../context.ts";
import { indexText, inOrder, soughtOf, termOf, excerpt } from "../search/index.ts";
import { changeSpace } from "../spaces/index.ts";

const longestIndexBytes = 400_000;
const mostLanguages = 20;

type Captions = { readonly id: string; readonly language: string; readonly vtt: string };

/** Puts captions under a film in one language, in place of those that are there. */
export async function setCaptions(ctx: Context, actor: Actor, input: Captions): Promise<{ language: string }> {
  const { roomId } = await accessRecording(ctx, actor, input.id, "change");
  const language = languageOf(input.language);
  await writeCaptions(ctx, { ...input, language, roomId, isMade: false });
  return { language };
}

/** The same by a program that wrote down what it heard; what somebody brought in that language stays. */
export async function keepMadeCaptions(ctx: Context, input: Captions): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ roomId: string }>(
    `SELECT "roomId" FROM "Recording" x WHERE "id" = $1 AND NOT EXISTS (SELECT 1 FROM "RecordingCaptions" c WHERE c."recordingId" = x."id" AND c."language" = $2 AND NOT c."isMade")`,
    [input.id, languageOf(input.language)],
  );
  if (rows[0])
    await writeCaptions(ctx, { ...input, language: languageOf(input.language), roomId: rows[0].roomId, isMade: true });
}

async function writeCaptions(
  ctx: Context,
  { id, language, vtt, roomId, isMade }: Captions & { roomId: string; isMade: boolean },
): Promise<void> {
  const cues = parseVtt(vtt);
  await changeSpace(ctx, roomId, async (client, modseq) => {
    const { rows } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS "n" FROM "RecordingCaptions" WHERE "recordingId" = $1 AND "language" <> $2',
      [id, language],
    );
    if ((rows[0]?.n ?? 0) >= mostLanguages) throw new Refusal("too-many", "captions-too-many", { max: mostLanguages });
    await client.query(
      `INSERT INTO "RecordingCaptions" ("recordingId", "language", "isMade", "vtt", "text", "modseq") VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ("recordingId", "language") DO UPDATE SET "isMade" = excluded."isMade", "vtt" = excluded."vtt", "text" = excluded."text", "modseq" = excluded."modseq"`,
      [id, language, isMade, vtt, textOf(cues), modseq],
    );
    await indexRecording(client, id);
  });
}

const textOf = (cues: readonly Cue[]) =>
  cues.map(({ speaker, text }) => (speaker === null ? text : `${speaker}: ${text}`)).join("\n");

/** Takes the captions of a language away. */
export async function removeCaptions(ctx: Context, actor: Actor, input: Omit<Captions, "vtt">): Promise<void> {
  const { roomId } = await accessRecording(ctx, actor, input.id, "change");
  await changeSpace(ctx, roomId, async (client) => {
    await client.query('DELETE FROM "RecordingCaptions" WHERE "recordingId" = $1 AND "language" = $2', [
      input.id,
      languageOf(input.language),
    ]);
    await indexRecording(client, input.id);
  });
}

/** The captions themselves, for the player. */
export async function readCaptions(ctx: Context, actor: Actor, input: Omit<Captions, "vtt">): Promise<string> {
  await accessRecording(ctx, actor, input.id, "watch");
  const { rows } = await ctx.db.pool.query<{ vtt: string }>(
    'SELECT "vtt" FROM "RecordingCaptions" WHERE "recordingId" = $1 AND "language" = $2',
    [input.id, languageOf(input.language)],
  );
  if (!rows[0]) throw new Refusal("not-found", "captions-unknown");
  return rows[0].vtt;
}

/** A language tag as it is written in BCP 47; refuses what is none. */
function languageOf(tag: string): string {
  try {
    const [language] = Intl.getCanonicalLocales(tag);
    if (language !== undefined && language.length <= 35) return language;
  } catch {
    // Said below.
  }
  throw new Refusal("invalid", "captions-language");
}

/** Puts the name of a recording and what is said in it into the index of words, as a step of a change of its room. */
export async function indexRecording(client: pg.ClientBase, id: string): Promise<void> {
  const { rows } = await client.query<{
    roomId: string;
    name: string;
    starter: string;
    startedAt: Date;
    texts: string[];
  }>(
    `SELECT x."roomId", x."name", coalesce(a."name", '') AS "starter", x."startedAt", ARRAY(SELECT c."text" FROM "RecordingCaptions" c WHERE c."recordingId" = x."id"
       ORDER BY c."language") AS "texts" FROM "Recording" x LEFT JOIN "Account" a ON a."id" = x."starterId" WHERE x."id" = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return;
  const plain = row.texts.join("\n");
  await client.query(
    `INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at", "plain") VALUES ($1, $2, 'recording', $3, $4, $5, '{}', $6, $7)
     ON CONFLICT ("objectId") DO UPDATE SET "title" = excluded."title", "text" = excluded."text", "plain" = excluded."plain"`,
    [id, row.roomId, row.name, indexText([row.name, plain], longestIndexBytes), row.starter, row.startedAt, plain],
  );
}

export type FoundRecording = {
  readonly id: string;
  readonly name: string;
  readonly startedAt: string;
  /** Where it is said first, in seconds of the film; null where only the name has it. */
  readonly at: number | null;
  readonly excerpt: string | null;
};

/** Films that the actor may watch and in which all the words are said, or which are called so; the last first. */
export async function searchRecordings(
  ctx: Context,
  actor: Actor,
  { text }: { text: string },
): Promise<FoundRecording[]> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const words = text.replaceAll("\0", " ").toWellFormed().split(/\s+/).slice(0, 20);
  const terms = words.flatMap((word) => termOf(word, { isWhole: false }) ?? []);
  if (terms.length === 0) return [];
  const lexemes = terms.flatMap(({ words: parts, isPrefix }) =>
    parts.map((part, at) => `'${part}'${isPrefix && at === parts.length - 1 ? ":*" : ""}`),
  );
  const inRow = terms.filter((term) => term.words.length > 1).map((term) => inOrder(term));
  const { rows } = await ctx.db.pool.query<{
    id: string;
    name: string;
    startedAt: Date;
    plain: string;
    vtts: string[];
  }>(
    `SELECT x."id", x."name", x."startedAt", d."plain", ARRAY(SELECT c."vtt" FROM "RecordingCaptions" c WHERE c."recordingId" = x."id") AS "vtts"
     FROM "SearchDoc" d JOIN "Recording" x ON x."id" = d."objectId" JOIN "Meeting" f ON f."id" = x."meetingId"
     WHERE d."kind" = 'recording' AND d."vector" @@ to_tsquery('simple', $2) AND ${mayWatch("$1::uuid")}
       AND NOT EXISTS (SELECT 1 FROM unnest($3::text[]) w WHERE strpos(' ' || d."text" || ' ', w) = 0) ORDER BY x."id" DESC LIMIT 30`,
    [accountId, lexemes.join(" & "), inRow],
  );
  const sought = words.flatMap((word) => soughtOf(word, { isPhrase: false }) ?? []);
  return rows.map(({ id, name, startedAt, plain, vtts }) => ({
    id,
    name,
    startedAt: startedAt.toISOString(),
    at: vtts.flatMap((vtt) => parseVtt(vtt)).find((cue) => excerpt(cue.text, sought) !== null)?.from ?? null,
    excerpt: excerpt(plain, sought),
  }));
}
