// @module-tag long
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let product: Product;
let page: Opened;
let reader: { address: string; password: string };
let other: { address: string; password: string };

beforeAll(async () => {
  product = await startProduct();
  reader = await product.account("reader");
  other = await product.account("other");
  const lines = [
    "From: Ana Ortega <ana@lindenau.example>",
    "Subject: Opening hours",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "",
    "See the list.",
    "--b",
    "Content-Type: text/plain",
    'Content-Disposition: attachment; filename="hours.txt"',
    "",
    "Saturday 9 to 12",
    "--b--",
    "",
  ];
  const letter = { from: "ana@lindenau.example", to: [reader.address], raw: lines.join("\r\n") };
  await sendMail({ port: product.ports.SMTP, ...letter });
  page = await openAs(product, reader, { width: 1440, height: 900 });
  await page.evaluate("navigator.serviceWorker.ready.then(() => null)");
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

/** The browser's own Background Sync event for what waits, let go of over its debugger. */
async function letSync(window: Page): Promise<void> {
  const debug = await window.context().newCDPSession(window);
  const registration = new Promise<string>((resolve) => {
    debug.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(product.url) && !isDeleted);
      if (ours) resolve(ours.registrationId);
    });
  });
  await debug.send("ServiceWorker.enable");
  const registrationId = await registration;
  await debug.send("ServiceWorker.dispatchSyncEvent", {
    origin: product.url,
    registrationId,
    tag: "outbox",
    lastChance: false,
  });
  await debug.detach();
}

const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 100 }).toEqual(value);

interface Manifest {
  icons: { src: string; purpose: string }[];
  shortcuts: { name: string; url: string }[];
  share_target: { action: string };
  protocol_handlers: { protocol: string; url: string }[];
}

test("the manifest has icons that are there, shortcuts in the reader's words, and takes shares and mail links", async () => {
  const answer = await fetch(`${product.url}/manifest.webmanifest`, { headers: { "accept-language": "de" } });
  const manifest = (await answer.json()) as Manifest;
  for (const { src } of manifest.icons) {
    const icon = await fetch(product.url + src);
    expect([icon.status, icon.headers.get("content-type")]).toEqual([
      200,
      expect.stringMatching(/^image\/(?:png|svg)/),
    ]);
  }
  expect(manifest.icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
  expect(manifest.shortcuts.map(({ name }) => name)).toEqual(["Neue Nachricht", "Mail durchsuchen"]);
  expect([manifest.share_target.action, manifest.protocol_handlers[0]?.protocol]).toEqual(["/share", "mailto"]);
});

test("what another program shares is a message with its text and files", async () => {
  await page.evaluate(`(() => {
    const form = document.createElement("form");
    Object.assign(form, { method: "POST", action: "/share", enctype: "multipart/form-data" });
    const field = (name, value) => form.append(Object.assign(document.createElement("input"), { name, value }));
    field("title", "Photo of the roof");
    field("text", "Taken this morning");
    field("url", "https://lindenau.example/roof");
    const files = Object.assign(document.createElement("input"), { type: "file", name: "files" });
    const given = new DataTransfer();
    given.items.add(new File(["a picture"], "roof ä.png", { type: "image/png" }));
    files.files = given.files;
    form.append(files);
    document.body.append(form);
    form.submit();
  })()`);
  await page.getByText("roof ä.png").first().waitFor();
  expect(await page.getByRole("textbox", { name: "Subject" }).inputValue()).toBe("Photo of the roof");
  await page.getByRole("textbox", { name: "Message text" }).getByText("Taken this morning").waitFor();
  // Left open it would be a second message that a new version opens again.
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByText("Draft discarded", { exact: true }).waitFor();
});

test("a file that was opened can be had without a network, and not by whoever comes next", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Opening hours").first().click();
  const tile = page.getByRole("link", { name: "Download hours.txt" });
  const url = (await tile.getAttribute("href")) ?? "";
  const download = page.waitForEvent("download");
  await tile.click();
  await download;
  const kept = () =>
    page.evaluate(`caches.match("${url}", { ignoreSearch: true }).then((found) => found !== undefined)`);
  await until(kept, true);
  await page.context().setOffline(true);
  expect(await page.evaluate(`fetch("${url}").then((answer) => answer.text())`)).toContain("Saturday 9 to 12");
  await page.context().setOffline(false);
});

test("a new version offers itself, and what is being written is open again after it", async () => {
  await page.goto(`${product.url}/mail/inbox`);
  await page.getByText("Opening hours").first().waitFor();
  await page.keyboard.press("c");
  const text = page.getByRole("textbox", { name: "Message text" });
  await text.click();
  await page.keyboard.type("Half of a sentence");
  // Another text of the worker at the same place is what an update is.
  await page.evaluate(`navigator.serviceWorker.register("/service-worker.js?another").then(() => null)`);
  await page.getByText("A new version is there", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByText("The message that you were writing is open again.", { exact: true }).waitFor();
  await text.getByText("Half of a sentence").waitFor();
  await page.getByRole("button", { name: "Discard draft" }).click();
});

test("a message that waits for a network leaves although the page is closed", async () => {
  const context = page.context();
  // The server itself is away: a network that is only played reaches not every worker, and leaves not every one again.
  await product.stop();
  await page.keyboard.press("c");
  const text = page.getByRole("textbox", { name: "Message text" });
  await text.waitFor();
  await page.getByRole("combobox", { name: "To" }).fill(other.address);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Subject" }).fill("From the train");
  await text.click();
  await page.keyboard.type("Written in a tunnel.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("1 thing waits to be sent").waitFor();
  await page.close();
  // A page of the same place that does nothing by itself.
  const plain = await context.newPage();
  await product.start();
  await plain.goto(`${product.url}/health`);
  const waiting = () =>
    plain.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open("carbyne-offline");
      opening.onsuccess = () => {
        const counting = opening.result.transaction("waiting").objectStore("waiting").count();
        counting.onsuccess = () => (opening.result.close(), resolve(counting.result));
      };
    })`);
  // The browser has the sync event for its own time, and perhaps let go of it already: here it lets go of one now.
  await until(async () => {
    await letSync(plain);
    return waiting();
  }, 0);
  const arrived = await openAs(product, other);
  await arrived.getByText("From the train").first().waitFor();
});

test("files that were opened go from the device with the sign-out", async () => {
  const window = await openAs(product, reader, { width: 1440, height: 900 });
  await window.getByText("Opening hours").first().click();
  const tile = window.getByRole("link", { name: "Download hours.txt" });
  const download = window.waitForEvent("download");
  await tile.click();
  await download;
  const kept = () =>
    window.evaluate(`caches.keys().then(async (names) => {
      const opened = names.filter((name) => name.startsWith("opened-"));
      const files = await Promise.all(opened.map(async (name) => (await (await caches.open(name)).keys()).length));
      return files.reduce((sum, count) => sum + count, 0);
    })`);
  await until(kept, 1);
  await window.getByRole("button", { name: "Account of reader" }).click();
  await window.getByRole("menuitem", { name: "Sign out" }).click();
  await window.waitForURL(/sign-in/);
  await until(
    () => window.evaluate(`caches.keys().then((all) => all.filter((name) => name.startsWith("opened-")))`),
    [],
  );
  await window.context().close();
});

test("what is shared while no worker is there begins a message all the same, which says what was lost", async () => {
  const window = await openAs(product, other);
  await window.goto(`${product.url}/mail/compose/new?subject=Roof&body=Taken%20today&lost=files`);
  await window.getByText("The files that were shared did not come along. Attach them here.").first().waitFor();
  await window.getByRole("textbox", { name: "Message text" }).getByText("Taken today").waitFor();
  await window.getByRole("button", { name: "Discard draft" }).click();
  await window.getByText("Draft discarded", { exact: true }).waitFor();
  await window.context().close();
});
