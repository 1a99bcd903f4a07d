// @module-tag long
import { mkdirSync } from "node:fs";
import path from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAxe } from "./harness/axe.ts";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { imapClient } from "./harness/imap.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { rawImap } from "./harness/raw-imap.ts";
import { sendMail } from "./harness/smtp.ts";

type Person = { address: string; password: string };
let product: Product;
let ann: Person;
let ben: Person;
let annPage: Opened;
let benPage: Opened;
const shots = path.join(import.meta.dirname, "shots");

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  [ann, ben] = [await product.account("ann"), await product.account("ben")];
  await sendMail({
    port: product.ports.SMTP,
    from: "x@far.example",
    to: [ann.address],
    raw: `From: Xenia <x@far.example>\r\nTo: ${ann.address}\r\nSubject: Roof plans\r\n\r\nThe plans of the roof.\r\n`,
  });
  await rawImap(product.ports.IMAPS, ann, ["CREATE Project", "SELECT INBOX", "MOVE 1 Project"]);
  annPage = await openAs(product, ann);
  benPage = await openAs(product, ben);
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
});

const sidebar = (page: Opened) => page.getByRole("navigation", { name: "Folders" });
const shot = (page: Opened, name: string) => page.screenshot({ path: path.join(shots, `sharing-${name}.png`) });
const flagsOf = async () =>
  /^\* 1 FETCH.*$/m.exec(
    (await rawImap(product.ports.IMAPS, ann, ["EXAMINE Project", "FETCH 1 (FLAGS)"])).toString(),
  )?.[0];

async function openShareDialog(): Promise<void> {
  await annPage.getByRole("link", { name: "Project" }).click({ button: "right" });
  await annPage.getByRole("menuitem", { name: "Share…" }).click();
}

test("a folder is shared from its menu, and accepted from the mail that offers it", async () => {
  await openShareDialog();
  const dialog = annPage.getByRole("dialog");
  await dialog.getByLabel("Person").fill("be");
  await dialog.getByRole("option", { name: /ben/ }).click();
  await dialog.getByLabel("A word with it").fill("For the audit");
  await shot(annPage, "dialog");
  await dialog.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByText("Not answered").waitFor();
  expect(await askAxe(annPage, { within: "[role=dialog]" })).toEqual([]);
  await benPage.getByText("ann shares “Project” with you").first().click();
  await benPage.getByRole("button", { name: "Accept", exact: true }).waitFor();
  await shot(benPage, "card");
  await benPage.getByRole("button", { name: "Accept", exact: true }).click();
  await sidebar(benPage).getByRole("link", { name: "Project" }).waitFor();
  // The owner sees the answer without asking.
  await dialog.getByText("Taken").waitFor();
  await shot(annPage, "dialog-taken");
  await dialog.getByRole("button", { name: "Close" }).click();
});

test("a reader reads, and neither marks nor throws away", async () => {
  await sidebar(benPage).getByRole("link", { name: "Project" }).click();
  await benPage.getByText("Roof plans").first().click();
  await benPage.frameLocator("iframe").first().getByText("The plans of the roof.").waitFor();
  await shot(benPage, "reading");
  await expect
    .poll(() =>
      benPage
        .getByRole("main")
        .getByRole("button", { name: /trash|archive/i })
        .count(),
    )
    .toBe(0);
  await benPage.keyboard.press("#");
  expect(await flagsOf()).not.toContain("Seen");
  expect(await flagsOf()).toContain("* 1 FETCH");
});

test("with the right to, a mark is set and the owner sees it at once", async () => {
  await openShareDialog();
  const dialog = annPage.getByRole("dialog");
  await dialog.getByRole("button", { name: "More for ben" }).click();
  await annPage.getByRole("menuitem", { name: "Change…" }).click();
  await annPage.getByRole("dialog", { name: "What ben may do" }).getByLabel("They may").click();
  await annPage.getByRole("option", { name: "Read and work with it" }).click();
  await annPage.getByRole("button", { name: "Save" }).click();
  await annPage.getByText("Changed for ben", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await sidebar(annPage).getByRole("link", { name: "Project" }).click();
  await annPage.getByText("Roof plans").first().waitFor();
  await benPage.getByRole("main").getByRole("button", { name: /Star/ }).first().waitFor();
  await benPage.keyboard.press("s");
  await expect.poll(flagsOf).toContain("Flagged");
  await annPage
    .getByRole("main")
    .getByRole("link", { name: /Roof plans.*starred|starred.*Roof plans/ })
    .waitFor();
});

test("imapflow finds the folder below its owner, with the rights that were given", async () => {
  const client = imapClient(product, ben);
  await client.connect();
  const name = `Other Users/${ann.address}/Project`;
  expect((await client.list()).map((box) => box.path)).toContain(name);
  expect(await client.status(name, { messages: true })).toMatchObject({ messages: 1 });
  await client.logout();
  const answer = (await rawImap(product.ports.IMAPS, ben, [`MYRIGHTS "${name}"`, "NAMESPACE"])).toString();
  expect(answer).toContain(`* MYRIGHTS "${name}" lrswited`);
  expect(answer).toContain('* NAMESPACE (("" "/")) (("Other Users/" "/")) (("Shared/" "/"))');
});

test("mail is dragged from a shared folder into one's own, and taken back", async () => {
  await sidebar(benPage).getByRole("link", { name: "Project" }).click();
  const row = (page: Opened) => page.locator("[data-row]", { hasText: "Roof plans" });
  await row(benPage).dragTo(
    sidebar(benPage)
      .getByRole("link", { name: /^Inbox/ })
      .first(),
  );
  await benPage.getByText("Moved to “Inbox”").first().waitFor();
  await expect.poll(() => row(annPage).count(), { timeout: 20_000 }).toBe(0);
  await sidebar(benPage)
    .getByRole("link", { name: /^Inbox/ })
    .first()
    .click();
  await row(benPage).waitFor();
  await shot(benPage, "moved-here");
  await benPage.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(() => row(annPage).count(), { timeout: 20_000 }).toBe(1);
  await expect.poll(() => row(benPage).count(), { timeout: 20_000 }).toBe(0);
});

test("a delegate writes on behalf, both names are told, and the owner has a copy", async () => {
  await product.carbyne(["shared", "allow", ann.address, ben.address, "--role", "none", "--send-on-behalf"]);
  const program = createTransport({
    host: "127.0.0.1",
    port: product.ports.SUBMISSIONS,
    secure: true,
    auth: { user: ben.address, pass: ben.password },
    tls: { rejectUnauthorized: false },
  });
  await program.sendMail({ from: ann.address, to: ann.address, subject: "In your name", text: "Written by Ben." });
  program.close();
  await sidebar(annPage).getByRole("link", { name: /Inbox/ }).first().click();
  await annPage.getByText("In your name").first().click();
  await annPage
    .getByText(/ben.* on behalf of/)
    .first()
    .waitFor();
  await shot(annPage, "on-behalf");
  const sent = (await rawImap(product.ports.IMAPS, ann, ["EXAMINE Sent", "FETCH 1 (BODY[HEADER])"])).toString();
  expect(sent).toContain(`Sender: ${ben.address}`);
});

test("a shared mailbox is made in the shell and stands beside one's own mail", async () => {
  await product.carbyne(["shared", "create", "info@town.example", "--name", "Information"]);
  await product.carbyne(["shared", "allow", "info@town.example", ben.address, "--role", "write", "--send-as"]);
  await benPage.getByRole("button", { name: "Fold Information" }).waitFor();
  await sendMail({
    port: product.ports.SMTP,
    from: "x@far.example",
    to: ["info@town.example"],
    raw: "From: Xenia <x@far.example>\r\nTo: info@town.example\r\nSubject: Opening hours\r\n\r\nWhen?\r\n",
  });
  const section = benPage.getByRole("region", { name: "Information" });
  await section.getByRole("link", { name: /Inbox/ }).click();
  await benPage.getByText("Opening hours").first().click();
  await benPage.keyboard.press("e");
  await benPage.getByText("Moved to the archive").first().waitFor();
  await shot(benPage, "shared-mailbox");
});

test("settings list what is shared both ways; what is taken back is gone within a second", async () => {
  await annPage.goto(`${product.url}/settings/sharing`);
  await annPage.getByRole("heading", { name: "Shared by you" }).waitFor();
  await annPage.getByRole("button", { name: "More for ben" }).first().waitFor();
  await shot(annPage, "settings");
  expect(await askAxe(annPage)).toEqual([]);
  await benPage.goto(`${product.url}/mail/inbox`);
  await sidebar(benPage).getByRole("link", { name: "Project" }).waitFor();
  const project = annPage
    .getByRole("main")
    .locator("div", { has: annPage.getByRole("heading", { name: "Project" }) })
    .last();
  await project.getByRole("button", { name: "More for ben" }).click();
  await annPage.getByRole("menuitem", { name: "Stop sharing" }).click();
  const begun = Date.now();
  await sidebar(benPage).getByRole("link", { name: "Project" }).waitFor({ state: "detached" });
  expect(Date.now() - begun).toBeLessThan(1500);
  await annPage.getByRole("button", { name: "Undo" }).click();
  await sidebar(benPage).getByRole("link", { name: "Project" }).waitFor();
  expect([annPage.faults, benPage.faults]).toEqual([[], []]);
});
