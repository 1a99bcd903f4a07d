import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { downloadMessage, printConversation, readAttachments, readBody } from "./index.ts";

let ctx: TestContext;
let ann: { actor: Actor; spaceId: string };
let eve: Actor;

beforeAll(async () => {
  ctx = await testContext();
  const make = (address: string) => createAccount(ctx, { address, name: "", password: "correct horse battery" });
  const made = await make("ann@town.example");
  ann = { actor: { kind: "user", accountId: made.accountId }, spaceId: made.spaceId };
  eve = { kind: "user", accountId: (await make("eve@town.example")).accountId };
});
afterAll(() => ctx.close());

async function deliver(lines: readonly string[]) {
  ctx.advance(1000);
  const raw = Buffer.from(`${lines.join("\r\n")}\r\n`);
  const [stored] = await deliverMessage(ctx, { spaceIds: [ann.spaceId], raw, verdict: "unverified" });
  return { id: stored?.messageId ?? "", threadId: stored?.threadId ?? "" };
}

const file = (name: string, content: string) => [
  "--b",
  `Content-Type: text/csv; name="${name}"`,
  "Content-Disposition: attachment",
  "",
  content,
];
const letter = [
  "From: Jonas <jonas@lindenau.example>",
  "To: ann@town.example",
  "Subject: Plan: a/b",
  "Message-ID: <1@x>",
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "--b",
  "Content-Type: text/html",
  "",
  "<style>p{color:red}</style><p>own</p><div class=gmail_quote>On Monday, Ann wrote: <blockquote>old</blockquote></div>",
  ...file("a.csv", "1"),
  ...file("A.csv", "2"),
  ...file("b", "3"),
  "--b--",
];

test("all files of a message come with names that do not cover each other", async () => {
  const { id } = await deliver(letter);
  const { subject, files } = await readAttachments(ctx, ann.actor, { id });
  const found: string[][] = [];
  for await (const { name, content } of files) found.push([name, content.toString()]);
  expect([subject, found]).toEqual([
    "Plan: a/b",
    [
      ["a.csv", "1"],
      ["A (2).csv", "2"],
      ["b", "3"],
    ],
  ]);
  await expect(readAttachments(ctx, eve, { id })).rejects.toThrow("message-unknown");
  const empty = await deliver(["From: a@b.example", "Subject: x", "", "x"]);
  await expect(readAttachments(ctx, ann.actor, { id: empty.id })).rejects.toThrow("attachment-unknown");
});

test("a message is kept as it came, under its subject", async () => {
  const { id } = await deliver(letter);
  const { name, content } = await downloadMessage(ctx, ann.actor, { id });
  expect([name, content.toString()]).toEqual(["Plan a b.eml", `${letter.join("\r\n")}\r\n`]);
});

test("on paper stands all of a conversation or one of its messages, quotes open", async () => {
  const { threadId } = await deliver(letter.map((line) => line.replace("<1@x>", "<2@x>")));
  const answer = await deliver([
    "From: Ann <ann@town.example>",
    "Subject: Re: Plan: a/b",
    "In-Reply-To: <2@x>",
    "",
    "yes",
  ]);
  expect(answer.threadId).toBe(threadId);
  const whole = await printConversation(ctx, ann.actor, { id: threadId, remote: "block" });
  expect(whole.messages.at(-1)?.html).toContain("yes");
  const [first] = whole.messages;
  expect(first?.head[0]).toEqual(["From", "Jonas <jonas@lindenau.example>"]);
  expect(first?.head.at(-1)).toEqual(["Attachments", "a.csv, A.csv, b"]);
  expect(first?.html).not.toContain("<details");
  const one = await printConversation(ctx, ann.actor, { id: answer.id, remote: "block" });
  expect(one.messages.map(({ html }) => html.includes("yes"))).toEqual([true]);
  await expect(printConversation(ctx, eve, { id: threadId, remote: "block" })).rejects.toThrow("not-found");
});

test("a long message begins with its beginning, cut at a line or a tag", async () => {
  const { id } = await deliver([
    "From: a@b.example",
    "Content-Type: text/html",
    "",
    `<p>${"word ".repeat(60_000)}</p><p>end</p>`,
  ]);
  const read = (length: "start" | "all") => readBody(ctx, ann.actor, { id, remote: "block", length, quotes: "fold" });
  const start = await read("start");
  expect([start.isClipped, start.html.includes("end"), start.html.length < 205_000]).toEqual([true, false, true]);
  const all = await read("all");
  expect([all.isClipped, all.html.includes("end")]).toEqual([false, true]);
});
