import pg from "pg";
import type { Measured, SoloBench } from "../bench.ts";
import { callsOf } from "../list/calls.ts";
import { createOurs } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { soloRound } from "../solo.ts";

const rounds = 3;
const count = 100_000;
const asked = 60;

/** The 95th percentile of the first page of a folder of 100,000 entries through the API, by every sort in both directions. */
export const filesList: SoloBench = {
  kind: "solo",
  name: "files-list",
  async run(onCleanUp) {
    const ours = await createOurs();
    onCleanUp(() => ours.destroy());
    await ours.start();
    const account = accountFor(0);
    const { get } = await callsOf(`http://127.0.0.1:${ours.httpPort}`, account);
    const list = async (input: object) => {
      const answer = await get(`/trpc/files.list?input=${encodeURIComponent(JSON.stringify(input))}`);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`files.list: ${answer.status} ${text}`);
      return text;
    };
    // The home is made when it is first looked at.
    await list({ id: null });
    await fill(ours.databaseUrl(), account.user);
    if (!(await list({ id: null })).includes(`"total":${count}`)) throw new Error("the folder is not filled");
    const measured = [];
    for (let round = 1; round <= rounds; round++)
      measured.push(await soloRound(`files-list: round ${round}`, () => once(list)));
    return [{ label: `p95 of ${count}`, unit: "ms", aim: 100, rounds: measured }];
  },
};

async function once(list: (input: object) => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  for (let i = 0; i < asked; i++) {
    const sort = ["name", "size", "changed", "type"][i % 4];
    const begun = performance.now();
    await list({ id: null, sort, direction: i % 8 < 4 ? "asc" : "desc" });
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return { figure: times[Math.ceil(asked * 0.95) - 1] ?? 0, parts: { median: times[asked / 2] ?? 0 } };
}

/** Folders and files by SQL: what lists read of them. */
async function fill(url: string, address: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(
      `INSERT INTO "Node" ("id", "spaceId", "parentId", "kind", "isFolder", "name", "nameKey", "versionId", "sizeBytes", "mime", "modseq", "createdModseq", "updatedAt")
       SELECT gen_random_uuid(), r."spaceId", r."id", (CASE WHEN f THEN 'folder' ELSE 'file' END)::"NodeKind", f, 'Entry ' || i || CASE WHEN f THEN '' ELSE '.pdf' END,
         'entry ' || lpad(i::text, 7, '0'), CASE WHEN f THEN NULL ELSE gen_random_uuid() END, CASE WHEN f THEN 0 ELSE (i * 7919) % 1000003 END,
         CASE WHEN f THEN '' WHEN i % 3 = 0 THEN 'application/pdf' ELSE 'image/png' END, 1, 1, now() - make_interval(mins => i % 50000)
       FROM generate_series(1, ${count}) i, LATERAL (SELECT i % 20 = 0 AS f) k, (
         SELECT n."id", n."spaceId" FROM "Node" n JOIN "Account" a ON a."spaceId" = n."spaceId" JOIN "Address" x ON x."accountId" = a."id"
         JOIN "Domain" d ON d."id" = x."domainId" WHERE n."parentId" IS NULL AND x."local" || '@' || d."name" = $1) r`,
      [address],
    );
    await client.query('ANALYZE "Node"');
  } finally {
    await client.end();
  }
}
