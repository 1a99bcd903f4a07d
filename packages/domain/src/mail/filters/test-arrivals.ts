import { type Actor } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { receiveMessage } from "../receive-message.ts";
import type { Verdict } from "../store-message.ts";
import { listScripts, putScript } from "./index.ts";

export type Letter = {
  subject?: string;
  from?: string;
  reversePath?: string;
  headers?: readonly string[];
  verdict?: Verdict;
  isJunk?: boolean;
};

export type Person = { address: string; accountId: string; spaceId: string; actor: Actor };

/** For tests: people with scripts, mail that arrives for them, and what came of it, on a database of the file's own. */
export function useArrivals() {
  const opened: { ctx?: TestContext } = {};
  const now = () => {
    if (!opened.ctx) throw new Error("before the tests");
    return opened.ctx;
  };
  let counter = 0;
  beforeAll(async () => {
    opened.ctx = await testContext();
  });
  afterAll(() => now().close());

  async function use({ actor }: Person, text: string) {
    await putScript(now(), actor, { name: "main", text, activate: "incoming" });
  }

  async function buildPerson(script?: string): Promise<Person> {
    const address = `f${++counter}@town.example`;
    const { accountId, spaceId } = await createAccount(now(), {
      address,
      name: "Maren Keller",
      password: "long enough pw",
    });
    const person: Person = { address, accountId, spaceId, actor: { kind: "user", accountId } };
    if (script !== undefined) await use(person, script);
    return person;
  }

  async function receive(people: readonly Person[], letter: Letter = {}) {
    const { subject = "Roof", from = "ana@lindenau.example", headers = [], verdict = "verified" } = letter;
    const to = people.map(({ address }) => address).join(", ");
    const head = [`From: <${from}>`, `To: ${to}`, `Subject: ${subject}`, "Message-ID: <roof@l.example>", ...headers];
    const raw = Buffer.from(`${head.join("\r\n")}\r\n\r\nHello.\r\n`);
    const recipients = people.map(({ address, spaceId }) => ({ address, spaceId }));
    const { reversePath = from, isJunk = false } = letter;
    return receiveMessage(now(), { raw, reversePath, recipients, verdict, isJunk });
  }

  const arrive = async (person: Person, letter: Letter = {}) => {
    await (await receive([person], letter)).store({ reportFrom: "mail.town.example" });
  };

  /** Where a person's messages lie: folder, subject, flags, keywords. */
  async function lies({ spaceId }: Person) {
    const { rows } = await now().db.pool.query<{ name: string; subject: string; flags: number; keywords: string[] }>(
      `SELECT b."name", m."subject", p."flags", p."keywords" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId"
       JOIN "Message" m ON m."id" = p."messageId" WHERE p."spaceId" = $1 ORDER BY b."name", p."uid"`,
      [spaceId],
    );
    return rows.map(({ name, flags, keywords }) => [name, flags, ...keywords]);
  }

  async function queued() {
    const { rows } = await now().db.pool.query<{
      reversePath: string;
      signDomain: string | null;
      blobHash: Buffer;
      address: string;
    }>(
      `SELECT o."reversePath", o."signDomain", o."blobHash", r."address" FROM "OutboundMessage" o JOIN "OutboundRecipient" r ON r."outboundId" = o."id" ORDER BY o."id", r."address"`,
    );
    await now().db.pool.query('DELETE FROM "OutboundMessage"');
    return Promise.all(
      rows.map(async (row) => {
        const raw = await now().blobs.read(row.blobHash);
        const part = parseMessage(raw);
        return { ...row, raw: raw.toString(), summary: summarize(raw, part) };
      }),
    );
  }

  const failureOf = async ({ actor }: Person) => (await listScripts(now(), actor))[0]?.failure?.code ?? null;

  return {
    get ctx() {
      return now();
    },
    use,
    buildPerson,
    receive,
    arrive,
    lies,
    queued,
    failureOf,
  };
}
