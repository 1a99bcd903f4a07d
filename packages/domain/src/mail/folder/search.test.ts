import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { appendMessages, listFolders } from "./index.ts";
import { type Criterion, searchFolder } from "./index.ts";

let ctx: TestContext;
let actor: Actor;
let id: string;
const mails = [
  [
    "From: Jörg <joerg@x.example>\r\nTo: a@y.example\r\nSubject: Dach\r\nDate: Mon, 02 Feb 2026 10:00:00 +0100",
    "Das Dach ist undicht.",
    1,
    [],
  ],
  [
    "From: eva@x.example\r\nCc: Jonas <j@y.example>\r\nSubject: =?utf-8?B?w5xiZXI=?= budget\r\nX-Tag: red",
    "Numbers attached, 40 %.",
    4,
    ["$Label1"],
  ],
  [
    "From: eva@x.example\r\nSubject: Lunch\r\nContent-Type: text/html",
    "<p>At <b>noon</b> in the <i>Dach</i>garten</p>",
    0,
    [],
  ],
  [
    "From: l@z.example\r\nSubject: b64\r\nContent-Transfer-Encoding: base64",
    Buffer.from("hidden treasure").toString("base64"),
    8,
    [],
  ],
] as const;

beforeAll(async () => {
  ctx = await testContext();
  const { accountId } = await createAccount(ctx, { address: "s@town.example", name: "", password: "long enough pw" });
  actor = { kind: "user", accountId };
  id = (await listFolders(ctx, actor)).find((folder) => folder.role === "inbox")?.id ?? "";
  const messages = mails.map(([head, body, flags, keywords], i) => ({
    raw: Buffer.from(`${head}\r\n\r\n${body}\r\n`),
    flags,
    keywords,
    internalDate: new Date(Date.UTC(2026, 0, 10 + i)),
  }));
  await appendMessages(ctx, actor, { id, messages });
});
afterAll(() => ctx.close());

const header = (name: string, text: string): Criterion => ({ kind: "header", name, text });
const body = (text: string): Criterion => ({ kind: "body", text });
const not = (of: Criterion): Criterion => ({ kind: "not", of });
const flag = (bit: number): Criterion => ({ kind: "flag", bit });

test.each<[string, Criterion, number[]]>([
  ["everything", { kind: "all" }, [1, 2, 3, 4]],
  ["a flag", flag(1), [1]],
  ["no flag", not(flag(1)), [2, 3, 4]],
  ["a keyword in another case", { kind: "keyword", keyword: "$label1" }, [2]],
  ["a subject that was encoded", header("subject", "über"), [2]],
  ["a sender by name and by address", { kind: "or", of: [header("from", "jörg"), header("from", "l@z")] }, [1, 4]],
  ["a person in cc", header("cc", "jonas"), [2]],
  ["any field", header("x-tag", "RED"), [2]],
  ["that a field exists", header("x-tag", ""), [2]],
  ["text in a body, HTML without its tags", body("dachgarten"), [3]],
  ["text in a body that is base64", body("treasure"), [4]],
  ["text in header or body", { kind: "text", text: "dach" }, [1, 3]],
  ["text that is in neither", { kind: "text", text: "100% \\ ' \u0000" }, []],
  ["text and flags together", { kind: "and", of: [{ kind: "text", text: "dach" }, not(flag(1))] }, [3]],
  ["the negation of text", not({ kind: "text", text: "dach" }), [2, 4]],
  ["text or a flag", { kind: "or", of: [body("noon"), flag(8)] }, [3, 4]],
  ["the day of arrival", { kind: "date", of: "internal", is: "on", day: "2026-01-11" }, [2]],
  ["the day in the Date field", { kind: "date", of: "sent", is: "since", day: "2026-02-01" }, [1]],
  ["sizes", { kind: "larger", sizeBytes: 120 }, [1, 2]],
  [
    "UIDs",
    {
      kind: "uids",
      ranges: [
        { from: 2, to: 3 },
        { from: 9, to: 4294967295 },
      ],
    },
    [2, 3],
  ],
  ["an id that is none", { kind: "email-id", id: "x'" }, []],
  ["nothing of nothing", { kind: "or", of: [] }, []],
])("finds %s", async (_name, criterion, uids) => {
  expect(await searchFolder(ctx, actor, { id, criterion })).toEqual(uids);
});

test("a stranger finds nothing at all", async () => {
  const { accountId } = await createAccount(ctx, { address: "t@town.example", name: "", password: "long enough pw" });
  const stranger: Actor = { kind: "user", accountId };
  await expect(searchFolder(ctx, stranger, { id, criterion: { kind: "all" } })).rejects.toThrow("mailbox-unknown");
});
