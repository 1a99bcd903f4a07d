// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bigAttachment, readFixture } from "../fixtures/mail/index.ts";
import { askAxe } from "./harness/axe.ts";
import { browser, closeBrowser, type Opened, openAs } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";
import { adminPages, adminScreens } from "./screens/admin.ts";
import { filesPages, filesScreens } from "./screens/files.ts";
import { mailScreens } from "./screens/mail.ts";
import { settingsPages, settingsScreens } from "./screens/settings.ts";
import { goTo } from "./screens/steps.ts";

const screens = [...mailScreens, ...filesScreens, ...settingsScreens, ...adminScreens];
const pages = [...filesPages, ...settingsPages, ...adminPages];

/** Pictures of every screen lie here after a run: they are looked at by whoever changes one. */
const folder = path.join(import.meta.dirname, "shots");
let product: Product;
let maren: { address: string; password: string };
let noor: typeof maren;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  product = await startProduct();
  maren = await product.account("maren");
  await product.carbyne([
    "app-password",
    "create",
    maren.address,
    "--name",
    "Thunderbird im Bürgerbüro, zweiter Stock",
  ]);
  noor = await product.account("noor");
  await product.carbyne(["shared", "create", "info@town.example", "--name", "Stadtverwaltung Information"]);
  await product.carbyne(["shared", "allow", "info@town.example", maren.address, "--send-as"]);
  await product.carbyne(["list", "create", "council@town.example", "--name", "Gemeinderat und Ausschüsse der Stadt"]);
  await product.carbyne(["list", "add", "council@town.example", maren.address, noor.address]);
  await product.carbyne([
    "list",
    "create",
    "alle@town.example",
    "--name",
    "Alle Mitarbeiterinnen und Mitarbeiter der Stadtverwaltung",
  ]);
  await product.carbyne(
    ["list", "add", "alle@town.example", "-"],
    [
      "council@town.example",
      maren.address,
      "lucia.fernandez-guerrero@very-long-name-of-a-partner.lindenau.example",
      ...Array.from({ length: 120 }, (_, at) => `gast${at}@lindenau.example`),
    ].join("\n"),
  );
  await product.carbyne(["list", "add", "alle@town.example", maren.address, "--managers"]);
  const letters = [
    [
      "Lucía Fernández-Guerrero",
      "Presupuesto de la ampliación del colegio",
      "Adjunto el presupuesto revisado con las tres ofertas.",
    ],
    ["佐藤 健", "来週の会議の日程について", "来週の水曜日の会議について、午後二時からでよろしいでしょうか。"],
    [
      "Jonas Brandt",
      "Dachsanierung am Rathaus: Angebot der Firma Schiefer und Söhne GmbH & Co. KG",
      "Guten Tag, anbei das Angebot.",
    ],
    ["Stadtbücherei", "Neue Öffnungszeiten", "Ab Dezember ist auch samstags geöffnet."],
  ];
  const words = (text: string) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
  for (const [name = "", subject = "", text = ""] of letters)
    await send(
      `From: ${words(name)} <someone@lindenau.example>\r\nTo: ${maren.address}\r\nSubject: ${words(subject)}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`,
    );
  await send(bigAttachment(200_000));
  await send(readFixture("calendar/cancel.eml"));
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const send = (raw: string | Buffer) =>
  sendMail({ port: product.ports.SMTP, from: "someone@lindenau.example", to: [maren.address, noor.address], raw });

/** The screens that are looked at in every look; the others in the first one, or in all of them by `SCREENS=all`. */
const main = ["inbox", "reading", "composer", "search", "settings", "admin-overview"];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const deskLight: Look = { size: desk, scheme: "light" };
const phoneDark: Look = { size: phone, scheme: "dark" };
const devices: [name: string, looks: Look[]][] = [
  ["a desk", [deskLight, { size: desk, scheme: "dark" }, { size: { width: 1024, height: 768 }, scheme: "light" }]],
  ["a phone", [phoneDark, { size: phone, scheme: "light" }]],
];

/** A page of somebody as a device shows it first. */
async function openLike(who: { address: string; password: string }, { size, scheme }: Look): Promise<Opened> {
  const page = await openAs(product, who, size);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  return page;
}

test.concurrent.each(devices)(
  "on %s axe finds nothing, nothing sticks out, and nobody complains",
  { timeout: 900_000 },
  async (_name, looks) => {
    const [first] = looks;
    if (!first) throw new Error("a device without a look");
    const opened = { maren: await openLike(maren, first), admin: await openLike(product.admin, first) };
    const found: string[] = [];
    for (const [name, who, steps] of screens) {
      const page = opened[who];
      page.faults.length = 0;
      await steps(page);
      const isMain = main.includes(name) || process.env["SCREENS"] === "all";
      found.push(...(await lookAt(page, isMain ? looks : [first], path.join(folder, name))));
    }
    for (const page of Object.values(opened)) await page.context().close();
    expect(found).toEqual([]);
  },
);

test.concurrent("on a desk that becomes a phone the same is true of every page", { timeout: 900_000 }, async () => {
  const opened = { maren: await openLike(maren, deskLight), admin: await openLike(product.admin, deskLight) };
  const found: string[] = [];
  for (const [name, who, place, text] of pages) {
    await goTo(opened[who], place, text);
    found.push(...(await lookAt(opened[who], [deskLight, phoneDark], path.join(folder, name))));
  }
  for (const page of Object.values(opened)) await page.context().close();
  expect(found).toEqual([]);
});

test.concurrent("in Arabic everything stands the other way round, and nothing sticks out", {
  timeout: 300_000,
}, async () => {
  const wide: Look = { size: desk, scheme: "light" };
  const page = await openLike(noor, wide);
  const data = { key: "ui.locale", value: "ar" };
  await page.request.post(`${product.url}/trpc/settings.set`, { data, headers: { "x-carbyne": "1" } });
  const found: string[] = [];
  const look = async (name: string) =>
    found.push(...(await lookAt(page, [wide, { size: phone, scheme: "light" }], path.join(folder, `arabic-${name}`))));
  const startOf = async (what: string) => (await page.locator(what).first().boundingBox())?.x ?? 0;

  await goTo(page, "/mail/inbox", "Neue Öffnungszeiten");
  await page.getByText("البريد الوارد").first().waitFor();
  expect(await startOf("nav")).toBeGreaterThan(await startOf("[data-row]"));
  await look("inbox");
  await page.locator("[data-row]").first().click({ button: "right" });
  const menu = await page.getByRole("menu").boundingBox();
  expect(menu && menu.x >= 0 && menu.x + menu.width <= desk.width).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByText("Neue Öffnungszeiten").first().click();
  await page.frameLocator("iframe").first().getByText("samstags").waitFor();
  expect(await startOf("[data-row]")).toBeGreaterThan(await startOf("article"));
  await look("reading");
  await page.goto(`${product.url}/mail/compose/new?to=bob@lindenau.example&subject=Keys`);
  await page.getByRole("textbox").nth(1).waitFor();
  await look("composer");
  await page.goto(`${product.url}/settings/out-of-office`);
  await page.getByRole("switch").first().waitFor();
  await look("settings");
  await page.context().close();
  expect(found).toEqual([]);
});

test("the sign-in page, wrong passwords and a page that is not there", async () => {
  const context = await (await browser()).newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(product.url);
  await page.getByLabel("Address").fill(maren.address);
  await page.getByLabel("Password").fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").first().waitFor();
  await page.screenshot({ path: path.join(folder, "sign-in-390-light.png") });
  expect(await askAxe(page)).toEqual([]);
  expect((await page.goto(`${product.url}/no/such/page`))?.status()).toBe(404);
  await context.close();
});
