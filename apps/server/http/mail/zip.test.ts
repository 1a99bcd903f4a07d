import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { zipOf } from "./zip.ts";

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
