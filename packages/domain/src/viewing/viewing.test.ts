import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { putSmallFile } from "../files/index.ts";
import { messageFileBody, readCards, readMessageFile } from "./index.ts";

let ctx: TestContext;
let ann: Actor;
let eve: Actor;

beforeAll(async () => {
  ctx = await testContext();
  const [first, second] = await Promise.all(
    ["ann", "eve"].map((name) =>
      createAccount(ctx, { address: `${name}@town.example`, name, password: "a long enough password" }),
    ),
  );
  ann = { kind: "user", accountId: first?.accountId ?? "" };
  eve = { kind: "user", accountId: second?.accountId ?? "" };
});
afterAll(() => ctx.close());

async function put(name: string, text: string): Promise<string> {
  const data = Buffer.from(text);
  const file = { parentId: null, name, sizeBytes: data.length, whenTaken: "both" as const, data };
  return (await putSmallFile(ctx, ann, file)).nodeId;
}

const letter = [
  "From: Jonas <jonas@brandt.example>",
  "To: ann@town.example",
  "Subject: Offer",
  "Date: Mon, 4 May 2026 10:00:00 +0200",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "--b",
  "Content-Type: text/html",
  "",
  '<p onclick="steal()">Hello</p><script>alert(1)</script><img src="https://spy.example/a.png">',
  "--b",
  "Content-Type: application/pdf; name=plan.pdf",
  "Content-Disposition: attachment; filename=plan.pdf",
  "",
  "%PDF-1.7",
  "--b--",
  "",
].join("\r\n");

test("a message among files is read with its envelope and attachments, and nothing in it runs or is fetched", async () => {
  const id = await put("offer.eml", letter);
  expect(await readMessageFile(ctx, ann, { id })).toMatchObject({
    subject: "Offer",
    from: [{ name: "Jonas", address: "jonas@brandt.example" }],
    date: "2026-05-04T08:00:00.000Z",
    attachments: [{ name: "plan.pdf", type: "application/pdf" }],
    bodyUrl: `/files/${id}/message`,
    hasRemoteImages: true,
  });
  const { html, blockedCount } = await messageFileBody(ctx, ann, { id, length: "start" });
  expect(html).toContain("Hello");
  expect(html).not.toMatch(/script|onclick|spy\.example/);
  expect(blockedCount).toBe(1);
});

test("an appointment and people are read, and what has neither says so", async () => {
  const event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Walk\nDTSTART:20260504T100000Z\nEND:VEVENT\nEND:VCALENDAR";
  const ics = await put("walk.ics", event.replaceAll("\n", "\r\n"));
  expect(await readCards(ctx, ann, { nodeId: ics })).toMatchObject({ kind: "event", summary: "Walk" });
  const people = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lindt\nEMAIL:ana@x.example\nEND:VCARD";
  const vcf = await put("ana.vcf", people.replaceAll("\n", "\r\n"));
  expect(await readCards(ctx, ann, { nodeId: vcf })).toMatchObject({
    kind: "contacts",
    contacts: [{ name: "Ana Lindt", emails: ["ana@x.example"] }],
  });
  expect(await readCards(ctx, ann, { nodeId: await put("x.ics", "nothing of the kind") })).toBeNull();
});

test("a stranger reads none of it", async () => {
  const id = await put("secret.eml", letter);
  for (const ask of [
    () => readMessageFile(ctx, eve, { id }),
    () => messageFileBody(ctx, eve, { id, length: "all" }),
    () => readCards(ctx, eve, { nodeId: id }),
  ])
    await expect(ask()).rejects.toMatchObject({ reason: "node-unknown" });
});
