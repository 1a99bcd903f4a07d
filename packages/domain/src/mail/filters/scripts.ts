import { createHash } from "node:crypto";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import type { Direction } from "./owners.ts";
import { parsed } from "./parsed.ts";
import type { Failure } from "./plan.ts";

export type ScriptRow = {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly activeIncoming: boolean;
  readonly activeOutgoing: boolean;
  /** Rises with each change. */
  readonly modseq: string;
  readonly updatedAt: Date;
  readonly failedAt: Date | null;
  readonly failure: Failure | null;
};

const columns =
  '"id", "name", "text", "activeIncoming", "activeOutgoing", "modseq", "updatedAt", "failedAt", "failure"';
const active = { incoming: "activeIncoming", outgoing: "activeOutgoing" } as const satisfies Record<Direction, string>;
const mostScripts = 50;
/** Octets of a script, RFC 5804 §2.6 lets a server say so. */
const longestScript = 512 * 1024;

/** Every script of the actor's own account, by name (LISTSCRIPTS, RFC 5804 §2.7). */
export async function listScripts(ctx: Context, actor: Actor): Promise<ScriptRow[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<ScriptRow>(
    `SELECT ${columns} FROM "SieveScript" WHERE "spaceId" = $1 ORDER BY "name"`,
    [spaceId],
  );
  return rows;
}

/** A script by id (GETSCRIPT, RFC 5804 §2.9). */
export async function getScript(ctx: Context, actor: Actor, { id }: { id: string }): Promise<ScriptRow> {
  const script = (await listScripts(ctx, actor)).find((one) => one.id === id);
  if (!script) throw new Refusal("not-found", "script-unknown");
  return script;
}

export type PutScript = {
  /** The script to write over; one of this name otherwise. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly text: string;
  /** The mark of the text that the writer has seen: refused when somebody has written another meanwhile. */
  readonly seen?: string | undefined;
  /** Makes it the active one of a direction too. */
  readonly activate?: Direction | undefined;
};

/** Writes a script, new or over an old one of its name (PUTSCRIPT, RFC 5804 §2.6). Refuses one that does not parse: what is stored can run. */
export async function putScript(ctx: Context, actor: Actor, input: PutScript): Promise<ScriptRow> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const name = checkName(input.name);
  checkText(input.text);
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<ScriptRow>(`SELECT ${columns} FROM "SieveScript" WHERE "spaceId" = $1`, [
      spaceId,
    ]);
    const old = rows.find((row) => (input.id ? row.id === input.id : row.name === name));
    if (input.id && !old) throw new Refusal("not-found", "script-unknown");
    if (old && input.seen !== undefined && markOf(old.text) !== input.seen)
      throw new Refusal("conflict", "script-changed");
    if (!old && rows.length >= mostScripts) throw new Refusal("too-many", "scripts-too-many", { max: mostScripts });
    const id = old?.id ?? newId();
    await refuseTaken(name, () =>
      client.query(
        `INSERT INTO "SieveScript" ("id", "spaceId", "name", "text", "modseq", "updatedAt") VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT ("id") DO UPDATE SET "name" = $3, "text" = $4, "modseq" = $5, "updatedAt" = $6, "failedAt" = NULL, "failure" = NULL`,
        [id, spaceId, name, input.text, modseq, ctx.clock.now()],
      ),
    );
    if (input.activate) await setActive(client, { spaceId, id, direction: input.activate, modseq });
    const { rows: now } = await client.query<ScriptRow>(`SELECT ${columns} FROM "SieveScript" WHERE "id" = $1`, [id]);
    return now[0] as ScriptRow;
  });
}

/** Makes a script the active one of a direction, or with null none (SETACTIVE, RFC 5804 §2.8). */
export async function activateScript(
  ctx: Context,
  actor: Actor,
  { id, direction }: { id: string | null; direction: Direction },
): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  if (id !== null) await getScript(ctx, actor, { id });
  await changeSpace(ctx, spaceId, (client, modseq) => setActive(client, { spaceId, id, direction, modseq }));
}

async function setActive(
  client: pg.PoolClient,
  { spaceId, id, direction, modseq }: { spaceId: string; id: string | null; direction: Direction; modseq: bigint },
): Promise<void> {
  const column = active[direction];
  // One after the other: the index allows one active script at any moment.
  await client.query(
    `UPDATE "SieveScript" SET "${column}" = false, "modseq" = $3 WHERE "spaceId" = $1 AND "${column}" AND "id" IS DISTINCT FROM $2`,
    [spaceId, id, modseq],
  );
  await client.query(`UPDATE "SieveScript" SET "${column}" = true, "modseq" = $3 WHERE "spaceId" = $1 AND "id" = $2`, [
    spaceId,
    id,
    modseq,
  ]);
}

/** Gives a script another name (RENAMESCRIPT, RFC 5804 §2.11.1). */
export async function renameScript(
  ctx: Context,
  actor: Actor,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  await getScript(ctx, actor, { id });
  const clean = checkName(name);
  await changeSpace(ctx, spaceId, (client, modseq) =>
    refuseTaken(clean, () =>
      client.query('UPDATE "SieveScript" SET "name" = $2, "modseq" = $3 WHERE "id" = $1 AND "spaceId" = $4', [
        id,
        clean,
        modseq,
        spaceId,
      ]),
    ),
  );
}

/** Removes a script; one that is active stays (DELETESCRIPT, RFC 5804 §2.10). */
export async function removeScript(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { name } = await getScript(ctx, actor, { id });
  await changeSpace(ctx, spaceId, async (client) => {
    const { rowCount } = await client.query(
      'DELETE FROM "SieveScript" WHERE "id" = $1 AND "spaceId" = $2 AND NOT "activeIncoming" AND NOT "activeOutgoing"',
      [id, spaceId],
    );
    if (!rowCount) throw new Refusal("conflict", "script-active", { name });
  });
}

/** What tells one text of a script from another. */
export function markOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** RFC 5804 §1.6: no control characters and no line separators. */
function checkName(name: string): string {
  const clean = name.normalize("NFC").trim();
  if (clean === "" || Buffer.byteLength(clean) > 512 || /[\p{Cc}\u2028\u2029]/u.test(clean) || !clean.isWellFormed())
    throw new Refusal("invalid", "script-name-invalid", { name: clean.slice(0, 100) });
  return clean;
}

/** Refuses a script that is too large or has a problem, and says the first one. */
export function checkText(text: string): void {
  const size = Buffer.byteLength(text);
  if (size > longestScript) throw new Refusal("too-large", "script-too-large", { max: longestScript });
  const [problem] = parsed(text).problems;
  if (problem)
    throw new Refusal("invalid", "script-invalid", {
      line: problem.line,
      column: problem.column,
      message: problem.message,
    });
}

async function refuseTaken<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && "constraint" in error && error.constraint === "SieveScript_spaceId_name_key")
      throw new Refusal("conflict", "script-name-taken", { name });
    throw error;
  }
}
