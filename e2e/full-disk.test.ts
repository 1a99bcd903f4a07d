// @module-tag long
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";
import { sendMail } from "./harness/smtp.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-small-"));
/** Only root may mount a small disk, and not in every container. */
const hasDisk = spawnSync("mount", ["-t", "tmpfs", "-o", "size=300m,mode=755", "tmpfs", folder]).status === 0;
let product: Product;

beforeAll(async () => {
  if (hasDisk) product = await startProduct({ env: { CARBYNE_DATA_DIR: path.join(folder, ".") }, isFirst: true });
});
afterAll(async () => {
  if (!hasDisk) return;
  await product.stop();
  spawnSync("umount", ["-l", folder]);
  rmSync(folder, { recursive: true, force: true });
});

const mail = (id: string) => `From: a@lindenau.example\r\nSubject: ${id}\r\n\r\n${"text ".repeat(40_000)}\r\n`;

test.skipIf(!hasDisk)(
  "on a full disk mail is asked to come again, nothing acknowledged is lost, and it goes on once there is room",
  { timeout: 120_000 },
  async () => {
    const reader = await product.account("reader");
    const attempt = async (id: string) => {
      try {
        await sendMail({ port: product.ports.SMTP, from: "a@lindenau.example", to: [reader.address], raw: mail(id) });
        return "taken";
      } catch (error) {
        return error instanceof Error && "responseCode" in error ? String(error.responseCode) : "broken";
      }
    };
    expect(await attempt("before")).toBe("taken");
    const ballast = path.join(folder, "ballast");
    fill(ballast);
    const answers: string[] = [];
    for (let i = 0; i < 40; i++) answers.push(await attempt(`full-${i}`));
    expect(answers).toContainEqual(expect.stringMatching(/^4\d\d$|^broken$/));
    expect(answers.filter((answer) => answer.startsWith("5"))).toEqual([]);
    rmSync(ballast);
    await expect.poll(() => attempt("after"), { timeout: 60_000, interval: 1000 }).toBe("taken");
    const acknowledged = [
      "before",
      "after",
      ...answers.flatMap((answer, i) => (answer === "taken" ? [`full-${i}`] : [])),
    ];
    const stored = await rawImap(product.ports.IMAPS, reader, [
      "EXAMINE INBOX",
      "FETCH 1:* BODY.PEEK[HEADER.FIELDS (SUBJECT)]",
    ]);
    const subjects = [...stored.toString("latin1").matchAll(/^Subject: (.*?)\r$/gm)].map((match) => match[1]);
    expect(acknowledged.filter((id) => !subjects.includes(id))).toEqual([]);
  },
);

/** Leaves about a megabyte free. */
function fill(file: string): void {
  const handle = openSync(file, "w");
  try {
    const block = Buffer.alloc(256 * 1024);
    for (let stat = statfsSync(folder); stat.bavail * stat.bsize > 1_200_000; stat = statfsSync(folder))
      writeSync(handle, block);
  } finally {
    closeSync(handle);
  }
}
