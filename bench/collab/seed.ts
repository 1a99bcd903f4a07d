import { createHash, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import type { OurServer } from "../ours.ts";
import { writeOurs } from "./our-editor.ts";
import type { Seat, Seats, Sizes } from "./plan.ts";

type Person = { readonly id: string; readonly space: string; readonly secret: string };

const atOnce = 8;

/** People with a session each, documents that they make over the API, each in its first editor's home and shared with its others. */
export async function seedOurs(server: OurServer, sizes: Sizes, text: Uint8Array): Promise<Seats> {
  const client = new pg.Client({ connectionString: server.databaseUrl() });
  await client.connect();
  try {
    const people = await seedPeople(client, Math.max(sizes.documents * sizes.each, sizes.resting));
    const owners = people.filter((_, at) => at % sizes.each === 0).slice(0, sizes.documents);
    const port = server.httpPort;
    const written = await inLanes(owners, async (owner) => createDocument(port, owner));
    const resting = await inLanes(people.slice(0, sizes.resting), async (owner) => {
      const seat = { secret: owner.secret, document: `${await createDocument(port, owner)}/1` };
      await writeOurs({ port, ...seat }, text);
      return seat;
    });
    const writing = people.slice(0, sizes.documents * sizes.each);
    const documentOf = (at: number) => written[Math.floor(at / sizes.each)] ?? "";
    await shareAll(
      client,
      writing.flatMap((person, at) =>
        at % sizes.each === 0 ? [] : [{ person, documentId: documentOf(at), owner: writing[at - (at % sizes.each)] }],
      ),
    );
    await client.query("VACUUM ANALYZE");
    return {
      writing: writing.map(({ secret }, at): Seat => ({ secret, document: `${documentOf(at)}/1` })),
      resting,
    };
  } finally {
    await client.end();
  }
}

/** Rows, since the passwords of many would take minutes. */
async function seedPeople(client: pg.Client, count: number): Promise<Person[]> {
  const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "Domain" LIMIT 1');
  const domainId = rows[0]?.id;
  if (!domainId) throw new Error("no domain");
  const people = Array.from({ length: count }, () => ({
    id: randomUUID(),
    space: randomUUID(),
    secret: randomBytes(32).toString("base64url"),
  }));
  await client.query(
    `WITH p AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) WITH ORDINALITY AS p("id", "space", "hash", "n")),
       s AS (INSERT INTO "Space" ("id", "kind", "modseq") SELECT "space", 'account', 1 FROM p),
       a AS (INSERT INTO "Account" ("id", "spaceId", "domainId", "name") SELECT "id", "space", $4, 'Person ' || "n" FROM p),
       x AS (INSERT INTO "Address" ("id", "domainId", "local", "kind", "accountId") SELECT "id", $4, 'editor' || "n", 'account', "id" FROM p)
     INSERT INTO "Token" ("id", "kind", "accountId", "hash", "expiresAt") SELECT "id", 'session', "id", "hash", now() + interval '1 day' FROM p`,
    [
      people.map((one) => one.id),
      people.map((one) => one.space),
      people.map((one) => createHash("sha256").update(one.secret).digest()),
      domainId,
    ],
  );
  return people;
}

/** Makes a document as the web app does; returns its id. */
export async function createDocument(port: number, { secret }: { secret: string }): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/trpc/documents.create`, {
    method: "POST",
    headers: { cookie: `carbyne=${secret}`, "content-type": "application/json", "x-carbyne": "1" },
    body: JSON.stringify({ parentId: null, name: "Bench", kind: "text" }),
  });
  if (!answer.ok) throw new Error(`a document was not made: ${answer.status} ${await answer.text()}`);
  const { result }: { result: { data: { id: string } } } = JSON.parse(await answer.text());
  return result.data.id;
}

type Shared = { readonly person: Person; readonly documentId: string; readonly owner: Person | undefined };

/** Shares as rows: over the API each is a mail too, to somebody who has no mail here. */
async function shareAll(client: pg.Client, shares: readonly Shared[]): Promise<void> {
  await client.query(
    `WITH s AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) AS s("id", "document", "ownerSpace", "person", "space")),
       g AS (INSERT INTO "Grant" ("id", "spaceId", "modseq", "objectKind", "objectId", "subjectKind", "subjectId", "rights")
         SELECT "id", "ownerSpace", 1, 'node', "document", 'account', "person", ARRAY['read', 'comment', 'write'] FROM s)
     INSERT INTO "Holding" ("grantId", "accountId", "spaceId", "modseq", "state") SELECT "id", "person", "space", 1, 'accepted' FROM s`,
    [
      shares.map(() => randomUUID()),
      shares.map(({ documentId }) => documentId),
      shares.map(({ owner }) => owner?.space),
      shares.map(({ person }) => person.id),
      shares.map(({ person }) => person.space),
    ],
  );
}

/** Does something with each, some at a time; the results in their order. */
async function inLanes<From, To>(all: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const results: To[] = [];
  const waiting = [...all.entries()];
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) results[one[0]] = await work(one[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
