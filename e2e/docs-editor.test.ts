// @module-tag long
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { looks, png, writerOn } from "./harness/writer.ts";

let product: Product;
let page: Opened;
let writer: ReturnType<typeof writerOn>;
const shots = path.join(import.meta.dirname, "shots");
const look = async (name: string) =>
  expect(await lookAt(page, looks, path.join(shots, `docs-editor-${name}`))).toEqual([]);

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  page = await openAs(product, await product.account("maren"));
  writer = writerOn(page, product.url);
});
afterEach(() => expect(page.faults).toEqual([]));
const sentence = "The roof of the north wing is from 1974 and lets in water at eleven places. ";

afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const text = () => writer.text();
const type = (words: string) => writer.type(words);
const press = (...keys: string[]) => writer.press(...keys);
const tool = (name: string) => writer.tool(name);
const begin = () => writer.begin();

test("`/` lists what can be put in, filtered by what is typed, and by keys", async () => {
  await begin();
  await type("/");
  const menu = page.getByRole("listbox", { name: "Insert" });
  await menu.waitFor();
  expect(await menu.getByRole("option").count()).toBeGreaterThan(15);
  await look("slash");
  await type("head");
  await menu.getByRole("option", { name: /Heading 2/ }).waitFor();
  expect(await menu.getByRole("option").count()).toBe(4);
  await press("ArrowDown");
  expect(await text().getAttribute("aria-activedescendant")).toBe("doc-choice-1");
  await press("Enter");
  await type("Three offers, one date");
  await page.getByRole("heading", { level: 2, name: "Three offers, one date" }).waitFor();
  await press("Enter");
  await type("/quo");
  await press("Escape");
  expect(await menu.count()).toBe(0);
  await type("te");
  expect(await text().locator("p").last().textContent()).toBe("/quote");
});

test("Markdown is written as it is typed", async () => {
  await begin();
  await type(
    "# One\n- point\n\n1. first\n\n[ ] task\n\n> said\n\n\n**bold** `code` [Words](https://example.org) after\n---\n```js \nlet a = 1;",
  );
  const has = (selector: string) => expect(text().locator(selector).first().textContent(), selector);
  await has("h1").resolves.toBe("One");
  await has("ul:not([data-type]) li").resolves.toBe("point");
  await has("ol li").resolves.toBe("first");
  await has("ul[data-type=taskList] li p").resolves.toBe("task");
  await has("blockquote").resolves.toBe("said");
  await has("strong").resolves.toBe("bold");
  await has("p code").resolves.toBe("code");
  await has("a[href='https://example.org']").resolves.toBe("Words");
  expect(await text().locator("hr").count()).toBe(1);
  await text().locator("pre .text-accent-ink", { hasText: "let" }).waitFor();
});

test("the selection has its own bar, a link its form and its card", async () => {
  await begin();
  await type("The roof of the north wing");
  await press("Home", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight");
  const bubble = page.getByRole("toolbar", { name: "Selected text" });
  await bubble.getByRole("button", { name: "Bold" }).click();
  expect((await text().locator("strong").textContent())?.trim()).toBe("The roof");
  await look("bubble");
  await press("Control+k");
  await page.getByRole("textbox", { name: "Address of the link" }).fill("example.org/roof");
  await press("Enter");
  expect(await text().locator("a").getAttribute("href")).toBe("https://example.org/roof");
  await press("ArrowRight", "ArrowLeft", "ArrowLeft");
  const card = page.getByRole("group", { name: "Link" });
  expect(await card.getByRole("link").getAttribute("href")).toBe("https://example.org/roof");
  await card.getByRole("button", { name: "Remove" }).click();
  expect(await text().locator("a").count()).toBe(0);
});

test("the toolbar gives colours, sides, lists and styles, and folds where there is no room", async () => {
  await begin();
  await type("Red words");
  await press("Shift+Home");
  await tool("Text colour").click();
  await page.getByRole("button", { name: "Red", exact: true }).click();
  await press("Shift+Home");
  await tool("Highlight").click();
  await page.getByRole("button", { name: "Yellow", exact: true }).click();
  await text().locator("mark").waitFor();
  await tool("Alignment").click();
  await page.getByRole("menuitemcheckbox", { name: "Centre" }).click();
  expect(await text().locator("p").first().getAttribute("style")).toContain("center");
  await tool("Numbered list").click();
  await press("End", "Enter");
  await type("second");
  await press("Tab");
  expect(await text().locator("ol ol li").textContent()).toBe("second");
  await press("Shift+Tab");
  await page.getByRole("button", { name: /^Style/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "Code" }).click();
  await text().locator("pre", { hasText: "second" }).waitFor();
  await press("Control+z");
  await press("Control+a");
  await tool("Clear formatting").click();
  expect(await text().locator("mark, ol").count()).toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await tool("More tools").click();
  await page.getByRole("toolbar", { name: "More tools" }).getByRole("button", { name: "Print" }).waitFor();
  await press("Escape");
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("blocks are moved, copied, turned and deleted by keys, by their menu and by dragging", async () => {
  await begin();
  await type("one\ntwo\nthree");
  const lines = () => text().locator(":scope > *").allTextContents();
  await press("Alt+Shift+ArrowUp");
  expect(await lines()).toEqual(["one", "three", "two"]);
  await press("Control+Shift+d");
  expect(await lines()).toEqual(["one", "three", "three", "two"]);
  await text().getByText("one").hover();
  await look("handle");
  await text().getByText("one").hover();
  await page.getByRole("button", { name: "Block", exact: true }).last().click();
  await page.getByRole("menuitem", { name: "Turn into" }).hover();
  await page.getByRole("menuitem", { name: "Heading 1" }).click();
  await page.getByRole("heading", { level: 1, name: "one" }).waitFor();
  await text().getByText("two").hover();
  await page
    .getByRole("button", { name: "Block", exact: true })
    .last()
    .dragTo(page.getByRole("heading", { name: "one" }), { targetPosition: { x: 2, y: 2 } });
  expect(await lines()).toEqual(["two", "one", "three", "three"]);
  await text().getByText("three").first().hover();
  await page.getByRole("button", { name: "Block", exact: true }).last().click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  expect(await lines()).toEqual(["two", "one", "three"]);
  await text().getByText("two").hover();
  await page.getByRole("button", { name: "Add a block below" }).click();
  await page.getByRole("option", { name: /Bullet list/ }).click();
  await type("point");
  expect(await lines()).toEqual(["two", "point", "one", "three"]);
});

test("a table is made by its size, changed by its bar, and gone through by Tab", async () => {
  await begin();
  await type("/table");
  await press("Enter");
  await page.getByRole("button", { name: "3 by 3 cells" }).press("ArrowRight");
  await page.getByRole("button", { name: "4 by 3 cells" }).press("Enter");
  await type("Firm");
  await press("Tab");
  await type("Price with tax");
  await press("Tab");
  await type("Start");
  await press("Tab");
  await type("Warranty");
  await press("Tab");
  await type("Holm & Sons");
  const bar = page.getByRole("toolbar", { name: "Table", exact: true });
  await bar.getByRole("button", { name: "Insert row below" }).click();
  expect(await text().locator("tr").count()).toBe(4);
  await bar.getByRole("button", { name: "Insert column after" }).click();
  expect(await text().locator("tr").first().locator("th").count()).toBe(5);
  await text().locator("th").nth(1).click();
  await type("Days");
  await look("table");
  await press("Shift+ArrowRight");
  await page.keyboard.down("Shift");
  await text().locator("th").nth(2).click();
  await page.keyboard.up("Shift");
  await bar.getByRole("button", { name: "Merge cells" }).click();
  expect(await text().locator("th[colspan='2']").count()).toBe(1);
  await bar.getByRole("button", { name: "Split cell" }).click();
  expect(await text().locator("th[colspan='2']").count()).toBe(0);
  await bar.getByRole("button", { name: "More for the table" }).click();
  await page.getByRole("menuitem", { name: "Heading column" }).click();
  expect(await text().locator("tr").nth(1).locator("th").count()).toBe(1);
  await text().locator("td").last().click();
  await press("Home", "Tab");
  await expect.poll(() => text().locator("tr").count()).toBe(5);
  const edge = await text().locator("td").nth(1).boundingBox();
  if (!edge) throw new Error("no cell is drawn");
  await page.mouse.move(edge.x + edge.width - 1, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width + 40, edge.y + 10, { steps: 4 });
  await page.mouse.up();
  await text().locator("col[style*='width']").first().waitFor({ state: "attached" });
  await bar.getByRole("button", { name: "More for the table" }).click();
  await page.getByRole("menuitem", { name: "Delete table" }).click();
  expect(await text().locator("table").count()).toBe(0);
});

test("pictures are uploaded, pasted, made smaller, put to a side and given words", async () => {
  await begin();
  const chosen = page.waitForEvent("filechooser");
  await type("/picture");
  await press("Enter");
  await (await chosen).setFiles({ name: "roof.png", mimeType: "image/png", buffer: png });
  const picture = text().locator("figure");
  await picture.locator("img").waitFor();
  expect(await picture.locator("img").getAttribute("src")).toMatch(
    /^\/documents\/[0-9a-f-]{36}\/pictures\/[0-9a-f-]{36}$/,
  );
  await picture.locator("img").click();
  const bar = page.getByRole("toolbar", { name: "Picture", exact: true });
  await bar.getByRole("button", { name: "Full width" }).click();
  const slider = page.getByRole("slider", { name: "Width of the picture in percent" });
  await slider.press("ArrowLeft");
  expect(await slider.getAttribute("aria-valuenow")).toBe("95");
  const handle = await slider.boundingBox();
  if (!handle) throw new Error("the picture has no handle");
  await page.mouse.move(handle.x + 6, handle.y + 20);
  await page.mouse.down();
  await page.mouse.move(handle.x - 100, handle.y + 20, { steps: 4 });
  await page.mouse.up();
  expect(Number(await slider.getAttribute("aria-valuenow"))).toBeLessThan(75);
  await bar.getByRole("button", { name: "At the start" }).click();
  await bar.getByRole("button", { name: "Description" }).click();
  await page.getByRole("textbox", { name: /What the picture shows/ }).fill("The north wing");
  await page.getByRole("button", { name: "Apply" }).click();
  await picture.getByAltText("The north wing").waitFor();
  await picture.locator("figcaption").click();
  await type("North wing, 12 November");
  await picture.locator("img").click();
  await look("picture");
  await text().locator("> p").last().click();
  await writer.paste({ png: png.toString("base64") });
  await expect.poll(() => text().locator("figure img[src*='/pictures/']").count()).toBe(2);
});

test("a picture that lies in Files is taken from there", async () => {
  await page.goto(`${product.url}/files`);
  const file = { name: "wing.png", mimeType: "image/png", buffer: png };
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await page.getByText("wing.png").first().waitFor();
  await begin();
  await type("/from");
  await press("Enter");
  await page.getByRole("checkbox", { name: "wing.png" }).check();
  await page.getByRole("dialog", { name: "Take pictures from Files" }).getByRole("button").last().click();
  await text().locator("figure img[src*='/pictures/']").waitFor();
});

test("a picture that is none is said where it would be, and taken away again", async () => {
  await begin();
  const chosen = page.waitForEvent("filechooser");
  await type("/picture");
  await press("Enter");
  await (await chosen).setFiles({
    name: "letter.png",
    mimeType: "image/png",
    buffer: Buffer.from("no picture at all"),
  });
  await text().getByRole("alert").waitFor();
  await text().getByRole("button", { name: "Remove" }).click();
  expect(await text().getByRole("alert").count()).toBe(0);
  // The server's refusal is in the console of the browser, and means what was asked for.
  expect(page.faults.splice(0).every((fault) => fault.includes("/pictures"))).toBe(true);
});

test("callouts change their kind, columns lie beside each other, code names its language", async () => {
  await begin();
  await type("/callout");
  await press("Enter");
  await type("Award the work to Holm & Sons");
  await page.getByRole("toolbar", { name: "Callout", exact: true }).getByRole("button", { name: "Warning" }).click();
  expect(await text().locator("[data-callout=warning]").textContent()).toBe("Award the work to Holm & Sons");
  await press("Enter", "Enter");
  await type("/two");
  await press("Enter");
  await type("left");
  await press("ArrowDown");
  expect(await text().locator("[data-columns='2'] [data-column]").first().textContent()).toBe("left");
  await text().locator("[data-column]").last().click();
  await type("/code");
  await press("Enter");
  await type("const roof = 'slate';");
  await page.getByRole("button", { name: /^Language of the code/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "TypeScript" }).click();
  await text().locator("pre .text-accent-ink", { hasText: "const" }).waitFor();
  await look("callout");
});

test("formulas are written in their form, drawn as MathML, and go when left empty", async () => {
  await begin();
  await type("/formula");
  await press("ArrowDown", "Enter");
  const field = page.getByRole("textbox", { name: "Formula in LaTeX" });
  await field.fill("\\frac{a");
  await page.getByText("This cannot be read as a formula.").waitFor();
  await field.fill("\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}");
  await page.getByRole("img", { name: "Preview of the formula" }).locator("math").waitFor();
  await look("formula");
  await field.press("Enter");
  await text().locator(".doc-formula-block math[display=block]").waitFor();
  await text().locator("p").last().click();
  await type("Euler: $e^{i\\pi}$ ");
  await text().locator("span.doc-formula math").waitFor();
  await type("/formula");
  await press("Enter");
  await field.waitFor();
  await press("Escape");
  expect(await text().locator(".doc-formula").count()).toBe(2);
});

test("footnotes are numbered by their place and listed at the foot", async () => {
  await begin();
  await type("First");
  await press("Control+Alt+f");
  await page.getByRole("textbox", { name: "Text of the footnote" }).fill("Letter of 3 November");
  await press("Enter");
  await press("Home", "Control+Alt+f");
  await page.getByRole("textbox", { name: "Text of the footnote" }).fill("Minutes of the council");
  await press("Enter");
  const notes = page.getByRole("region", { name: "Footnotes" }).getByRole("listitem");
  await expect.poll(() => notes.allTextContents()).toEqual(["1Minutes of the council", "2Letter of 3 November"]);
  expect(await text().locator("sup").first().getAttribute("data-number")).toBe("1");
  await text().locator("sup").first().click();
  await page.getByRole("textbox", { name: "Text of the footnote" }).fill("");
  await press("Enter");
  await expect.poll(() => notes.allTextContents()).toEqual(["1Letter of 3 November"]);
});

test("people, days and documents are named, and a press shows what they are", async () => {
  const { address } = await product.account("amara");
  await page.goto(`${product.url}/docs`);
  await begin();
  await page.getByRole("textbox", { name: "Name of the document" }).first().fill("Comparison of offers");
  await press("Enter");
  await begin();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Person" }).fill(address);
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("amara", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await text().click();
  await type("@ama");
  await page.getByRole("option", { name: /amara/ }).waitFor();
  await look("mention");
  await press("Enter");
  expect(await text().locator("[data-mention=person]").textContent()).toBe("amara");
  await type("@tom");
  await page.getByRole("option", { name: /Tomorrow/ }).click();
  await type("@2026-12-10");
  await page.getByRole("option", { name: /10 December 2026/ }).click();
  expect(await text().locator("[data-mention=date]").last().textContent()).toBe("10 December 2026");
  await type("[[Comp");
  await page.getByRole("option", { name: "Comparison of offers" }).click();
  await text().locator("[data-mention=document]").click();
  await page.getByRole("link", { name: /Comparison of offers/ }).click();
  const name = page.getByRole("textbox", { name: "Name of the document" }).first();
  await expect.poll(() => name.inputValue()).toBe("Comparison of offers");
});

test("find counts, goes, and replaces all as one step", async () => {
  await begin();
  await type("The roof, a Roof and roofs.\nAnother roof");
  await press("Control+f");
  const bar = page.getByRole("search", { name: "Find and replace" });
  await bar.getByRole("textbox", { name: "Find" }).fill("roof");
  await bar.getByText("1 of 4").waitFor();
  await press("Enter");
  await bar.getByText("2 of 4").waitFor();
  await press("Shift+Enter");
  await bar.getByRole("button", { name: "Match case" }).click();
  await bar.getByText("1 of 3").waitFor();
  await bar.getByRole("button", { name: "Whole words" }).click();
  await bar.getByText("1 of 2").waitFor();
  await press("Control+h");
  await bar.getByRole("button", { name: "Regular expression" }).click();
  await bar.getByRole("textbox", { name: "Find" }).fill("(r)oof");
  await bar.getByRole("textbox", { name: "Replace with" }).fill("$1idge");
  await bar.getByText("1 of 2").waitFor();
  await look("find");
  await bar.getByRole("button", { name: "Replace all" }).click();
  await bar.getByText("2 places replaced").waitFor();
  expect(await text().locator("p").allTextContents()).toEqual(["The ridge, a Roof and roofs.", "Another ridge"]);
  await bar.getByRole("textbox", { name: "Find" }).fill("(a+)+$");
  await bar.getByText("Nothing found").waitFor();
  await press("Escape");
  await press("Control+z");
  expect(await text().locator("p").allTextContents()).toEqual(["The roof, a Roof and roofs.", "Another roof"]);
});

test("what office programs put into the clipboard comes in as what was seen, and goes out clean", async () => {
  await begin();
  const dataUrl = `data:image/png;base64,${png.toString("base64")}`;
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body><h2>Offers</h2>
     <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>slate</p>
     <p class=MsoNormal style="color:black"><b>Bold</b><o:p></o:p> and <span style="color:#C00000">red</span></p>
     <table><tr><td style="text-align:right">1</td><td>2</td></tr></table>
     <img src="https://elsewhere.example/spy.png" alt="spy"><img src="${dataUrl}"></body></html>`;
  await writer.paste({ html, plain: "Offers" });
  await text().locator("figure img[src*='/pictures/']").waitFor();
  expect(await text().locator("h2").textContent()).toBe("Offers");
  expect(await text().locator("ul li").textContent()).toBe("slate");
  expect(await text().locator("td").allTextContents()).toEqual(["1", "2"]);
  expect(await text().locator("a[href='https://elsewhere.example/spy.png']").textContent()).toBe("spy");
  expect(await text().locator("img[src^='http']").count()).toBe(0);
  await press("Control+a");
  const out = await writer.copied();
  expect(out.html).toContain("<strong>Bold</strong>");
  expect(out.html).toMatch(/<img src="http[^"]*\/documents\/[^"]*\/pictures\//);
  expect(out.plain).toContain("Offers");
});

test("the page is set up, drawn as it is on paper, and printed with header and numbers and nothing else", async () => {
  await begin();
  const numbered = Array.from({ length: 24 }, (_, at) => `<p>${at + 1}. ${sentence.repeat(6)}</p>`).join("");
  await writer.paste({ html: `<h1>A new roof</h1>${numbered}<p>The last line</p>` });
  // Where one also chooses how one writes, the last tools are folded.
  await tool("More tools").click();
  await page.getByRole("toolbar", { name: "More tools" }).getByRole("button", { name: "Page setup" }).click();
  const dialog = page.getByRole("dialog", { name: "Page setup" });
  await dialog.getByRole("textbox", { name: "Header" }).fill('Town "council"');
  await dialog.getByRole("textbox", { name: "Margin in millimetres" }).fill("200");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("A number from 5 to 60").waitFor();
  await dialog.getByRole("textbox", { name: "Margin in millimetres" }).fill("25");
  await look("page");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await press("Control+End");
  await page.waitForTimeout(1200);
  const lines = page.locator(".doc-page-lines > div");
  await lines.first().waitFor({ state: "attached" });
  const firsts = await page.evaluate<string[]>(`[...document.querySelectorAll(".doc-page-lines > div")].map((line) => {
    const { top } = line.getBoundingClientRect();
    const blocks = [...document.querySelectorAll(".doc-text > *")];
    return blocks.find((block) => block.getBoundingClientRect().bottom > top + 1).textContent.slice(0, 3);
  })`);
  await look("pages");
  const file = path.join(shots, "docs-editor.pdf");
  await page.pdf({ path: file, preferCSSPageSize: true });
  const run = promisify(execFile);
  const info = (await run("pdfinfo", [file])).stdout;
  const pages = (await run("pdftotext", ["-layout", file, "-"])).stdout.split("\f").slice(0, -1);
  expect(info).toMatch(/Page size:\s+59[45]\.\d+ x 84[12]/);
  expect(pages.length).toBe(firsts.length + 1);
  for (const [at, words] of pages.entries()) {
    expect(words).toContain('Town "council"');
    expect(words.trim().split(/\s+/).at(-1)).toBe(String(at + 1));
  }
  expect(pages.join(" ")).not.toMatch(/Outline|Share|Insert|Page 2/);
  // Each page begins in the block in which the line over the text says so.
  for (const [at, start] of firsts.entries()) {
    const number = Number.parseInt(start, 10);
    const before = pages.slice(0, at + 1).join(" ");
    expect(before, `page ${at + 2} begins with ${start}`).toContain(`${number - 1}. The roof`);
    expect(before).not.toContain(`${number + 1}. The roof`);
  }
});

test("what is written from right to left stands at the right, also in lists, and keys follow it", async () => {
  await begin();
  await type("# سقف جديد للمدرسة\nNorth wing\n- مقارنة العروض");
  const direction = (selector: string) =>
    page.evaluate(`getComputedStyle(document.querySelector(".doc-text > ${selector}")).direction`);
  expect([await direction("h1"), await direction("p"), await direction("ul")]).toEqual(["rtl", "ltr", "rtl"]);
});

test("typing in 200 pages takes the editor less than a frame", async () => {
  await begin();
  const words = sentence.repeat(5);
  const block = (at: number) => (at % 15 === 0 ? `<h2>Part ${at}</h2>` : `<p>${at} ${words}</p>`);
  await writer.paste({ html: Array.from({ length: 3000 }, (_, at) => block(at)).join("") });
  await text().locator("h2").first().waitFor();
  expect(await text().locator(":scope > *").count()).toBeGreaterThan(2900);
  await text().locator(":scope > p").nth(20).click();
  await page.waitForTimeout(2500);
  const took = await writer.measure();
  await page.keyboard.type("Repairs since 2019 have cost much. ".repeat(4), { delay: 30 });
  const sorted = (await took()).toSorted((a, b) => a - b);
  expect(sorted.length).toBeGreaterThan(100);
  expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThan(16);
});
