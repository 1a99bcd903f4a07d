import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bytes, bytesOf } from "../bytes.ts";
import { Fault } from "../fault.ts";
import { limits } from "../limits.ts";
import { readFound } from "./found.ts";
import { type Step, walk } from "./walk.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-walk-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const shell = (line: string) =>
  execFileSync("sh", ["-ec", line], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
const python = (script: string) => execFileSync("python3", ["-c", script], { cwd: folder });
const put = (name: string, content: string | Buffer) => {
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
};
const get = (name: string) => readFileSync(path.join(folder, name));
const mail = (subject: string, body = "Text.\n", more = "") =>
  `From: Ana <ana@lindenau.example>\nDate: Tue, 24 Nov 2026 09:00:00 +0100\nSubject: ${subject}\n${more}\n${body}`;

type Read = {
  path: string;
  folder: string;
  subject: string;
  flags: number;
  keywords: string;
  date: string;
  raw: Buffer;
};

/** All that a walk finds, read; and what it says of the rest. */
async function readAll(name: string, data: Buffer) {
  const parts: Bytes[] = [bytesOf(data)];
  const steps: Step[] = [];
  const unpack = async (pieces: AsyncIterable<Buffer>) => {
    const all: Buffer[] = [];
    for await (const piece of pieces) all.push(piece);
    const bytes = bytesOf(Buffer.concat(all));
    return { part: parts.push(bytes) - 1, bytes };
  };
  const messages: Read[] = [];
  for await (const step of walk({ name, bytes: bytesOf(data) }, unpack)) {
    steps.push(step);
    if (step.kind !== "found") continue;
    const { found } = step;
    const read = await readFound(parts[found.part] ?? bytesOf(Buffer.alloc(0)), found).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
      steps.push({ kind: "fault", path: found.path, reason: error.reason });
      return null;
    });
    if (!read) continue;
    messages.push({
      path: found.path,
      folder: found.folder.join("/"),
      subject: /^Subject: (.*)\r$/m.exec(read.raw.toString("utf8"))?.[1] ?? "",
      flags: read.flags,
      keywords: read.keywords.join(" "),
      date: read.internalDate?.toISOString() ?? "",
      raw: read.raw,
    });
  }
  const faults = steps.flatMap((step) => (step.kind === "fault" ? [[step.path, step.reason]] : []));
  const others = steps.flatMap((step) => (step.kind === "other" ? [step.path] : []));
  return { messages, faults, others, parts: parts.length };
}

const sorted = (rows: readonly unknown[][]) => rows.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
const brief = ({ messages }: { messages: Read[] }) =>
  messages.map(({ folder: at, subject }) => `${at}: ${subject}`).sort();

test("Python's mailbox writes mbox files; bytes, flags and dates are those that it put in", async () => {
  python(`
import mailbox, time
box = mailbox.mbox("Work.mbox", create=True)
for n, flags in enumerate(["", "R", "RO", "RFA", "T"]):
    m = mailbox.mboxMessage(b"From: a@x.example\\nSubject: n%d\\n\\nFrom here\\n>From there\\n\\nlast" % n)
    m.set_flags(flags)
    m.set_from("ana@lindenau.example", time.gmtime(1764000000 + n))
    box.add(m)
box.flush()`);
  const { messages, faults } = await readAll("Work.mbox", get("Work.mbox"));
  expect(faults).toEqual([]);
  expect(messages.map(({ folder: at, subject, flags, date }) => [at, subject, flags, date])).toEqual([
    ["Work", "n0", 0, "2025-11-24T16:00:00.000Z"],
    ["Work", "n1", 1, "2025-11-24T16:00:01.000Z"],
    ["Work", "n2", 1, "2025-11-24T16:00:02.000Z"],
    ["Work", "n3", 7, "2025-11-24T16:00:03.000Z"],
    ["Work", "n4", 16, "2025-11-24T16:00:04.000Z"],
  ]);
  expect(messages[0]?.raw.toString()).toContain("\r\n\r\nFrom here\r\nFrom there\r\n\r\nlast\r\n");
});

test("Maildir folders of Python's mailbox in a tar archive of Debian's tar keep folders, flags and times", async () => {
  python(`
import mailbox
box = mailbox.Maildir("Maildir", create=True)
for name, flags in (("", "S"), ("Work.Plans", "FRS"), ("B&APw-ro", "")):
    f = box.add_folder(name) if name else box
    m = mailbox.MaildirMessage(b"From: a@x.example\\nSubject: in ${"%s"}\\n\\nx\\n" % name.encode())
    m.set_flags(flags)
    if flags: m.set_subdir("cur")
    f.add(m)`);
  shell("tar cf maildir.tar Maildir; tar czf maildir.tgz Maildir");
  for (const name of ["maildir.tar", "maildir.tgz"]) {
    const { messages, faults } = await readAll(name, get(name));
    expect(faults).toEqual([]);
    expect(sorted(messages.map(({ folder: at, subject, flags }) => [at, subject, flags]))).toEqual([
      ["Büro", "in B&APw-ro", 0],
      ["INBOX", "in ", 1],
      ["Work/Plans", "in Work.Plans", 7],
    ]);
    expect(messages.every(({ date }) => Math.abs(Date.parse(date) - Date.now()) < 60_000)).toBe(true);
  }
});

test("Thunderbird's profile and Google's export in archives of Debian's zip have the folders and marks that their programs show", async () => {
  put("p/Mail/Local Folders/Inbox", `From - Tue Nov 24 10:00:00 2026\nX-Mozilla-Status: 0005\n${mail("one")}\n`);
  put("p/Mail/Local Folders/Inbox.msf", "// <!-- <mdb:mork");
  put(
    "p/Mail/Local Folders/Inbox.sbd/Wörk",
    `From - Tue Nov 24 10:00:00 2026\nX-Mozilla-Status: 0009\n${mail("deleted")}\nFrom - Tue Nov 24 10:00:00 2026\nX-Mozilla-Keys: $label1 press\n${mail("two")}\n`,
  );
  put("p/Mail/Local Folders/Empty", "");
  put(
    "t/Takeout/Mail/All mail.mbox",
    `From 123@xxx Tue Nov 24 10:00:00 +0000 2026\nX-GM-THRID: 1\nX-Gmail-Labels: Inbox,Unread,Starred\n${mail("three")}\n`,
  );
  shell("cd p; zip -qr ../p.zip .; cd ../t; zip -qr ../t.zip .; zip -q0r ../t0.zip .");
  const profile = await readAll("p.zip", get("p.zip"));
  expect(
    sorted(profile.messages.map(({ folder: at, subject, flags, keywords }) => [at, subject, flags, keywords])),
  ).toEqual([
    ["Inbox", "one", 5, ""],
    ["Inbox/Wörk", "two", 0, "$label1 press"],
  ]);
  expect([profile.faults, profile.others.length]).toEqual([[], 2]);
  for (const name of ["t.zip", "t0.zip"]) {
    const { messages, parts } = await readAll(name, get(name));
    expect(messages.map(({ subject, flags, date }) => [subject, flags, date])).toEqual([
      ["three", 4, "2026-11-24T10:00:00.000Z"],
    ]);
    // What is stored is read where it is; what is packed is unpacked once.
    expect(parts).toBe(name === "t.zip" ? 2 : 1);
  }
});

test("loose messages, Apple's, and archives in archives", async () => {
  put("a/letters/one.eml", mail("one", "x\n", "Received: from a by b; Mon, 23 Nov 2026 08:00:00 +0000\n"));
  put("a/letters/two.txt", mail("two"));
  const inner = mail("three");
  put(
    "a/V10/AB/INBOX.mbox/XY/Data/Messages/7.emlx",
    `${Buffer.byteLength(inner)}\n${inner}<?xml version="1.0"?><plist><dict><key>flags</key><integer>17</integer><key>date-received</key><integer>1764000000</integer></dict></plist>`,
  );
  put("a/Plans.mbox/mbox", `From a@x.example Tue Nov 24 10:00:00 2026\n${mail("four")}\n`);
  put("a/notes.txt", "Nothing: of interest\n");
  put("a/Old.mbox.gz", gzipSync(`From a@x.example Tue Nov 24 10:00:00 2026\n${mail("five")}\n`));
  shell("cd a; zip -qr inner.zip letters; cd ..; tar cf a.tar a");
  const all = await readAll("a.tar", get("a.tar"));
  expect(all.faults).toEqual([]);
  expect(brief(all)).toEqual([
    "INBOX: three",
    "a/Old: five",
    "a/Plans: four",
    "a/inner/letters: one",
    "a/inner/letters: two",
    "a/letters: one",
    "a/letters: two",
  ]);
  const byPath = new Map(all.messages.map((one) => [one.path, one]));
  expect(byPath.get("a/letters/one.eml")?.date).toBe("2026-11-23T08:00:00.000Z");
  expect(byPath.get("a/V10/AB/INBOX.mbox/XY/Data/Messages/7.emlx")).toMatchObject({
    flags: 5,
    date: "2025-11-24T16:00:00.000Z",
  });
  expect(all.others).toEqual(["a/notes.txt"]);
});

test("what cannot be read is said with the reason, and the rest is read", async () => {
  put("f/good.eml", mail("good"));
  put("f/locked/secret.eml", mail("secret"));
  put("f/x.7z", Buffer.from("377abcaf271c", "hex"));
  put("f/mail.pst", "!BDN....");
  put("f/note.msg", Buffer.from("d0cf11e0a1b11ae1", "hex"));
  put("f/broken.gz", Buffer.concat([gzipSync(mail("x".repeat(5000))).subarray(0, 60)]));
  put("f/broken.emlx", `99999\n${mail("short")}`);
  shell("cd f; zip -qrP hunter2 locked.zip locked; rm -r locked; zip -q0r ../f.zip .");
  const { messages, faults } = await readAll("f.zip", get("f.zip"));
  expect(messages.map(({ subject }) => subject)).toEqual(["good"]);
  expect(sorted(faults)).toEqual([
    ["broken.emlx", "message-broken"],
    ["broken.gz", "archive-broken"],
    ["locked/locked/secret.eml", "archive-locked"],
    ["mail.pst", "outlook-data"],
    ["note.msg", "outlook-message"],
    ["x.7z", "archive-kind"],
  ]);
});

test("bombs and nests end in words, and names lead nowhere", async () => {
  const bomb = gzipSync(
    Buffer.concat([Buffer.from("From a@x.example Tue Nov 24 10:00:00 2026\n"), Buffer.alloc(limits.freeBytes + 1)]),
  );
  expect((await readAll("bomb.mbox.gz", bomb)).faults).toEqual([["bomb.mbox.gz", "archive-large"]]);
  put("n/deep.eml", mail("deep"));
  shell("cd n; zip -q 1.zip deep.eml; zip -q 2.zip 1.zip; zip -q 3.zip 2.zip; zip -q 4.zip 3.zip");
  expect((await readAll("3.zip", get("n/3.zip"))).messages.map(({ subject }) => subject)).toEqual(["deep"]);
  expect((await readAll("4.zip", get("n/4.zip"))).faults).toEqual([[expect.stringContaining("1.zip"), "archive-deep"]]);
  python(`
import zipfile, tarfile, io
with zipfile.ZipFile("evil.zip", "w") as z:
    z.writestr("../../etc/../x/./a.eml", b"${mail("up").replaceAll("\n", "\\n")}")
    z.writestr("/abs\\\\b/c.eml", b"${mail("abs").replaceAll("\n", "\\n")}")
with tarfile.open("links.tar", "w") as t:
    i = tarfile.TarInfo("passwd.eml"); i.type = tarfile.SYMTYPE; i.linkname = "/etc/passwd"; t.addfile(i)
    i = tarfile.TarInfo("x" * 150 + "/ü.eml"); b = b"${mail("long").replaceAll("\n", "\\n")}"; i.size = len(b); t.addfile(i, io.BytesIO(b))`);
  expect(brief(await readAll("evil.zip", get("evil.zip")))).toEqual(["abs/b: abs", "etc/x: up"]);
  const links = await readAll("links.tar", get("links.tar"));
  expect([brief(links), links.others]).toEqual([[`${"x".repeat(100)}: long`], []]);
});

test("Python's ZIP64 and bzip2 entries: the one is read, the other is named", async () => {
  python(`
import zipfile
with zipfile.ZipFile("wide.zip", "w") as z:
    with z.open(zipfile.ZipInfo("a/wide.eml"), "w", force_zip64=True) as f: f.write(b"${mail("wide").replaceAll("\n", "\\n")}")
    z.writestr("b.eml", b"${mail("other").replaceAll("\n", "\\n")}", compress_type=zipfile.ZIP_BZIP2)`);
  const { messages, faults } = await readAll("wide.zip", get("wide.zip"));
  expect([messages.map(({ subject }) => subject), faults]).toEqual([["wide"], [["b.eml", "archive-kind"]]]);
});

const seeds = () => [get("p.zip"), get("a.tar"), get("maildir.tgz"), get("Work.mbox"), get("wide.zip")];

test("whatever is changed in a file, a walk ends and nothing but a fault comes of it", async () => {
  const files = seeds();
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.option(fc.nat()) });
  await fc.assert(
    fc.asyncProperty(
      fc.nat(files.length - 1),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      async (which, changes) => {
        let data = Buffer.from(files[which] ?? "");
        for (const { at, byte, cut } of changes) {
          if (data.length > 0) data[at % data.length] = byte;
          if (cut !== null && cut % 4 === 0) data = data.subarray(0, cut % (data.length + 1));
        }
        await readAll("fuzz", data);
      },
    ),
    { numRuns: 300 },
  );
});
