import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { type Bytes, bytesOf } from "../bytes.ts";
import { readZip } from "./read.ts";
import { centralHead, localHead, zipEnd, zipOf } from "./write.ts";

test("Python's zipfile finds every file with its name, time and bytes, and no fault", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-zip-"));
  try {
    const files = [
      {
        name: "Büro 会議.eml",
        date: new Date("2026-11-25T10:20:30Z"),
        content: Buffer.from("Subject: one\r\n\r\nx\r\n"),
      },
      { name: "empty.eml", date: new Date("1970-01-01T00:00:00Z"), content: Buffer.alloc(0) },
      { name: "large.eml", date: new Date("2026-11-25T10:20:30Z"), content: Buffer.alloc(300_000, "abc") },
    ];
    const chunks: Buffer[] = [];
    for await (const chunk of zipOf(ReadableStream.from(files))) chunks.push(chunk);
    const file = path.join(folder, "a.zip");
    writeFileSync(file, Buffer.concat(chunks));
    const script = `import zipfile, sys, json
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([z.testzip(), [[i.filename, list(i.date_time), i.file_size, z.read(i)[:7].decode()] for i in z.infolist()]]))`;
    expect(JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }))).toEqual([
      null,
      [
        ["Büro 会議.eml", [2026, 11, 25, 10, 20, 30], 19, "Subject"],
        ["empty.eml", [1980, 1, 1, 0, 0, 0], 0, ""],
        ["large.eml", [2026, 11, 25, 10, 20, 30], 300_000, "abcabca"],
      ],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("numbers that do not fit into the old fields are read by Python and by us", async () => {
  const head = {
    date: new Date("2026-11-25T10:20:30Z"),
    packing: "none",
    crc: 0,
    packedBytes: 0,
    sizeBytes: 0,
  } as const;
  const central = Array.from({ length: 70_000 }, (_, n) => centralHead({ ...head, name: `${n}.eml` }, { at: 0 }));
  const list = Buffer.concat(central);
  const local = localHead({ ...head, name: "0.eml" });
  const whole = Buffer.concat([
    local,
    list,
    zipEnd({ count: central.length, at: local.length, sizeBytes: list.length }),
  ]);
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-zip-"));
  try {
    const file = path.join(folder, "many.zip");
    writeFileSync(file, whole);
    const script = "import zipfile, sys; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))";
    expect(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }).trim()).toBe("70000");
  } finally {
    rmSync(folder, { recursive: true });
  }
  let count = 0;
  for await (const entry of readZip(bytesOf(whole))) count += "fault" in entry ? 0 : 1;
  expect(count).toBe(70_000);
  // A file of 5 GB behind 6 GB of others, without either being there.
  const far = 6_000_000_000;
  const wide = { ...head, name: "wide.mbox", packedBytes: 5_000_000_000, sizeBytes: 5_000_000_000 };
  const front = localHead(wide);
  const line = centralHead(wide, { at: far });
  const at = far + front.length + wide.sizeBytes;
  const tail = Buffer.concat([line, zipEnd({ count: 1, at, sizeBytes: line.length })]);
  const sparse: Bytes = {
    sizeBytes: at + tail.length,
    read: (from, length) => {
      const piece = Buffer.alloc(Math.min(length, at + tail.length - from));
      for (const [place, part] of [
        [far, front],
        [at, tail],
      ] as const)
        if (place < from + piece.length && from < place + part.length)
          part.copy(piece, Math.max(0, place - from), Math.max(0, from - place));
      return Promise.resolve(piece);
    },
  };
  const found: unknown[] = [];
  for await (const entry of readZip(sparse)) found.push(entry);
  expect(found).toMatchObject([{ name: "wide.mbox", sizeBytes: 5_000_000_000, at: far + front.length }]);
});
