import { expect, test } from "vitest";
import { parseMessage } from "../parse.ts";
import { bareForward, digest, encodedForward, forwarded, mail, newsletter } from "../samples.ts";
import { bodyStructureWire } from "./body-structure.ts";
import { envelopeWire } from "./envelope.ts";
import { encodeString } from "./string.ts";
import { readWire } from "./wire-reader.ts";

test.each([
  [null, "NIL"],
  ["", '""'],
  ["plain text", '"plain text"'],
  ['say "x" \\ y', '"say \\"x\\" \\\\ y"'],
  ["a\tb", '"a\tb"'],
  ["a\r\nb", "{4}\r\na\r\nb"],
  ["nul\0gone", '"nulgone"'],
  ["Grüße", "{7}\r\nGrüße"],
  [Buffer.from([0xe9, 0x00, 0x41]), Buffer.from("{2}\r\n\xe9A", "latin1")],
  ["x".repeat(1001), `{1001}\r\n${"x".repeat(1001)}`],
])("encodeString(%j)", (value, expected) => {
  expect(encodeString(value)).toEqual(Buffer.from(expected));
});

function envelope(lines: string[], charset?: BufferEncoding): unknown {
  return readWire(envelopeWire(parseMessage(mail([...lines, "", "body"], charset))));
}

const ann = [[null, null, "ann", "example.org"]];

test("ENVELOPE has its ten fields in order", () => {
  const fields = envelope([
    "Message-ID: <m@example.org>",
    "In-Reply-To: <r@example.org>",
    "Date: Thu, 15 Feb 2007 01:02:03 +0200",
    "Subject: a subject\r\n that is folded",
    "From: Ann Real <ann@example.org>",
    "To: To Real <to@example.org>",
    "Cc: cc@example.org",
    'Bcc: "B, cc" <bcc@example.org>',
    "Sender: Sender <s@example.org>",
    "Reply-To: <reply@example.org>",
  ]);
  expect(fields).toEqual([
    "Thu, 15 Feb 2007 01:02:03 +0200",
    "a subject that is folded",
    [["Ann Real", null, "ann", "example.org"]],
    [["Sender", null, "s", "example.org"]],
    [[null, null, "reply", "example.org"]],
    [["To Real", null, "to", "example.org"]],
    [[null, null, "cc", "example.org"]],
    [["B, cc", null, "bcc", "example.org"]],
    "<r@example.org>",
    "<m@example.org>",
  ]);
});

test("a missing or empty Sender and Reply-To are filled from From", () => {
  expect(envelope(["From: ann@example.org"])).toEqual([null, null, ann, ann, ann, null, null, null, null, null]);
  expect(envelope(["From: ann@example.org", "Sender: ", "Reply-To:"])).toEqual([
    null,
    null,
    ann,
    ann,
    ann,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(envelope(["Subject: no one"])).toEqual([null, "no one", null, null, null, null, null, null, null, null]);
});

test.each([
  ["a comment for a name", "ann@example.org (Ann Real)", [["Ann Real", null, "ann", "example.org"]]],
  [
    "a source route",
    "<@relay.example,@b.example:ann@example.org>",
    [[null, "@relay.example,@b.example", "ann", "example.org"]],
  ],
  ["no domain", "ann", [[null, null, "ann", ""]]],
  ["a quoted local part", '"a b"@example.org', [[null, null, "a b", "example.org"]]],
  [
    "groups",
    "team: a@x.example, B <b@x.example>;, empty: ;",
    [
      [null, null, "team", null],
      [null, null, "a", "x.example"],
      ["B", null, "b", "x.example"],
      [null, null, null, null],
      [null, null, "empty", null],
      [null, null, null, null],
    ],
  ],
  [
    "an encoded-word, left as it is",
    "=?utf-8?Q?J=C3=B6rg?= <j@example.org>",
    [["=?utf-8?Q?J=C3=B6rg?=", null, "j", "example.org"]],
  ],
])("ENVELOPE address with %s", (_name, to, expected) => {
  expect(envelope([`To: ${to}`])).toEqual([null, null, null, null, null, expected, null, null, null, null]);
});

test("recipients of repeated fields are joined, a repeated From is not", () => {
  const fields = envelope(["To: a@x", "To: b@x", "From: ann@example.org", "From: evil@example.org"]) as unknown[];
  expect(fields[5]).toEqual([
    [null, null, "a", "x"],
    [null, null, "b", "x"],
  ]);
  expect(fields[2]).toEqual(ann);
});

test("raw 8-bit octets go out as UTF-8 in a literal", () => {
  expect(envelope(["Subject: Grüße"])).toContain("Grüße");
  expect(envelope(["Subject: Gr\xfc\xdfe"], "latin1")).toContain("Grüße");
  const russian = Buffer.from([0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]).toString("latin1");
  expect(envelope([`Subject: ${russian}`, "Content-Type: text/plain; charset=windows-1251"], "latin1")).toContain(
    "привет",
  );
});

function structure(raw: Buffer, extended = true): unknown {
  return readWire(bodyStructureWire(parseMessage(raw), { extended }));
}

test("BODY and BODYSTRUCTURE of a multipart with a message inside", () => {
  const text = ["text", "plain", ["charset", "us-ascii"], null, null, "7bit", 7, 1];
  const inner = [
    ["text", "plain", null, null, null, "7bit", 10, 0],
    ["text", "html", null, null, null, "7bit", 17, 0],
    "alternative",
  ];
  const sub = [[null, null, "sub", "example.org"]];
  const innerEnvelope = [null, "inner", sub, sub, sub, null, null, null, null, null];
  const [first, second, subtype] = structure(forwarded, false) as unknown[];
  expect(first).toEqual(text);
  expect(second).toEqual(["message", "rfc822", null, null, null, "7bit", 211, innerEnvelope, inner, 13]);
  expect(subtype).toBe("mixed");
  const extended = structure(forwarded) as unknown[];
  expect(extended[0]).toEqual([...text, null, null, null, null]);
  expect(extended.slice(2)).toEqual(["mixed", ["boundary", "out er"], null, null, null]);
});

test("the fields of a part that BODYSTRUCTURE tells", () => {
  const raw = mail([
    'Content-Type: application/PDF; name="a \\"b\\" c.pdf"; X=y',
    "Content-ID: <id@x>",
    'Content-Description: ""',
    "Content-Transfer-Encoding: BASE64",
    "Content-MD5: abcd==",
    "Content-Disposition: ATTACHMENT; filename*0=long;",
    " filename*1=er.pdf; size=3",
    "Content-Language: de, en (both)",
    "Content-Location: http://example.org/a",
    "",
    "AAAA",
  ]);
  expect(structure(raw)).toEqual([
    "application",
    "pdf",
    ["name", 'a "b" c.pdf', "x", "y"],
    "<id@x>",
    '""',
    "base64",
    6,
    "abcd==",
    ["attachment", ["size", "3", "filename", "longer.pdf"]],
    ["de", "en"],
    "http://example.org/a",
  ]);
});

test.each([
  ["filename*0*=UTF-8''%C3%A4; filename*1=x.pdf", ["filename*", "UTF-8''%C3%A4x.pdf"]],
  ["filename*0=a; filename*1*=%20b; filename*2=c%d", ["filename*", "''a%20bc%25d"]],
  ["filename*=UTF-8''a%20b", ["filename*", "UTF-8''a%20b"]],
  ["filename*1=b; filename*0=a; filename*3=lost", ["filename", "ab"]],
])("continuations of %s are joined for BODYSTRUCTURE", (params, expected) => {
  const part = structure(mail([`Content-Disposition: attachment; ${params}`, "", "x"])) as unknown[];
  expect(part.slice(-3)[0]).toEqual(["attachment", expected]);
});

test("what the grammar cannot say is shown as readers show it", () => {
  expect(structure(mail(["Content-Type: multipart/mixed; boundary=b", "", "no part"]), false)).toEqual([
    "text",
    "plain",
    ["boundary", "b"],
    null,
    null,
    "7bit",
    9,
    1,
  ]);
  const deep = parseMessage(bareForward, { depth: 1 });
  expect(readWire(bodyStructureWire(deep, { extended: false }))).toContainEqual([
    "application",
    "octet-stream",
    null,
    null,
    null,
    "7bit",
    51,
  ]);
});

test("every sample gives valid wire forms", () => {
  for (const raw of [forwarded, bareForward, digest, newsletter, encodedForward]) {
    expect(structure(raw)).toBeInstanceOf(Array);
    expect(structure(raw, false)).toBeInstanceOf(Array);
    expect(readWire(envelopeWire(parseMessage(raw)))).toHaveLength(10);
  }
});
