// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, signIn } from "./harness/api.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

/** Rooms and documents as they look on a desk, a small one and a phone, in both lights and in Arabic; with long names and several scripts. */
let product: Product;
let page: Opened;
let roomId: string;
let docId: string;
let cookie: string;
const shots = path.join(import.meta.dirname, "shots");
const desk: Look = { size: { width: 1440, height: 900 }, scheme: "light" };
const phone: Look = { size: { width: 390, height: 844 }, scheme: "dark" };
const all: readonly Look[] = [
  desk,
  { ...desk, scheme: "dark" },
  { size: { width: 1024, height: 768 }, scheme: "light" },
  phone,
  { ...phone, scheme: "light" },
];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const maren = await product.account("maren");
  const noor = await product.account("noor");
  cookie = await signIn(product.url, maren);
  const noors = await signIn(product.url, noor);
  const found = await tell<{ people: { id: string }[] }>("chat.rooms.people", { text: "noor" }, { isQuery: true });
  const people = found.people.map(({ id }) => id);
  const name = "Dachsanierung am Rathaus, Angebote der Firma Schiefer und Söhne GmbH & Co. KG";
  roomId = (await tell<{ id: string }>("chat.rooms.create", { kind: "group", name, people })).id;
  const lines = [
    "Guten Morgen zusammen, hier sind die drei Angebote.",
    "来週の水曜日の会議について、午後二時からでよろしいでしょうか。",
    "هل يمكننا نقل الاجتماع إلى يوم الخميس؟",
    "**Slates** or `tiles`? See https://lindenau.example/a/very/long/address/that/goes/on/and/on/without/any/end/index.html",
    "```\nconst roof = 1974;\n```",
  ];
  for (const [at, text] of lines.entries())
    await tell("chat.messages.send", { roomId, key: `key-of-line-${at}`, text }, { cookie: at % 2 ? noors : cookie });
  docId = (await tell<{ id: string }>("documents.create", { kind: "text", parentId: null, name: "Schulhof Nord" })).id;
  page = await openAs(product, maren, desk.size);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

async function tell<Answer>(
  procedure: string,
  input: unknown,
  { cookie: whose = cookie, isQuery = false }: { cookie?: string; isQuery?: boolean } = {},
): Promise<Answer> {
  const answer = isQuery
    ? await fetch(`${product.url}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {
        headers: { cookie: whose, "x-carbyne": "1" },
      })
    : await ask(product.url, procedure, input, whose);
  if (!answer.ok) throw new Error(`${procedure}: ${await answer.text()}`);
  return ((await answer.json()) as { result: { data: Answer } }).result.data;
}

const look = async (name: string, looks = all) =>
  expect(await lookAt(page, looks, path.join(shots, `talk-${name}`))).toEqual([]);

test("a room with several scripts, its details, and the list of rooms", async () => {
  await page.goto(`${product.url}/chat/${roomId}`);
  await page.getByText("const roof").first().waitFor();
  await look("room");
  // A desk opens the room where one was last, a phone the list.
  await page.goto(`${product.url}/chat`);
  await page.getByText("const roof").first().waitFor();
  await page.setViewportSize(phone.size);
  await page.goto(`${product.url}/chat`);
  await page.getByRole("heading", { name: "Chat", level: 1 }).waitFor();
  await look("rooms", [{ ...phone, scheme: "light" }, phone]);
  await page.setViewportSize(desk.size);
});

test("the list of documents and one that is written", async () => {
  await page.goto(`${product.url}/docs`);
  await page.getByText("Schulhof Nord").first().waitFor();
  await look("docs");
  await page.goto(`${product.url}/docs/${docId}`);
  await page.locator(".doc-text").click();
  await page.keyboard.type(
    "# Schulhof\n\nDas Dach des Nordflügels ist von 1974. 来週の会議。 الاجتماع يوم الخميس\n\n- eins\n",
  );
  await page.getByText("Saved").first().waitFor();
  await look("doc");
});

test("in Arabic rooms and documents stand the other way round", async () => {
  await tell("settings.set", { key: "ui.locale", value: "ar" });
  const looks = [desk, { ...phone, scheme: "light" as const }];
  await page.goto(`${product.url}/chat/${roomId}`);
  await page.getByText("const roof").first().waitFor();
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  await look("arabic-room", looks);
  await page.goto(`${product.url}/docs`);
  await page.getByText("Schulhof Nord").first().waitFor();
  await look("arabic-docs", looks);
  await page.goto(`${product.url}/docs/${docId}`);
  await page.locator(".doc-text").getByText("Nordflügels").waitFor();
  await look("arabic-doc", looks);
});
