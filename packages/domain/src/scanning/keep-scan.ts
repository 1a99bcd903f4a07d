import type pg from "pg";
import { newId } from "@carbyne/kernel";
import { transaction } from "@carbyne/db";
import type { Context } from "../context.ts";
import { addNotice } from "../notices/index.ts";
import { changeTogether } from "../spaces/index.ts";
import type { Scanned } from "./scanner.ts";

type Before = { readonly state: string; readonly isHeld: boolean };

/**
 * Keeps what the scanner said. Where it changes what people may do with files, those have changed too, so that open windows show it; of what was found
 * owners and administrators are told, and the audit log.
 */
export async function keepScan(ctx: Context, hash: Buffer, scanned: Scanned): Promise<void> {
  const { rows } = await ctx.db.pool.query<Before>('SELECT "state", "isHeld" FROM "BlobScan" WHERE "hash" = $1', [
    hash,
  ]);
  const [before] = rows;
  // Nothing uses it any more.
  if (!before) return;
  const state = scanned.status === "too-large" ? "tooLarge" : scanned.status;
  const found = scanned.status === "infected" ? scanned.found : "";
  const write = (client: pg.ClientBase) =>
    client.query(
      `UPDATE "BlobScan" SET "state" = $2::"ScanState", "found" = $3, "attempts" = 0, "dueAt" = NULL, "failedAt" = NULL, "scannedAt" = $4 WHERE "hash" = $1`,
      [hash, state, found, ctx.clock.now()],
    );
  const files = await filesWith(ctx, hash);
  const isNew = before.state !== state && (before.isHeld || state === "infected" || before.state === "infected");
  if (!isNew || files.length === 0) {
    await transaction(ctx.db.pool, write);
    return;
  }
  const told = scanned.status === "infected" ? await administratorsOf(ctx, files) : [];
  const people = scanned.status === "infected" ? files.flatMap((file) => file.toldSpaceId ?? []) : [];
  const spaces = [...files.map((file) => file.spaceId), ...people, ...told.map((one) => one.spaceId)];
  await changeTogether(ctx, spaces, async (client, modseqOf) => {
    await write(client);
    // What it says is read anew, or forgotten.
    for (const { id, spaceId } of files)
      await client.query('UPDATE "Node" SET "modseq" = $2, "indexedOf" = NULL WHERE "id" = $1', [
        id,
        modseqOf(spaceId),
      ]);
    if (found !== "") await tell(ctx, client, { files, administrators: told, found, hash });
  });
}

type Infected = {
  readonly id: string;
  readonly spaceId: string;
  readonly parentId: string | null;
  readonly name: string;
  /** Who hears of it: the owner, or in a team folder or a room whoever wrote it last. */
  readonly toldSpaceId: string | null;
  readonly domainId: string | null;
  readonly address: string | null;
  /** The room that it was said in. */
  readonly roomId: string | null;
};

/** Files that have it as what they are, or as what they were. */
async function filesWith({ db }: Context, hash: Buffer): Promise<Infected[]> {
  const { rows } = await db.pool.query<Infected>(
    `SELECT DISTINCT n."id", n."spaceId", n."parentId", n."name", coalesce(a."domainId", t."domainId", room."domainId") AS "domainId",
       coalesce(a."spaceId", e."spaceId") AS "toldSpaceId", coalesce(p."local" || '@' || d."name", r."name", room."name") AS "address", room."spaceId" AS "roomId"
     FROM "NodeVersion" v JOIN "Node" n ON n."id" = v."nodeId" LEFT JOIN "Account" a ON a."spaceId" = n."spaceId"
       LEFT JOIN "TeamFolder" t ON t."spaceId" = n."spaceId" LEFT JOIN "Node" r ON r."id" = t."rootId" LEFT JOIN "Account" e ON e."id" = n."editorId"
       LEFT JOIN "Room" room ON room."spaceId" = n."spaceId"
       LEFT JOIN "Address" p ON p."accountId" = a."id" AND p."kind" IN ('account', 'shared') LEFT JOIN "Domain" d ON d."id" = p."domainId"
     WHERE v."blobHash" = $1 AND n."purgedAt" IS NULL`,
    [hash],
  );
  return rows;
}

type Administrator = { readonly spaceId: string; readonly domainId: string | null };

/** Those of all, and those of the domains that are hit. */
async function administratorsOf({ db }: Context, files: readonly Infected[]): Promise<Administrator[]> {
  const { rows } = await db.pool.query<Administrator>(
    `SELECT "spaceId", CASE WHEN "role" = 'domainAdmin' THEN "domainId" END AS "domainId" FROM "Account"
     WHERE "state" = 'active' AND ("role" = 'admin' OR ("role" = 'domainAdmin' AND "domainId" = ANY($1)))`,
    [files.map((file) => file.domainId)],
  );
  return rows;
}

async function tell(
  ctx: Context,
  client: pg.ClientBase,
  told: { files: readonly Infected[]; administrators: readonly Administrator[]; found: string; hash: Buffer },
): Promise<void> {
  const now = ctx.clock.now();
  const { found } = told;
  for (const { id, toldSpaceId, parentId, name, domainId, address, roomId } of told.files) {
    const link = roomId === null ? `/files${parentId === null ? "" : `/${parentId}`}` : `/chat/${roomId}`;
    if (toldSpaceId !== null)
      await addNotice(client, { spaceId: toldSpaceId, kind: "file-infected", params: { name, found }, link }, now);
    for (const one of told.administrators.filter((admin) => admin.spaceId !== toldSpaceId && covers(admin, domainId))) {
      const params = { name, found, address: address ?? "" };
      await addNotice(client, { spaceId: one.spaceId, kind: "file-infected-elsewhere", params }, now);
    }
    await client.query(
      `INSERT INTO "AuditEvent" ("id", "at", "actorKind", "action", "objectKind", "objectId", "domainId", "data")
       VALUES ($1, $2, 'system', 'file.quarantine', 'node', $3, $4, $5)`,
      [newId(), now, id, domainId, JSON.stringify({ name, address, found, hash: told.hash.toString("hex") })],
    );
  }
}

const covers = (admin: Administrator, domainId: string | null) =>
  admin.domainId === null || admin.domainId === domainId;
