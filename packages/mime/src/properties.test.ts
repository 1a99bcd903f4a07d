import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addHeaders,
  baseSubject,
  bodyStructureWire,
  decodeBody,
  encodeString,
  envelopeWire,
  formatAddress,
  htmlToText,
  type Part,
  parseAddresses,
  parseDate,
  parseMessage,
  readContent,
  readSection,
  removeHeaders,
  safeHtml,
  summarize,
  textToHtml,
} from "./index.ts";
import { readWire } from "./wire/wire-reader.ts";
import { samples } from "./samples.ts";

/** Pieces that messages are made of and that parsers stumble over; seeds of the fuzzing. */
const pieces = [
  "\r\n",
  "\n",
  "\r",
  "\r\n\r\n",
  " ",
  "\t",
  "\0",
  "--",
  "--b",
  "--b--",
  "--b \r\n",
  "\r\n--b\r\n",
  "\r\n--b--\r\n",
  "--c\r\n",
  "Content-Type: ",
  "multipart/mixed; boundary=b\r\n",
  'multipart/alternative; boundary="c"\r\n',
  "message/rfc822\r\n",
  "text/plain",
  'text/html; charset=""\r\n',
  "; charset=iso-2022-jp",
  "; name*0*=utf-8''%",
  "; name*1=",
  "; format=flowed; delsp=yes\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "Content-Transfer-Encoding: quoted-printable\r\n",
  "Content-Disposition: attachment; filename=",
  "From: ",
  "To: a:b,c;<d@e>",
  "Subject: Re: ",
  "=?utf-8?Q?=C3",
  "=?utf-8?B?w6Q=?=",
  "?=",
  "=",
  "=\r\n",
  "(",
  ")",
  '"',
  "\\",
  "<",
  ">",
  "@",
  ",",
  ";",
  ":",
  "Date: Mon, 24 Nov 2025 10:00:00",
  "References: <a@b> <",
  "é",
  "\xe4\xf6",
  "\u00ff",
  "😁",
  "aGVsbG8=",
  ">",
  "> ",
  "-- \r\n",
  "BEGIN:VCALENDAR",
  "<a href=",
  "<style>",
  "@import url(",
  "</style>",
  "<!--",
  "<![CDATA[",
  "&#x;",
  'url("',
  "{",
  "}",
  "/*",
];
const octets = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...pieces), { maxLength: 60 })
      .map((parts) => Buffer.from(parts.join(""), "latin1")),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 2, arbitrary: mutated() },
);

/** A good message with some of its octets replaced, taken out or doubled. */
function mutated(): fc.Arbitrary<Buffer> {
  const edit = fc.record({ at: fc.nat(4_000), remove: fc.nat(60), insert: fc.constantFrom("", ...pieces) });
  return fc
    .record({ raw: fc.constantFrom(...Object.values(samples)), edits: fc.array(edit, { maxLength: 8 }) })
    .map(({ raw, edits }) => {
      let text = raw.toString("latin1");
      for (const { at, remove, insert } of edits) {
        const place = at % (text.length + 1);
        text = text.slice(0, place) + insert + text.slice(place + remove);
      }
      return Buffer.from(text, "latin1");
    });
}

function* allParts(part: Part): Generator<Part> {
  yield part;
  for (const child of part.message ? [part.message] : part.children) yield* allParts(child);
}

const runs = { numRuns: 1_500 };

test("every input parses, and its wire forms are valid", () => {
  fc.assert(
    fc.property(octets, (raw) => {
      const root = parseMessage(raw);
      expect(readWire(envelopeWire(root))).toHaveLength(10);
      readWire(bodyStructureWire(root, { extended: true }));
      readWire(bodyStructureWire(root, { extended: false }));
    }),
    runs,
  );
});

test("parts lie inside of each other, in order", () => {
  fc.assert(
    fc.property(octets, (raw) => {
      for (const part of allParts(parseMessage(raw))) {
        expect(part.headerStart).toBeLessThanOrEqual(part.bodyStart);
        expect(part.bodyStart).toBeLessThanOrEqual(part.bodyEnd);
        expect(part.bodyEnd).toBeLessThanOrEqual((part.source ?? raw).length);
        let from = part.bodyStart;
        for (const child of part.children) {
          expect(child.headerStart).toBeGreaterThanOrEqual(from);
          expect(child.bodyEnd).toBeLessThanOrEqual(part.bodyEnd);
          from = child.bodyEnd;
        }
        const body = (part.source ?? raw).subarray(part.bodyStart, part.bodyEnd);
        expect(part.lines).toBe(body.toString("latin1").split("\n").length - 1);
      }
    }),
    runs,
  );
});

test("every input can be read, summed up, cut into sections and decoded", () => {
  fc.assert(
    fc.property(octets, (raw) => {
      const root = parseMessage(raw);
      summarize(raw, root);
      const content = readContent(raw, root);
      for (const { path } of content.attachments.filter((one) => !one.path.includes(":")))
        expect(readSection(raw, root, { path: path.split(".").map(Number), kind: "full" })).not.toBeNull();
      for (const kind of ["full", "header", "text"] as const)
        expect(readSection(raw, root, { path: [], kind })).toBeInstanceOf(Buffer);
      for (const part of allParts(root)) decodeBody(raw, part);
    }),
    runs,
  );
});

test("HEADER and TEXT make up the message", () => {
  fc.assert(
    fc.property(octets, (raw) => {
      const root = parseMessage(raw);
      const section = (kind: "header" | "text"): Buffer =>
        readSection(raw, root, { path: [], kind }) ?? Buffer.alloc(0);
      expect(Buffer.concat([section("header"), section("text")]).equals(raw)).toBe(true);
    }),
    runs,
  );
});

test("fields that were added are found and can be removed again", () => {
  fc.assert(
    fc.property(octets, fc.string(), (raw, value) => {
      fc.pre(!/x-prop|^>?From |^[ \t]/i.test(raw.toString("latin1")));
      const added = addHeaders(raw, [["X-Prop", value]]);
      expect(parseMessage(added).headers[0]?.name).toBe("X-Prop");
      expect(removeHeaders(added, ["x-prop"]).equals(raw)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(""));

test("no text breaks the readers of single values", () => {
  fc.assert(
    fc.property(text, (value) => {
      readWire(encodeString(value));
      parseDate(value);
      htmlToText(value);
      expect(baseSubject(baseSubject(value).base).base).toBe(baseSubject(value).base);
      expect(textToHtml(value).replace(/<\/?(?:div|a|blockquote)[^<>]*>/g, "")).not.toMatch(/[<>]/);
      const { html } = safeHtml(value, { cid: () => null, remote: () => null });
      expect(html).not.toMatch(/<(?!\/?[a-z][a-z0-9]*[\s>/])/);
    }),
    runs,
  );
});

test("an address that was read is written and read back as the same", () => {
  fc.assert(
    fc.property(text, (value) => {
      for (const address of parseAddresses(value)) {
        if (!/^[^@]+@[^@<>"\s]+$/.test(address.address)) continue;
        expect(parseAddresses(formatAddress(address)).map((back) => back.address)).toEqual([address.address]);
      }
    }),
    runs,
  );
});
