import { expect, test } from "vitest";
import { writeSetting } from "../../settings/index.ts";
import { actOnConversations, listConversations } from "../conversations/index.ts";
import { createMailbox } from "../mailboxes.ts";
import { useArrivals } from "./test-arrivals.ts";

const arrivals = useArrivals();
const { use, buildPerson, receive, arrive, lies, failureOf } = arrivals;

test("a message is filed by the name that IMAP shows, with flags and keywords, and copied", async () => {
  const person = await buildPerson(`
    require ["fileinto", "imap4flags", "copy"];
    fileinto :copy :flags ["\\\\Flagged", "$Important"] "Work/Roofs";
    fileinto :flags ["\\\\Seen", "a*b", "Project"] "INBOX";`);
  const work = await createMailbox(arrivals.ctx, person.actor, { name: "Work", parentId: null });
  await createMailbox(arrivals.ctx, person.actor, { name: "Roofs", parentId: work.id });
  await arrive(person);
  expect(await lies(person)).toEqual([
    ["INBOX", 1, "Project"],
    ["Roofs", 4, "$Important"],
  ]);
  expect(await arrivals.ctx.db.prisma.message.count({ where: { spaceId: person.spaceId } })).toBe(1);
  expect(await failureOf(person)).toBeNull();
});

test("a folder that is missing is the inbox with a word about it, unless it may be made", async () => {
  const person = await buildPerson('require "fileinto"; fileinto "Gone/Away";');
  await arrive(person);
  expect(await lies(person)).toEqual([["INBOX", 0]]);
  expect(await failureOf(person)).toBe("folder-missing");
  await use(person, 'require ["fileinto", "mailbox"]; fileinto :create "Gone/Away";');
  expect(await failureOf(person)).toBeNull();
  await arrive(person);
  await arrive(person);
  expect(await lies(person)).toEqual([
    ["Away", 0],
    ["Away", 0],
    ["INBOX", 0],
  ]);
  await use(person, 'require ["fileinto", "special-use"]; fileinto :specialuse "\\\\Archive" "Nowhere";');
  await arrive(person);
  expect((await lies(person))[0]).toEqual(["Archive", 0]);
});

test("tests of folders ask what is there", async () => {
  const person = await buildPerson(`
    require ["fileinto", "mailbox", "special-use"];
    if allof (mailboxexists "Archive", specialuse_exists "\\\\Trash", not mailboxexists "Nope") { fileinto "Archive"; }`);
  await arrive(person);
  expect(await lies(person)).toEqual([["Archive", 0]]);
});

test("what is discarded is gone, and everybody else has it", async () => {
  const person = await buildPerson("discard;");
  const other = await buildPerson();
  await (await receive([person, other])).store();
  expect([await lies(person), await lies(other)]).toEqual([[], [["INBOX", 0]]]);
});

test("an id is a duplicate once its message is stored, until its time is over", async () => {
  const person = await buildPerson(
    'require ["duplicate", "fileinto"]; if duplicate :seconds 3600 { fileinto "Trash"; }',
  );
  await arrive(person);
  await arrive(person);
  expect(await lies(person)).toEqual([
    ["INBOX", 0],
    ["Trash", 0],
  ]);
  arrivals.ctx.advance(2 * 3_600_000);
  await arrive(person);
  expect((await lies(person)).filter(([name]) => name === "INBOX")).toHaveLength(2);
});

test("edited fields are in the message from there on, and in no other copy", async () => {
  const person = await buildPerson(`
    require ["editheader", "fileinto", "copy"];
    fileinto :copy "Archive";
    addheader "X-Sorted" "yes";
    keep;`);
  await arrive(person);
  const { rows } = await arrivals.ctx.db.pool.query<{ name: string; blobHash: Buffer }>(
    `SELECT b."name", m."blobHash" FROM "MailboxMessage" p JOIN "Mailbox" b ON b."id" = p."mailboxId" JOIN "Message" m ON m."id" = p."messageId"
     WHERE p."spaceId" = $1 ORDER BY b."name"`,
    [person.spaceId],
  );
  const marked = await Promise.all(
    rows.map(async ({ name, blobHash }) => [name, (await arrivals.ctx.blobs.read(blobHash)).includes("X-Sorted: yes")]),
  );
  expect(marked).toEqual([
    ["Archive", false],
    ["INBOX", true],
  ]);
});

test("junk is not filtered, unless it is asked for", async () => {
  const person = await buildPerson('require "imap4flags"; setflag "\\\\Flagged"; keep;');
  await arrive(person, { isJunk: true });
  await writeSetting(arrivals.ctx, { scope: "account", scopeId: person.accountId }, "mail.filterJunk", true);
  await arrive(person, { isJunk: true });
  expect(await lies(person)).toEqual([
    ["Junk", 0],
    ["Junk", 4],
  ]);
});

test("what comes in for a muted conversation goes past the inbox on the way of filters too", async () => {
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  await (await receive([ann, ben])).store({ reportFrom: "mail.town.example" });
  const { items } = await listConversations(arrivals.ctx, ann.actor, { view: "all" });
  await actOnConversations(arrivals.ctx, ann.actor, { ids: items.map((row) => row.threadId), act: "mute" });
  const later = await receive([ann, ben], { subject: "Re: Roof", headers: ["In-Reply-To: <roof@l.example>"] });
  await later.store({ reportFrom: "mail.town.example" });
  expect(await lies(ann)).toEqual([
    ["Archive", 0],
    ["Archive", 1],
  ]);
  expect(await lies(ben)).toEqual([
    ["INBOX", 0],
    ["INBOX", 0],
  ]);
});
