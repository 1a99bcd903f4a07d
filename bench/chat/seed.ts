import { createHash, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import type { Crowd, Seat } from "./plan.ts";

/** Puts people into rooms, each in one, with a session for everybody: rows, since the passwords of thousands would take minutes. */
export async function seedCrowd(url: string, { rooms, each }: Crowd): Promise<Seat[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "Domain" LIMIT 1');
    const domainId = rows[0]?.id;
    if (!domainId) throw new Error("no domain");
    const places = Array.from({ length: rooms }, () => randomUUID());
    const people = places.flatMap((room) =>
      Array.from({ length: each }, () => ({
        room,
        id: randomUUID(),
        space: randomUUID(),
        secret: randomBytes(32).toString("base64url"),
      })),
    );
    await client.query(
      `WITH s AS (INSERT INTO "Space" ("id", "kind", "modseq") SELECT r, 'room', 1 FROM unnest($1::uuid[]) r)
       INSERT INTO "Room" ("spaceId", "kind", "name", "domainId", "modseq", "createdAt") SELECT r, 'group', 'Bench', $2, 1, now() FROM unnest($1::uuid[]) r`,
      [places, domainId],
    );
    await client.query(
      `WITH p AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[]) WITH ORDINALITY AS p("id", "space", "room", "hash", "n")),
         s AS (INSERT INTO "Space" ("id", "kind", "modseq") SELECT "space", 'account', 1 FROM p),
         a AS (INSERT INTO "Account" ("id", "spaceId", "domainId", "name") SELECT "id", "space", $5, 'Person ' || "n" FROM p),
         x AS (INSERT INTO "Address" ("id", "domainId", "local", "kind", "accountId") SELECT "id", $5, 'crowd' || "n", 'account', "id" FROM p),
         t AS (INSERT INTO "Token" ("id", "kind", "accountId", "hash", "expiresAt") SELECT "id", 'session', "id", "hash", now() + interval '1 day' FROM p)
       INSERT INTO "RoomMember" ("spaceId", "accountId", "joinedAt", "modseq") SELECT "room", "id", now(), 1 FROM p`,
      [
        people.map((one) => one.id),
        people.map((one) => one.space),
        people.map((one) => one.room),
        people.map((one) => createHash("sha256").update(one.secret).digest()),
        domainId,
      ],
    );
    await client.query("VACUUM ANALYZE");
    return people.map(({ secret, room }) => ({ secret, room }));
  } finally {
    await client.end();
  }
}
