import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Node, ourTree, pythonTrees } from "../oracle/compare.ts";
import { exceptions } from "../oracle/exceptions.ts";
import { mail, samples } from "./samples.ts";

/** Every .eml below a folder; none when there is no such folder. */
function messagesIn(folder: string): [string, Buffer][] {
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
  return entries
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => [name, readFileSync(`${folder}/${name}`)]);
}

const inline: [string, Buffer][] = [
  ...Object.entries(samples),
  [
    "quoted-printable",
    mail(["Content-Type: text/plain", "Content-Transfer-Encoding: quoted-printable", "", "a=C3=A4=\r\nb", "c"]),
  ],
  ["base64", mail(["Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", "aGVsbG8g", "d29ybGQ="])],
  ["uuencode", mail(["Content-Transfer-Encoding: x-uuencode", "", "begin 644 a.txt", "%:&5L;&\\", "`", "end"])],
  ["rfc 2231 name", mail(["Content-Disposition: attachment; filename*0*=utf-8''%C3%A4; filename*1=b.txt", "", "x"])],
  ["encoded-word name", mail(['Content-Type: application/pdf; name="=?utf-8?Q?=C3=A4?= b.pdf"', "", "x"])],
  ["escaped quotes", mail(['Content-Type: application/pdf; name="a \\"b\\" c.pdf"', "", "x"])],
  ["unquoted name with spaces", mail(["Content-Disposition: attachment; filename=a (1+1), b.pdf", "", "x"])],
  [
    "boundary with a space at the end of its line",
    mail(["Content-Type: multipart/mixed; boundary=b", "", "--b ", "", "x", "--b--\t"]),
  ],
  ["empty parts", mail(["Content-Type: multipart/mixed; boundary=b", "", "--b", "", "--b", "", "", "--b--"])],
  ["no header", mail(["", "just a body"])],
  [
    "bare LF",
    Buffer.from(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: text/html\n\ntwo\n\n--b--\n",
    ),
  ],
];
const fixtures = messagesIn(fileURLToPath(new URL("../../../fixtures/mail", import.meta.url)));
const messages = [...inline, ...fixtures];
const verdicts = pythonTrees(messages.map(([, raw]) => raw));

test.each(messages.map(([name, raw], index) => ({ name, raw, verdict: verdicts[index] ?? null })))(
  "Python sees the same parts, types, names and sizes in $name",
  ({ name, raw, verdict }) => {
    const ours = ourTree(raw);
    const allowed = exceptions[name]?.differences ?? [];
    const found = verdict ? differences(ours, verdict, "message") : [];
    expect(found.filter(({ place }) => !allowed.includes(place))).toEqual([]);
  },
);

test("every exception is about a message that is there", () => {
  const names = new Set(messages.map(([name]) => name));
  expect(Object.keys(exceptions).filter((name) => !names.has(name))).toEqual([]);
});

interface Difference {
  place: string;
  ours: unknown;
  theirs: unknown;
}

/** Compares down to where Python gives up: a part that it calls defective is only checked for being there. */
function differences(ours: Node, theirs: Node, place: string): Difference[] {
  if (theirs.isDefective) return [];
  const found: Difference[] = [];
  const same = (field: string, our: unknown, their: unknown): void => {
    if (our !== their) found.push({ place: `${place} ${field}`, ours: our, theirs: their });
  };
  same("type", ours.type, theirs.type);
  if (!theirs.name?.includes("\ufffd")) same("name", ours.name, theirs.name);
  if (theirs.size !== null) same("size", ours.size, theirs.size);
  same("children", ours.children.length, theirs.children.length);
  for (const [index, child] of theirs.children.entries()) {
    const our = ours.children[index];
    if (our) found.push(...differences(our, child, `${place}.${index + 1}`));
  }
  return found;
}
