import { randomBytes } from "node:crypto";
import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { runWork } from "../long-work/index.ts";
import {
  beginImport,
  exportStep,
  importStep,
  listTransfers,
  lookStep,
  pieceBytes,
  receivePiece,
  startExport,
  startImport,
} from "./index.ts";

// `TRANSFER_MB=2048 npx vitest run packages/domain/src/transfers/memory` does the same with a file of 2 GB.
const megabytes = Number(process.env["TRANSFER_MB"] ?? 256);
const mib = 1024 * 1024;
/** Whatever the size of the file: batches of 16 MB in a few copies, and what the collector has not yet seen. Less than the file. */
const mostGrowth = 220 * mib;

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const runners = { "import-look": lookStep, "import-mail": importStep, "mail-export": exportStep };

async function grewBy(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  await work();
  clearInterval(timer);
  return peak - before;
}

const runAll = async () => {
  while (await runWork(ctx, runners));
};

/** As many bytes of an mbox file, made as they are needed. */
function* pieces(): Generator<Buffer> {
  const body = randomBytes(700_000).toString("base64").replaceAll(/.{76}/g, "$&\n");
  for (let n = 0; n < megabytes; n++) {
    yield Buffer.from(
      `From a@x.example Wed Nov 25 10:00:00 2026\nMessage-ID: <${n}@x>\nSubject: Large ${n}\n\n${body}\n\n`,
    );
  }
}

test(`${megabytes} MB come in and go out without the memory growing with them`, { timeout: 1_800_000 }, async () => {
  const { accountId } = await createAccount(ctx, { address: "big@town.example", name: "", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  let sizeBytes = 0;
  for (const piece of pieces()) sizeBytes += piece.length;
  const { id } = await beginImport(ctx, actor, { name: "large.mbox", sizeBytes });
  let at = 0;
  for (const piece of pieces()) {
    expect(piece.length).toBeLessThan(pieceBytes);
    await receivePiece(ctx, actor, { id, at, data: piece });
    at += piece.length;
  }
  expect(await grewBy(runAll)).toBeLessThan(mostGrowth);
  await startImport(ctx, actor, { id, mailboxId: null, withAccount: false });
  expect(await grewBy(runAll)).toBeLessThan(mostGrowth);
  expect((await listTransfers(ctx, actor))[0]?.result).toMatchObject({ added: megabytes, skipped: 0 });
  const scope = { kind: "all" } as const;
  await startExport(ctx, actor, { scope, format: "mbox", withAccount: false });
  expect(await grewBy(runAll)).toBeLessThan(mostGrowth);
  const [made] = await listTransfers(ctx, actor);
  expect(made?.result.messages).toBe(megabytes);
  expect(made?.sizeBytes).toBeGreaterThan(megabytes * 900_000);
});
