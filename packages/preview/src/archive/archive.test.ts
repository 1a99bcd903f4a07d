import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { kindOf } from "../kind.ts";
import { makePreview } from "../make.ts";
import type { Listing } from "./entry.ts";
import { listGzip } from "./packed.ts";
import { listTar } from "./tar.ts";
import { listZip } from "./zip.ts";

/** Archives as Python writes them. */
function made(script: string): Buffer {
  return execFileSync(
    "python3",
    ["-c", `import io,sys,zipfile,tarfile,gzip\nb=io.BytesIO()\n${script}\nsys.stdout.buffer.write(b.getvalue())`],
    {
      env: { ...process.env, PYTHONUTF8: "1" },
      maxBuffer: 2 ** 26,
    },
  );
}
const zip = (body: string, mode = "zipfile.ZIP_DEFLATED") =>
  made(`z=zipfile.ZipFile(b,'w',${mode})\n${body}\nz.close()`);
const tar = (body: string, how = "w", format = "tarfile.PAX_FORMAT") =>
  made(
    `t=tarfile.open(fileobj=b,mode='${how}',format=${format})\ndef add(n,s=0,k=tarfile.REGTYPE):\n  i=tarfile.TarInfo(n);i.size=s;i.type=k;i.mtime=1750000000;t.addfile(i,io.BytesIO(b'x'*s))\n${body}\nt.close()`,
  );
const paths = (listing: Listing | null) => listing?.entries.map((entry) => [entry.path, entry.sizeBytes]);

const several = `z.writestr(zipfile.ZipInfo('Fotos/',(2026,5,4,12,30,0)),'')\nz.writestr(zipfile.ZipInfo('Fotos/Süd 日.txt',(2026,5,4,12,30,2)),'x'*1000)`;

test("a zip archive is listed with names, sizes and times", () => {
  expect(listZip(zip(several))).toEqual({
    entries: [
      { path: "Fotos/", isFolder: true, sizeBytes: 0, changedAt: "2026-05-04T12:30:00.000Z", isEncrypted: false },
      {
        path: "Fotos/Süd 日.txt",
        isFolder: false,
        sizeBytes: 1000,
        changedAt: "2026-05-04T12:30:02.000Z",
        isEncrypted: false,
      },
    ],
    isCut: false,
  });
  expect(listZip(zip(""))).toEqual({ entries: [], isCut: false });
  expect(listZip(Buffer.from("PK\x03\x04nothing"))).toBeNull();
});

test("what is very long is cut, and sizes over 4 GiB are read", () => {
  const many = listZip(zip("for i in range(10005): z.writestr(f'{i}.txt','')", "zipfile.ZIP_STORED"));
  expect([many?.entries.length, many?.isCut]).toEqual([10_000, true]);
  const large = tar("i=tarfile.TarInfo('big.bin');i.size=9*2**30;b.write(i.tobuf(tarfile.GNU_FORMAT))");
  return expect(listTar([large]).then(paths)).resolves.toEqual([["big.bin", 9 * 2 ** 30]]);
});

test.each(["tarfile.USTAR_FORMAT", "tarfile.GNU_FORMAT", "tarfile.PAX_FORMAT"])(
  "a tar archive of %s",
  async (format) => {
    const long = `${"d".repeat(90)}/${"e".repeat(90)}/f.txt`;
    const bytes = tar(
      `add('docs',0,tarfile.DIRTYPE)\nadd('docs/a.txt',700)\nadd('${long}',3)\nadd('last',0)`,
      "w",
      format,
    );
    const listing = await listTar([bytes.subarray(0, 700), bytes.subarray(700)]);
    expect(paths(listing)).toEqual([
      [expect.stringMatching(/^docs\/?$/), 0],
      ["docs/a.txt", 700],
      [long, 3],
      ["last", 0],
    ]);
    expect(listing?.entries[1]?.changedAt).toBe("2025-06-15T15:06:40.000Z");
  },
);

test("a packed tar archive, and a single file that is packed", async () => {
  expect(paths(await listGzip(tar("add('a',5)\nadd('b',6)", "w:gz")))).toEqual([
    ["a", 5],
    ["b", 6],
  ]);
  const single = made("g=gzip.GzipFile('report.csv','wb',fileobj=b);g.write(b'1;2');g.close()");
  expect(paths(await listGzip(single))).toEqual([["report.csv", 3]]);
  const broken = tar("add('a',200000)", "w:gz");
  expect(await listGzip(broken.subarray(0, broken.length - 60))).toMatchObject({ isCut: true });
  expect(await listGzip(Buffer.from("\x1f\x8b\x08nothing", "latin1"))).toBeNull();
});

test("names cannot turn the line around that they stand in", () => {
  const evil = listZip(zip("z.writestr('a\\u202egpj.exe','')"));
  expect(evil?.entries[0]?.path).toBe("a\ufffdgpj.exe");
});

test("an archive is told from office files, and listed confined", async () => {
  const asked = { name: "a.bin", type: "application/octet-stream" };
  const list = async (content: Buffer) => {
    const kind = kindOf({ ...asked, content });
    const outcome = kind && (await makePreview({ content, kind, want: { as: "list" } }));
    return outcome?.status === "made" ? paths(JSON.parse(outcome.content.toString()) as Listing) : outcome;
  };
  expect(await list(zip(several))).toEqual([
    ["Fotos/", 0],
    ["Fotos/Süd 日.txt", 1000],
  ]);
  expect(await list(tar("add('a',5)"))).toEqual([["a", 5]]);
  expect(await list(tar("add('a',5)", "w:gz"))).toEqual([["a", 5]]);
  expect(await list(Buffer.from("PK\x03\x04nothing", "latin1"))).toEqual({ status: "failed", reason: "broken" });
  // Two gigabytes of nothing and more are not read to their end.
  expect(await list(gzipSync(Buffer.alloc(2 ** 26)))).toEqual([["", 2 ** 26]]);
  const talk = readFileSync(path.resolve(import.meta.dirname, "../../../../fixtures/files/talk.pptx"));
  expect(kindOf({ ...asked, content: talk })).toEqual({ family: "office", format: "pptx" });
}, 30_000);

test("no bytes at all bring a reader or the telling of kinds down", async () => {
  const seeds = [
    zip(several),
    zip("for i in range(30): z.writestr(f'{i}','x')"),
    tar(`add('a',700)\nadd('${"n".repeat(150)}',3)`, "w", "tarfile.GNU_FORMAT"),
    tar(`add('ü/${"n".repeat(150)}',3)`),
    tar("add('a',700)", "w:gz"),
    Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "latin1"),
    Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'),
  ];
  let random = 42;
  const next = (below: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
    return random % below;
  };
  const until = performance.now() + 3000;
  let rounds = 0;
  for (; performance.now() < until; rounds++) {
    const bytes = Buffer.from(seeds[rounds % seeds.length] ?? "");
    for (let change = next(8); change >= 0; change--) {
      const at = next(bytes.length);
      if (next(4) === 0) bytes.fill(next(2) * 255, at, Math.min(bytes.length, at + next(12)));
      else bytes[at] = next(256);
    }
    const cut = next(3) === 0 ? bytes.subarray(0, next(bytes.length)) : bytes;
    kindOf({ name: "a.tar", type: "", content: cut });
    for (const listing of [listZip(cut), await listTar([cut]), await listGzip(cut)])
      expect(listing?.entries.length ?? 0).toBeLessThanOrEqual(10_000);
  }
  expect(rounds).toBeGreaterThan(100);
}, 20_000);
