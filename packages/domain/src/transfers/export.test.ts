import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { listIdentities, listSignatures, saveIdentity, saveSignature } from "../identities/index.ts";
import { indexMessages } from "../search/index.ts";
import { runWork } from "../long-work/index.ts";
import {
  appendMessages,
  createMailbox,
  createSavedSearch,
  createTag,
  fetchMessages,
  judgeSender,
  keepUpload,
  listFolders,
  listSavedSearches,
  listScripts,
  listSenderRules,
  listTags,
  openFolder,
  putScript,
  readUpload,
} from "../mail/index.ts";
import { ownSettings, setOwnSetting } from "../profile/index.ts";
import { listTemplates, saveTemplate } from "../templates/index.ts";
import {
  beginImport,
  exportStep,
  importStep,
  listTransfers,
  lookStep,
  openExport,
  purgeTransfers,
  receivePiece,
  startExport,
  startImport,
} from "./index.ts";

let ctx: TestContext;
let folder: string;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
  folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-export-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await ctx.close();
});

const runners = { "import-look": lookStep, "import-mail": importStep, "mail-export": exportStep };
const runAll = async () => {
  while (await runWork(ctx, runners));
};

async function buildPerson() {
  const address = `packer${++counter}@town.example`;
  const made = await createAccount(ctx, { address, name: "Lucía", password: "correct horse battery" });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  const folders = await listFolders(ctx, actor);
  const box = (role: string) => folders.find((one) => one.role === role)?.id ?? "";
  return { actor, address, spaceId: made.spaceId, box };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

/** Bytes that are easily lost: no line end at the end, `From ` lines, bare line ends, 8-bit, header fields of exports. */
const bodies = [
  "Text.\r\n",
  "no end",
  "From here\r\n>From there\r\n\r\nFrom ana@x.example Wed Nov 25 10:00:00 2026\r\n",
  "bare\nline\rends\r\n",
  "8-bit \xff\xfe\r\n\r\n\r\n",
];

async function fill({ actor, box }: Person) {
  const work = await createMailbox(ctx, actor, { name: "Wörk: A/B".replace("/", "-"), parentId: null });
  const sentItems = await createMailbox(ctx, actor, { name: "Sent Items", parentId: work.id });
  const archives = await createMailbox(ctx, actor, { name: "Archives", parentId: null });
  const inner = await createMailbox(ctx, actor, { name: "Project", parentId: box("inbox") });
  const places = [box("inbox"), box("sent"), work.id, sentItems.id, archives.id, inner.id];
  await createTag(ctx, actor, { name: "Presse & Büro", tint: 7 });
  const [tag] = await listTags(ctx, actor);
  for (const [at, id] of places.entries()) {
    const messages = bodies.map((body, n) => ({
      raw: Buffer.from(
        `${n === 2 ? "Status: RO\r\nContent-Length: 3\r\n" : ""}Message-ID: <${at}.${n}@x>\r\nSubject: n${n} in ${at}\r\n\r\n${body}`,
        "latin1",
      ),
      flags: [0, 1, 5, 3, 17][n] ?? 0,
      keywords: n === 1 ? [tag?.keyword ?? "", "$Forwarded"] : [],
      internalDate: new Date(Date.UTC(2020, at, 1 + n, 3, 4, 5)),
    }));
    await appendMessages(ctx, actor, { id, messages });
  }
}

/** Everything in the account: folder path with role, flags, keywords, date, bytes. */
async function contentOf({ actor }: Person) {
  const folders = await listFolders(ctx, actor);
  const byId = new Map(folders.map((one) => [one.id, one]));
  const way = (id: string | null): string => {
    const at = id === null ? undefined : byId.get(id);
    return at ? `${way(at.parentId)}/${at.name}(${at.role ?? ""})` : "";
  };
  const all: string[] = [];
  for (const { id } of folders) {
    const { entries } = await openFolder(ctx, actor, { id });
    const uids = entries.map((entry) => entry.uid);
    for await (const page of fetchMessages(ctx, actor, { id, uids, needs: { raw: true } }))
      for (const { flags, keywords, internalDate, raw } of page)
        all.push(`${way(id)} ${flags} ${keywords.join(",")} ${internalDate.toISOString()} ${raw?.toString("latin1")}`);
  }
  return all.toSorted();
}

async function exported({ actor }: Person, input: Partial<Parameters<typeof startExport>[2]> = {}): Promise<Buffer> {
  const { id } = await startExport(ctx, actor, { scope: { kind: "all" }, format: "eml", withAccount: true, ...input });
  await runAll();
  const { file } = await openExport(ctx, actor, { id });
  const data = await file.read(0, file.sizeBytes);
  await file.close();
  return data;
}

async function bringTo({ actor }: Person, data: Buffer, withAccount = true) {
  const { id } = await beginImport(ctx, actor, { name: "mail.zip", sizeBytes: data.length });
  await receivePiece(ctx, actor, { id, at: 0, data });
  await runAll();
  const looked = (await listTransfers(ctx, actor)).find((one) => one.id === id);
  await startImport(ctx, actor, { id, mailboxId: null, withAccount });
  await runAll();
  return { looked, ended: (await listTransfers(ctx, actor)).find((one) => one.id === id) };
}

test.each(["eml", "mbox"] as const)(
  "what is exported as %s and imported elsewhere is equal in bytes, flags, dates, tags and folders",
  async (format) => {
    const [ann, bob] = [await buildPerson(), await buildPerson()];
    await fill(ann);
    const data = await exported(ann, { format });
    const { looked, ended } = await bringTo(bob, data);
    expect(looked?.result).toMatchObject({ messages: 30, folderCount: 6, faultCount: 0 });
    expect(ended?.result).toMatchObject({ added: 30, skipped: 0 });
    expect(await contentOf(bob)).toEqual(await contentOf(ann));
    expect(await listTags(ctx, bob.actor)).toMatchObject([{ name: "Presse & Büro", tint: 7 }]);
    // And again into the account that it came from: nothing is doubled.
    expect((await bringTo(ann, data)).ended?.result).toMatchObject({ added: 0, skipped: 30 });
  },
);

test("Python reads the archives: names, times and every message of each mbox file", async () => {
  const ann = await buildPerson();
  await fill(ann);
  writeFileSync(path.join(folder, "eml.zip"), await exported(ann));
  writeFileSync(path.join(folder, "mbox.zip"), await exported(ann, { format: "mbox" }));
  const script = `
import zipfile, mailbox, json, os
z = zipfile.ZipFile("eml.zip"); assert z.testzip() is None
m = zipfile.ZipFile("mbox.zip"); assert m.testzip() is None; m.extractall("out")
boxes = {n: [(k["subject"], "".join(sorted(k.get_flags()))) for k in mailbox.mbox(os.path.join("out", n))] for n in m.namelist() if n.endswith(".mbox")}
print(json.dumps([sorted(z.namelist()), boxes]))`;
  const [names, boxes] = JSON.parse(execFileSync("python3", ["-c", script], { cwd: folder, encoding: "utf8" })) as [
    string[],
    Record<string, unknown[]>,
  ];
  expect(names).toHaveLength(31);
  expect(names).toContain("Wörk_ A-B/Sent Items/2020-04-02 n1 in 3 2.eml");
  expect(boxes["Inbox/Project.mbox"]).toEqual([
    ["n0 in 5", "O"],
    ["n1 in 5", "EOR"],
    ["n2 in 5", "FOR"],
    ["n3 in 5", "AOR"],
    ["n4 in 5", "ORT"],
  ]);
});

test("an export that breaks off in the middle goes on, and is as if nothing had been", async () => {
  const ann = await buildPerson();
  await fill(ann);
  for (const format of ["eml", "mbox"] as const) {
    const whole = await exported(ann, { format });
    const { id } = await startExport(ctx, ann.actor, { scope: { kind: "all" }, format, withAccount: true });
    let writes = 0;
    const write: typeof ctx.spool.write = async (...what) => {
      if (++writes === 9) throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
      await ctx.spool.write(...what);
    };
    await expect(runWork({ ...ctx, spool: { ...ctx.spool, write } }, runners)).rejects.toThrow("gone");
    ctx.advance(150_000);
    await runAll();
    const { file } = await openExport(ctx, ann.actor, { id });
    expect(Math.abs(file.sizeBytes - whole.length)).toBeLessThan(20);
    await file.close();
  }
});

test("a folder alone, with and without those in it; what is not the actor's is refused", async () => {
  const [ann, eve] = [await buildPerson(), await buildPerson()];
  await fill(ann);
  const ids = [ann.box("inbox")];
  const one = await exported(ann, { scope: { kind: "folders", ids, withInner: false }, withAccount: false });
  const both = await exported(ann, { scope: { kind: "folders", ids, withInner: true }, withAccount: false });
  const bob = await buildPerson();
  expect((await bringTo(bob, one)).ended?.result).toMatchObject({ added: 5 });
  expect((await bringTo(bob, both)).ended?.result).toMatchObject({ added: 5, skipped: 5 });
  const strange = { scope: { kind: "folders", ids, withInner: true }, format: "eml", withAccount: false } as const;
  await expect(startExport(ctx, eve.actor, strange)).rejects.toThrow("not-found: mailbox-unknown");
  const [own] = await listTransfers(ctx, ann.actor);
  await expect(openExport(ctx, eve.actor, { id: own?.id ?? "" })).rejects.toThrow("not-found: transfer-unknown");
  await expect(openExport(ctx, { kind: "system", part: "x" }, { id: own?.id ?? "" })).rejects.toThrow(
    "unauthenticated",
  );
});

test("what a search finds comes out of the folders where it lies, and nothing else", async () => {
  const [ann, bob] = [await buildPerson(), await buildPerson()];
  await fill(ann);
  await indexMessages(ctx, { limit: 1000 });
  const scope = { kind: "search", text: "subject:n1" } as const;
  const { ended } = await bringTo(bob, await exported(ann, { scope, withAccount: false, format: "mbox" }));
  expect(ended?.result).toMatchObject({ added: 6, skipped: 0 });
  const wanted = (await contentOf(ann)).filter((one) => one.includes("Subject: n1 "));
  expect(await contentOf(bob)).toEqual(wanted);
  const nothing = { scope: { ...scope, text: "subject:nowhere" }, format: "eml", withAccount: false } as const;
  await expect(startExport(ctx, ann.actor, nothing)).rejects.toThrow("not-found");
});

test("an archive is kept for seven days and then removed from the disk, and not more than some are kept", async () => {
  const ann = await buildPerson();
  const input = { scope: { kind: "all" }, format: "eml", withAccount: false } as const;
  const { id } = await startExport(ctx, ann.actor, input);
  await expect(openExport(ctx, ann.actor, { id })).rejects.toThrow("not-found");
  await runAll();
  for (let n = 1; n < 5; n++) await startExport(ctx, ann.actor, input);
  await expect(startExport(ctx, ann.actor, input)).rejects.toThrow("too-many: exports-too-many");
  await runAll();
  ctx.advance(6.9 * 86_400_000);
  await purgeTransfers(ctx);
  expect(await ctx.spool.sizeOf(id, "export")).toBeGreaterThan(0);
  ctx.advance(0.2 * 86_400_000);
  await expect(openExport(ctx, ann.actor, { id })).rejects.toThrow("not-found");
  await purgeTransfers(ctx);
  expect([await ctx.spool.sizeOf(id, "export"), await listTransfers(ctx, ann.actor)]).toEqual([null, []]);
});

test("all that a person has made and chosen comes along, and coming twice changes nothing", async () => {
  const [ann, bob] = [await buildPerson(), await buildPerson()];
  const logo = await keepUpload(ctx, ann.actor, { name: "l.png", type: "image/png", content: Buffer.from("png") });
  const plan = await keepUpload(ctx, ann.actor, {
    name: "p.pdf",
    type: "application/pdf",
    content: Buffer.from("%PDF"),
  });
  const signature = await saveSignature(ctx, ann.actor, {
    name: "Office",
    html: `<p>Lucía <img src="/uploads/${logo.uploadId}"></p>`,
  });
  const [identity] = await listIdentities(ctx, ann.actor);
  await saveIdentity(ctx, ann.actor, {
    ...(identity?.fields ?? { address: ann.address, name: null, newSignatureId: null, replySignatureId: null }),
    id: identity?.id,
    replyTo: "desk@x.example",
    newSignatureId: signature.id,
  });
  await saveTemplate(ctx, ann.actor, {
    name: "Offer",
    content: { to: [], cc: [], bcc: [], subject: "Offer", html: "<p>Hello</p>", attachments: [plan] },
  });
  await putScript(ctx, ann.actor, {
    name: "main",
    text: 'require "fileinto"; fileinto "INBOX";',
    activate: "incoming",
  });
  await createSavedSearch(ctx, ann.actor, { name: "From Ana", query: "from:ana" });
  await judgeSender(ctx, ann.actor, { sender: "spam.example", verdict: "blocked" });
  await setOwnSetting(ctx, ann.actor, { key: "mail.undoSeconds", value: 30 });
  const data = await exported(ann);
  const { looked, ended } = await bringTo(bob, data);
  expect(looked?.result.account).toEqual({
    address: ann.address,
    filters: 1,
    signatures: 1,
    templates: 1,
    searches: 1,
    tags: 0,
  });
  expect(ended?.result.applied).toBeGreaterThan(5);
  const state = async () => ({
    signatures: await listSignatures(ctx, bob.actor),
    templates: await listTemplates(ctx, bob.actor),
    scripts: await listScripts(ctx, bob.actor),
    searches: await listSavedSearches(ctx, bob.actor),
    senders: await listSenderRules(ctx, bob.actor),
    seconds: (await ownSettings(ctx, bob.actor))["mail.undoSeconds"],
  });
  const after = await state();
  expect(after).toMatchObject({
    templates: [{ name: "Offer", content: { subject: "Offer", attachments: [{ name: "p.pdf" }] } }],
    scripts: [{ name: "main", activeIncoming: true, activeOutgoing: false }],
    searches: [{ name: "From Ana", query: "from:ana" }],
    senders: [{ sender: "spam.example", verdict: "blocked" }],
    seconds: 30,
  });
  const [picture] = after.signatures[0]?.pictures ?? [];
  expect(after.signatures[0]?.html).toContain(`/uploads/${picture?.uploadId}`);
  expect((await readUpload(ctx, bob.actor, { uploadId: picture?.uploadId ?? "" })).content.toString()).toBe("png");
  await bringTo(bob, data);
  expect(await state()).toEqual(after);
  // Whoever only wants the mail gets only that.
  const carl = await buildPerson();
  await bringTo(carl, data, false);
  expect(await listSignatures(ctx, carl.actor)).toEqual([]);
});
