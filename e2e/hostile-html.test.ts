import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listHostileHtml } from "../fixtures/mail/hostile-html.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";

let product: Product;
let reader: { address: string; password: string };
let page: Opened;
let trap: Server;
let names: string[];
/** What reached the server that must hear nothing. */
const heard: string[] = [];

beforeAll(async () => {
  trap = createServer((request, response) => {
    heard.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
  const { port } = trap.address() as AddressInfo;
  product = await startProduct();
  reader = await product.account("reader");
  const cases = listHostileHtml({ run: "top.postMessage('ran','*')", trap: `http://127.0.0.1:${port}/` });
  names = cases.map(({ name }) => name);
  const mbox = path.join(product.dataDir, "hostile.mbox");
  writeFileSync(mbox, cases.map(letter).join(""));
  await product.carbyne(["mail", "import", "--account", reader.address, "--mbox", mbox]);
  page = await openAs(product, reader);
}, 120_000);
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  trap.close();
});

function letter({ name, html }: { name: string; html: string }): string {
  const text = Buffer.from(html).toString("base64").replace(/.{76}/g, "$&\n");
  const head = `From: eve@strange.example\nSubject: ${name}\nContent-Type: text/html; charset=utf-8`;
  return `From eve@strange.example Mon Nov 24 10:00:00 2025\n${head}\nContent-Transfer-Encoding: base64\n\n${text}\n\n`;
}

async function messageIds(): Promise<string[]> {
  const answer = await rawImap(product.ports.IMAPS, reader, ["EXAMINE INBOX", "FETCH 1:* EMAILID"]);
  return [...answer.toString("latin1").matchAll(/EMAILID \(([0-9a-f-]+)\)/g)].map((match) => match[1] ?? "");
}

/** Runs in the page: shows bodies in frames as the reader does, some at a time, and answers what came of it. */
const showAll = `async ({ urls, sandbox }) => {
  const ran = [];
  addEventListener("message", ({ data, source }) => { if (data === "ran") ran.push(source?.frameElement?.src ?? "?"); });
  const before = document.documentElement.outerHTML.length;
  const place = document.createElement("div");
  document.body.append(place);
  const show = async (url) => {
    const frame = document.createElement("iframe");
    if (sandbox !== "") frame.setAttribute("sandbox", sandbox);
    frame.style.cssText = "width:300px;height:150px";
    frame.src = url;
    await new Promise((resolve) => { frame.onload = resolve; place.append(frame); });
    await new Promise((resolve) => setTimeout(resolve, 80));
    const box = frame.getBoundingClientRect();
    if (Math.abs(box.width - 302) > 2 || Math.abs(box.height - 152) > 2) ran.push(url + " changed its frame");
    frame.remove();
  };
  const waiting = [...urls];
  await Promise.all(Array.from({ length: 12 }, async () => { for (let url; (url = waiting.shift()); ) await show(url); }));
  place.remove();
  if (document.querySelector(":modal, :popover-open") || document.fullscreenElement) ran.push("something is on top");
  return { ran, where: location.pathname };
}`;

const asTheReader = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

test.each([
  ["without pictures", "images=0", [asTheReader]],
  // Also where the frame gives it all rights and only the page's own policy holds.
  ["with pictures", "images=1", [asTheReader, ""]],
] as const)(
  "%s no hostile case runs, phones home, opens a window or leaves its frame",
  { timeout: 120_000 },
  async (_name, query, sandboxes) => {
    const ids = await messageIds();
    expect(ids).toHaveLength(names.length);
    expect(names.length).toBeGreaterThanOrEqual(150);
    page.faults.length = 0;
    heard.length = 0;
    let windows = 0;
    page.context().on("page", () => windows++);
    page.on("dialog", (dialog) => {
      page.faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const urls = ids.map((id) => `/mail/messages/${id}/body?${query}`);
    const from = new URL(page.url()).pathname;
    for (const sandbox of sandboxes) {
      const { ran, where } = await page.evaluate<{ ran: string[]; where: string }>(
        `(${showAll})(${JSON.stringify({ urls, sandbox })})`,
      );
      expect(ran).toEqual([]);
      expect(where).toBe(from);
    }
    // A picture that cannot be fetched is missing from our own server, which the console tells.
    const faults = page.faults.filter((fault) => !/status of 404.*\/mail\/remote\//.test(fault));
    expect(faults).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(product.url) && !/^(?:data|blob):/.test(url))).toEqual([]);
    expect(heard).toEqual([]);
    expect(windows).toBe(0);
  },
);
