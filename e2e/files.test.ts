import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let maren: { address: string; password: string };
let page: Opened;
const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-files-"));

beforeAll(async () => {
  product = await startProduct();
  maren = await product.account("maren");
  page = await openAs(product, maren);
  await page.getByRole("link", { name: "Files" }).first().click();
  await page.getByText("Nothing is here yet.").waitFor();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  rmSync(folder, { recursive: true });
});

const until = (claim: () => Promise<unknown>, value: unknown) =>
  expect.poll(claim, { timeout: 20_000, interval: 50 }).toEqual(value);
const row = (name: string, on: Opened = page) => on.locator("[data-row]", { hasText: name });
const names = (on: Opened = page) => on.locator("[data-row] a").allTextContents();
const dialog = () => page.getByRole("dialog");

async function choose(files: Record<string, string>): Promise<void> {
  const paths = Object.entries(files).map(([name, text]) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  });
  await page.locator('input[type="file"]').first().setInputFiles(paths);
}

/** Lets go of files over something on the page; a text for the page, because types of browsers are not known here. */
async function drop(target: string, files: Record<string, string>): Promise<void> {
  const transfer = await page.evaluateHandle(
    `(() => {
      const data = new DataTransfer();
      for (const [name, text] of ${JSON.stringify(Object.entries(files))}) data.items.add(new File([text], name));
      return data;
    })()`,
  );
  for (const type of ["dragenter", "dragover", "drop"])
    await page.dispatchEvent(target, type, { dataTransfer: transfer });
}

test("a folder is made and files are uploaded by the picker and by dropping, into a folder too; another window sees it", async () => {
  const other = await openAs(product, maren);
  await other.goto(`${product.url}/files`);
  await page.keyboard.press("Shift+N");
  await dialog().getByRole("textbox", { name: "Name" }).fill("Baupläne");
  await page.keyboard.press("Enter");
  await until(() => names(), ["Baupläne"]);
  await choose({ "Offer 10.txt": "ten", "Offer 2.txt": "two" });
  await until(() => names(), ["Baupläne", "Offer 2.txt", "Offer 10.txt"]);
  await until(() => names(other), ["Baupläne", "Offer 2.txt", "Offer 10.txt"]);
  await drop("main [data-row] >> nth=0", { "Grundriss.txt": "plan" });
  await until(() => row("Baupläne").textContent(), expect.stringContaining("1 item"));
  await drop("main [data-row] >> nth=1", { "here.txt": "here" });
  await until(() => row("here.txt").count(), 1);
  expect(other.faults).toEqual([]);
  await other.context().close();
});

test("a name that is taken is asked about: the next version, a second one, or nothing", async () => {
  await choose({ "Offer 2.txt": "two, changed" });
  await dialog().getByRole("button", { name: "Replace" }).click();
  await page.getByRole("status").getByText("uploads done").waitFor();
  await row("Offer 2.txt").getByRole("link").click();
  await page.keyboard.press("i");
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByText("Version 2 · you").waitFor();
  await details.getByText("Version 1 · you").waitFor();
  await choose({ "Offer 2.txt": "another" });
  await dialog().getByRole("button", { name: "Keep both" }).click();
  await until(() => row("Offer 2 (2).txt").count(), 1);
  await page.getByRole("button", { name: "Close the uploads" }).click();
});

test("an earlier version comes back, and a description is kept", async () => {
  const details = page.getByRole("complementary", { name: "Details" });
  await row("Offer 2.txt").getByRole("link").click();
  await details.getByRole("button", { name: "More for version 1" }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await details.getByText("Version 3 · you").waitFor();
  await details.getByText("You restored an earlier version").waitFor();
  await details.getByRole("button", { name: "More for version 2" }).click();
  await page.getByRole("menuitem", { name: "Compare with the current one" }).click();
  const compared = page.getByRole("dialog", { name: "What changed in “Offer 2.txt”" });
  await compared.getByText("1 line went, 1 came.").waitFor();
  await compared.getByRole("row", { name: "went two, changed" }).waitFor();
  await compared.getByRole("row", { name: "came two" }).waitFor();
  expect(await askAxe(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await compared.waitFor({ state: "hidden" });
  const choosing = page.waitForEvent("filechooser");
  await details.getByRole("button", { name: "Upload a new version" }).click();
  writeFileSync(path.join(folder, "from the joiner.txt"), "two");
  await (await choosing).setFiles(path.join(folder, "from the joiner.txt"));
  // Equal bytes make no version; others do, under the name that is there.
  await page.getByRole("button", { name: "Close the uploads" }).click();
  writeFileSync(path.join(folder, "final.txt"), "two, final");
  const again = page.waitForEvent("filechooser");
  await row("Offer 2.txt").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Upload a new version" }).click();
  await (await again).setFiles(path.join(folder, "final.txt"));
  await details.getByText("Version 4 · you").waitFor();
  expect(await details.getByText("Version 5 · you").count()).toBe(0);
  await page.getByRole("button", { name: "Close the uploads" }).click();
  await details.getByRole("button", { name: "More for version 3" }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await details.getByText("Version 5 · you").waitFor();
  const id = await row("Offer 2.txt").getAttribute("data-row");
  expect(await (await page.request.get(`${product.url}/files/${id}/content`)).text()).toBe("two");
  await details.getByRole("textbox", { name: "Description" }).fill("From the joiner");
  await details.getByRole("button", { name: "Save" }).click();
  await details.getByText("You changed the description").waitFor();
  await page.keyboard.press("Escape");
  await details.getByRole("button", { name: "Close the details" }).click();
});

test("files are pasted, and a folder that is let go of comes with what is in it", async () => {
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["pasted"], "pasted.txt"));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  })()`);
  await until(() => row("pasted.txt").count(), 1);
  const dropped = path.join(folder, "Dropped");
  mkdirSync(path.join(dropped, "inner"), { recursive: true });
  writeFileSync(path.join(dropped, "outer.txt"), "outer");
  writeFileSync(path.join(dropped, "inner", "deep.txt"), "deep");
  const debug = await page.context().newCDPSession(page);
  const box = await page.locator("main [data-row]").last().boundingBox();
  const at = { x: (box?.x ?? 0) + 300, y: (box?.y ?? 0) + 200 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await debug.send("Input.dispatchDragEvent", {
      type,
      ...at,
      data: { items: [], files: [dropped], dragOperationsMask: 1 },
    });
  await until(() => row("Dropped").count(), 1);
  await until(() => row("Dropped").textContent(), expect.stringContaining("2 items"));
  await row("Dropped").getByRole("link").dblclick();
  await until(() => names(), ["inner", "outer.txt"]);
  await page.goBack();
  await row("pasted.txt").getByRole("link").click();
  await page.keyboard.press("#");
  await until(() => row("pasted.txt").count(), 0);
  await row("Dropped").getByRole("link").click();
  await page.keyboard.press("#");
  await until(() => row("Dropped").count(), 0);
});

test("an upload that a reload broke off goes on where it was once the file is chosen again", {
  timeout: 60_000,
}, async () => {
  const large = path.join(folder, "film.bin");
  writeFileSync(large, Buffer.alloc(24_000_000, "film"));
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.enable");
  const limit = (uploadThroughput: number) =>
    debug.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await limit(4_000_000);
  await page.locator('input[type="file"]').first().setInputFiles(large);
  await page
    .getByText(/^(?:[4-9]|1\d)(?:\.\d)? MB of 24 MB$/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Pause film.bin" }).click();
  await page.reload();
  await limit(-1);
  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  await page.locator('input[type="file"]').first().setInputFiles(large);
  await until(() => row("film.bin").count(), 1);
  expect(offsets[0]).toBeGreaterThan(1_000_000);
  const id = await row("film.bin").getAttribute("data-row");
  const sizes = await page.request.get(`${product.url}/files/${id}/content`);
  expect((await sizes.body()).equals(Buffer.alloc(24_000_000, "film"))).toBe(true);
  await page.getByRole("button", { name: "Close the uploads" }).click();
  await row("film.bin").getByRole("link").click();
  await page.keyboard.press("#");
  await until(() => row("film.bin").count(), 0);
  await debug.detach();
});

test("rename, star, trash and their ways back, by keys", async () => {
  await row("here.txt").getByRole("link").click();
  await page.keyboard.press("F2");
  await dialog().getByRole("textbox", { name: "Name" }).fill("Baupläne");
  await page.keyboard.press("Enter");
  await dialog().getByText("There is already something called “Baupläne” here.").waitFor();
  await dialog().getByRole("textbox", { name: "Name" }).fill("notes.txt");
  await page.keyboard.press("Enter");
  await until(() => row("notes.txt").count(), 1);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await until(() => row("here.txt").count(), 1);
  await row("here.txt").getByRole("link").click();
  await page.keyboard.press("s");
  await row("here.txt").getByRole("img", { name: "Starred" }).waitFor();
  await page.keyboard.press("#");
  await until(() => row("here.txt").count(), 0);
  await page.keyboard.press("Control+z");
  await until(() => row("here.txt").count(), 1);
});

test("the menu of a right-click moves several into a folder, and Undo brings them back", async () => {
  await row("Offer 10.txt").getByRole("link").click();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+K");
  await page.getByText("2 selected").waitFor();
  await row("Offer 10.txt").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Move", exact: true }).click();
  await dialog().getByRole("button", { name: "Baupläne" }).click();
  await dialog().getByRole("button", { name: "Move here" }).click();
  await until(() => row("Offer 10.txt").count(), 0);
  await row("Baupläne").getByRole("link").dblclick();
  await until(() => names(), expect.arrayContaining(["Grundriss.txt", "Offer 10.txt"]));
  await page.getByRole("button", { name: "Undo" }).last().click();
  await until(() => names(), ["Grundriss.txt"]);
  await page.getByRole("navigation", { name: "Where this folder is" }).getByRole("link", { name: "Home" }).click();
  await until(() => row("Offer 10.txt").count(), 1);
});

test("what is trashed with its folder comes back from the trash, or goes for good after a question", async () => {
  await row("Baupläne").getByRole("button", { name: "More for Baupläne" }).click();
  await page.getByRole("menuitem", { name: "Move to trash" }).click();
  await until(() => row("Baupläne").count(), 0);
  await page.getByRole("link", { name: "Trash" }).click();
  await row("Baupläne").getByRole("button", { name: "More for Baupläne" }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await until(() => row("Baupläne").count(), 0);
  await page.goto(`${product.url}/files`);
  await row("here.txt").getByRole("link").click();
  // What is shown as done is done although the page is loaded anew at once.
  await page.keyboard.press("#");
  await page.evaluate("location.reload()");
  await page.getByRole("link", { name: "Trash" }).click();
  await row("here.txt").waitFor();
  await page.getByRole("button", { name: "Empty trash" }).click();
  await dialog().getByRole("button", { name: "Empty trash" }).click();
  await page.getByText("The trash is empty.").waitFor();
});

test("a name is found, a file and several are downloaded", async () => {
  await page.getByRole("searchbox", { name: /^Search files/ }).fill("grundr");
  await until(() => names(), ["Grundriss.txt"]);
  await page.goto(`${product.url}/files`);
  await row("Offer 10.txt").getByRole("link").click();
  await page.keyboard.press("Control+a");
  const [archive] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(archive.suggestedFilename()).toBe("files.zip");
  await page.keyboard.press("Escape");
});

test("an upload is paused and goes on where it was", async () => {
  const size = 3_000_000;
  let held = 0;
  await page.route("**/file-uploads/*", async (route) => {
    if (route.request().method() === "PATCH" && held++ === 0) return route.abort("connectionreset");
    return route.continue();
  });
  await choose({ "large.bin": "x".repeat(size) });
  await page.getByText("Waiting for the network").waitFor();
  await page.getByRole("button", { name: "Pause large.bin" }).click();
  await page.getByText("Paused at").waitFor();
  await page.getByRole("button", { name: "Go on with large.bin" }).click();
  await until(() => row("large.bin").count(), 1);
  await page.unroute("**/file-uploads/*");
});

test("axe finds nothing, and the page had no faults", async () => {
  await row("Offer 10.txt").getByRole("link").click();
  await page.keyboard.press("i");
  await page.getByRole("complementary", { name: "Details" }).getByText("Version 1").waitFor();
  expect(await askAxe(page)).toEqual([]);
  expect(page.faults.filter((fault) => !/ERR_CONNECTION_RESET|409 \(Conflict\)/.test(fault))).toEqual([]);
});
