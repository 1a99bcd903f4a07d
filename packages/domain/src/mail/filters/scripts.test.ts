import type { Actor } from "@carbyne/kernel";
import type { Rule } from "@carbyne/sieve";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { createMailbox, moveMailbox, renameMailbox } from "../mailboxes.ts";
import {
  activateScript,
  checkScript,
  getFilters,
  getScript,
  listScripts,
  putScript,
  removeScript,
  renameScript,
  saveRules,
  saveText,
  suggestConditions,
} from "./index.ts";
import { renameIn } from "./follow-rename.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(): Promise<Actor> {
  const address = `k${++counter}@town.example`;
  const { accountId } = await createAccount(ctx, { address, name: "Kim", password: "long enough pw" });
  return { kind: "user", accountId };
}

const names = async (actor: Actor) =>
  (await listScripts(ctx, actor)).map(({ name, activeIncoming, activeOutgoing }) => [
    name,
    activeIncoming,
    activeOutgoing,
  ]);

test("scripts are put, written over by name, renamed, activated one at a time, and removed when they are not active", async () => {
  const actor = await buildPerson();
  const first = await putScript(ctx, actor, { name: "first", text: "keep;", activate: "incoming" });
  const second = await putScript(ctx, actor, { name: "second", text: "stop;" });
  expect((await putScript(ctx, actor, { name: "first", text: "discard;" })).id).toBe(first.id);
  expect((await getScript(ctx, actor, first)).text).toBe("discard;");
  await activateScript(ctx, actor, { id: second.id, direction: "incoming" });
  await activateScript(ctx, actor, { id: second.id, direction: "outgoing" });
  expect(await names(actor)).toEqual([
    ["first", false, false],
    ["second", true, true],
  ]);
  await expect(removeScript(ctx, actor, second)).rejects.toThrow("script-active");
  await expect(renameScript(ctx, actor, { id: first.id, name: "second" })).rejects.toThrow("script-name-taken");
  await renameScript(ctx, actor, { id: first.id, name: "third" });
  await activateScript(ctx, actor, { id: null, direction: "incoming" });
  await activateScript(ctx, actor, { id: null, direction: "outgoing" });
  await removeScript(ctx, actor, second);
  expect(await names(actor)).toEqual([["third", false, false]]);
});

test("what does not parse, has no name or is too large is refused", async () => {
  const actor = await buildPerson();
  const put = (text: string, name = "s") => putScript(ctx, actor, { name, text });
  await expect(put("keep")).rejects.toMatchObject({ reason: "script-invalid", params: { line: 1 } });
  await expect(put("keep;", " ")).rejects.toThrow("script-name-invalid");
  await expect(put("keep;", "a\nb")).rejects.toThrow("script-name-invalid");
  await expect(put(`#${"x".repeat(600_000)}\nkeep;`)).rejects.toThrow("script-too-large");
  for (let i = 0; i < 50; i++) await put("keep;", `s${i}`);
  await expect(put("keep;", "one more")).rejects.toThrow("scripts-too-many");
});

test("who saves over what somebody else has written meanwhile is told", async () => {
  const actor = await buildPerson();
  const { id } = await putScript(ctx, actor, { name: "s", text: "keep;" });
  await expect(putScript(ctx, actor, { id, name: "s", text: "stop;", seen: "other" })).rejects.toThrow(
    "script-changed",
  );
});

const incoming = { direction: "incoming" } as const;
const rule = {
  name: "Roofs",
  isEnabled: true,
  match: "all",
  conditions: [{ field: "subject", header: "", comparison: "contains", values: ["roof"], isNegated: false }],
  actions: [{ kind: "star" }, { kind: "move", mailbox: "Archive" }],
} as const;

test("rules are saved as the active script and read again, and each direction has its own", async () => {
  const actor = await buildPerson();
  expect(await getFilters(ctx, actor, incoming)).toEqual({ script: null, rules: [], obstacle: null, scripts: [] });
  const saved = await saveRules(ctx, actor, { ...incoming, rules: [rule], seen: null });
  expect(saved).toMatchObject({ rules: [rule], script: { name: "filters", failure: null } });
  expect(saved.script?.text).toContain("# rule: Roofs");
  const seen = saved.script?.seen ?? null;
  const off = { ...rule, isEnabled: false };
  expect((await saveRules(ctx, actor, { ...incoming, rules: [off, rule], seen })).rules).toEqual([off, rule]);
  await expect(saveRules(ctx, actor, { ...incoming, rules: [], seen })).rejects.toThrow("script-changed");
  await expect(saveRules(ctx, actor, { ...incoming, rules: [], seen: null })).rejects.toThrow("script-changed");
  await saveRules(ctx, actor, { direction: "outgoing", rules: [rule], seen: null });
  expect(await names(actor)).toEqual([
    ["filters", true, false],
    ["sent", false, true],
  ]);
});

test("a script that says more than rules can comes as text with the reason, and what is wrong with a text is told", async () => {
  const actor = await buildPerson();
  const text = "if true { keep; } else { discard; }";
  const saved = await saveText(ctx, actor, { ...incoming, text, seen: null });
  expect(saved).toMatchObject({ rules: null, obstacle: { code: "rule-else", line: 1 }, script: { text } });
  expect(checkScript("kepp;").problems).toMatchObject([{ code: "unknown-command", line: 1, column: 1 }]);
  expect(checkScript("keep;")).toMatchObject({ problems: [], rules: [{ actions: [{ kind: "keep" }] }] });
});

test("a filter that is made from a message or a search begins with what they have in common", async () => {
  const actor = await buildPerson();
  const { spaceId } = await ctx.db.prisma.account.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  const deliver = async (head: string) => {
    const raw = Buffer.from(`${head}\r\n\r\nHi\r\n`);
    return (await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified" }))[0]?.messageId ?? "";
  };
  const of = async (input: Parameters<typeof suggestConditions>[2]) =>
    (await suggestConditions(ctx, actor, input)).map((one) =>
      "values" in one ? [one.field, ...one.values] : one.field,
    );
  expect(await of({ messageId: await deliver("From: Ana <ana@x.example>") })).toEqual([["from", "ana@x.example"]]);
  const letter = "From: ana@x.example\r\nList-Id: Roofs <roofs.x.example>";
  expect(await of({ messageId: await deliver(letter) })).toEqual([["list", "roofs.x.example"]]);
  expect(await of({ search: "from:ana OR from:bob" })).toEqual([["from", "ana", "bob"]]);
  expect(await of({ search: 'subject:"new roof" has:attachment larger:5m is:unread' })).toEqual([
    ["subject", "new roof"],
    "attachment",
    "size",
  ]);
  await expect(of({ search: "is:unread" })).rejects.toThrow("search-no-filter");
  const stranger = await buildPerson();
  const id = await deliver("From: ana@x.example");
  await expect(suggestConditions(ctx, stranger, { messageId: id })).rejects.toThrow("message-unknown");
});

test("a stranger finds no script", async () => {
  const [actor, stranger] = [await buildPerson(), await buildPerson()];
  const { id } = await putScript(ctx, actor, { name: "s", text: "keep;" });
  expect(await listScripts(ctx, stranger)).toEqual([]);
  await expect(getScript(ctx, stranger, { id })).rejects.toThrow("script-unknown");
  await expect(putScript(ctx, stranger, { id, name: "s", text: "keep;" })).rejects.toThrow("script-unknown");
  await expect(activateScript(ctx, stranger, { id, direction: "incoming" })).rejects.toThrow("script-unknown");
  await expect(renameScript(ctx, stranger, { id, name: "x" })).rejects.toThrow("script-unknown");
  await expect(removeScript(ctx, stranger, { id })).rejects.toThrow("script-unknown");
});

test("a folder that is renamed or moved takes the filters that name it along", async () => {
  const actor = await buildPerson();
  const work = await createMailbox(ctx, actor, { name: "Work", parentId: null });
  const roofs = await createMailbox(ctx, actor, { name: "Roofs", parentId: work.id });
  const text = (path: string) =>
    `require ["fileinto", "mailbox"]; # Work\nif mailboxexists "${path}/Roofs" { fileinto :create "${path}/Roofs/2026"; }\n`;
  const { id } = await putScript(ctx, actor, { name: "s", text: text("Work") });
  await renameMailbox(ctx, actor, { id: work.id, name: 'Our "work"' });
  expect((await getScript(ctx, actor, { id })).text).toBe(text('Our \\"work\\"'));
  await moveMailbox(ctx, actor, { id: roofs.id, parentId: null });
  expect((await getScript(ctx, actor, { id })).text).toContain('fileinto :create "Roofs/2026"');
});

test("only names of folders are renamed, and only whole ones", () => {
  const script =
    'require ["fileinto", "imap4flags"]; if header "subject" "Work" { fileinto :flags "Work" "Works"; fileinto "Work"; }';
  expect(renameIn(script, "Work", "Job")).toBe(script.replace('fileinto "Work"', 'fileinto "Job"'));
});

test("an order of acts that was written by hand is kept while rules are changed, one that was chosen means what it lists", async () => {
  const actor = await buildPerson();
  const text =
    'require ["fileinto", "imap4flags"];\r\n# rule: by hand\r\n# asked for by Ana\r\nif allof (true) {\r\n  fileinto "A";\r\n  addflag "\\\\Seen";\r\n}\r\n';
  const { id } = await putScript(ctx, actor, { name: "s", text, activate: "incoming" });
  const { rules, script } = await getFilters(ctx, actor, { direction: "incoming" });
  const [byHand] = rules ?? [];
  if (!byHand) throw new Error("no rules");
  const chosen: Rule = {
    ...byHand,
    name: "chosen",
    notes: undefined,
    actions: [{ kind: "move", mailbox: "B" }, { kind: "mark-read" }],
  };
  await saveRules(ctx, actor, { direction: "incoming", rules: [byHand, chosen], seen: script?.seen ?? null });
  const saved = (await getScript(ctx, actor, { id })).text;
  expect(saved).toContain("# rule: by hand\r\n# asked for by Ana\r\n");
  expect(saved).toMatch(/fileinto "A";\s+addflag "\\\\Seen";\s+\}[^]*addflag "\\\\Seen";\s+fileinto "B";/);
});

test("what is written in a script without a rule stays when its first rule comes, and when the last one goes", async () => {
  const actor = await buildPerson();
  const rule: Rule = {
    name: "Roofs",
    isEnabled: true,
    match: "all",
    conditions: [],
    actions: [{ kind: "discard" }],
  };
  const seenOf = ({ script }: Awaited<ReturnType<typeof getFilters>>) => script?.seen ?? null;
  const direction = "incoming" as const;
  const empty = await saveText(ctx, actor, { direction, text: "# Since 2019\r\n# by Kim\r\n", seen: null });
  expect(empty.rules).toEqual([]);
  const still = await saveRules(ctx, actor, { direction, rules: [], seen: seenOf(empty) });
  expect(still.script?.text).toContain("# Since 2019");
  const saved = await saveRules(ctx, actor, { direction, rules: [rule], seen: seenOf(still) });
  expect(saved.rules).toMatchObject([{ name: "Roofs", notes: ["Since 2019", "by Kim"] }]);
});
