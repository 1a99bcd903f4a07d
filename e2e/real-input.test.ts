// @module-tag long
import { afterAll, beforeAll, expect, test } from "vitest";
import { compactTree } from "../fixtures/mail/compact-tree.ts";
import { bigAttachment, deepMime, expected, listFixtures, longThread, readFixture } from "../fixtures/mail/index.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";
import { sendMail } from "./harness/smtp.ts";

type Person = { address: string; password: string };

let product: Product;
let reader: Person;
const names = listFixtures();

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const send = (to: Person, raw: Buffer) =>
  sendMail({ port: product.ports.SMTP, from: "sender@lindenau.example", to: [to.address], raw });

test("every message of the corpus goes in over SMTP", { timeout: 120_000 }, async () => {
  for (const name of names) expect(await send(reader, readFixture(name)), name).toMatch(/^250 /);
});

test("IMAP describes each as the corpus says, which Python's email package has agreed to", async () => {
  const answer = await rawImap(product.ports.IMAPS, reader, ["EXAMINE INBOX", "FETCH 1:* BODYSTRUCTURE"]);
  const junk = await rawImap(product.ports.IMAPS, reader, ["EXAMINE Junk"]);
  expect(junk.toString("latin1")).toContain("* 0 EXISTS");
  const marker = Buffer.from(" FETCH (BODYSTRUCTURE ");
  const trees: string[] = [];
  for (let at = answer.indexOf(marker); at !== -1; at = answer.indexOf(marker, at + 1))
    trees.push(compactTree(answer.subarray(at + marker.length)));
  expect(trees).toHaveLength(names.length);
  const wrong = names.flatMap((name, i) => {
    const right = expected[name];
    const isOpen = right?.loose?.includes("bodystructure");
    return right && !isOpen && right.bodystructure !== trees[i] ? [[name, right.bodystructure, trees[i]]] : [];
  });
  expect(wrong).toEqual([]);
});

test("each opens in Chromium: no script runs, no request leaves", { timeout: 240_000 }, async () => {
  const page = await openAs(product, reader);
  const ids = await messageIds(page);
  expect(ids.length).toBeGreaterThan(300);
  page.on("dialog", (dialog) => {
    page.faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const faults: string[] = [];
  for (const id of ids) {
    page.faults.length = 0;
    await page.goto(`${product.url}/mail/messages/${id}/body`, { waitUntil: "load" });
    // The page itself says what ran in it: only our own script has the nonce.
    const scripts = await page.locator("script").count();
    if (scripts !== 1) page.faults.push(`${scripts} scripts`);
    faults.push(...page.faults.map((fault) => `${id}: ${fault}`));
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

async function messageIds(page: Opened): Promise<string[]> {
  const answer = await rawImap(product.ports.IMAPS, reader, ["EXAMINE INBOX", "FETCH 1:* EMAILID"]);
  expect(page.url()).toContain("/mail/");
  return [...answer.toString("latin1").matchAll(/EMAILID \(([0-9a-f-]+)\)/g)].map((match) => match[1] ?? "");
}

test("a conversation of 500 messages, a 5 MB attachment and 10,000 levels of MIME are shown", {
  timeout: 180_000,
}, async () => {
  const heavy = await product.account("heavy");
  for (const raw of longThread(500)) await send(heavy, raw);
  await send(heavy, bigAttachment());
  await send(heavy, deepMime(10_000));
  const page = await openAs(product, heavy);
  const list = page.getByRole("main");
  const rows = await rawImap(product.ports.IMAPS, heavy, ["STATUS INBOX (MESSAGES)"]);
  expect(rows.toString("latin1")).toContain("MESSAGES 502");
  await list.getByText("500").first().waitFor();
  const begun = Date.now();
  await list.getByText("500").first().click();
  await page.locator("iframe").first().waitFor();
  expect(Date.now() - begun).toBeLessThan(10_000);
  // A conversation that nobody has read opens its latest messages only; a neighbour's body may be loading beside them.
  expect(await page.locator("iframe").count()).toBeLessThan(15);
  expect(page.faults).toEqual([]);
});
