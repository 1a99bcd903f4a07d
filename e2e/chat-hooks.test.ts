// @module-tag long
import { createHmac } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs, type Opened } from "./harness/browser.ts";
import { type Look, lookAt } from "./harness/look.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: Opened;
/** What outgoing webhooks tell, on this machine. */
let sink: Server;
let sinkUrl: string;
const told: { headers: IncomingHttpHeaders; body: string }[] = [];
const shots = path.join(import.meta.dirname, "shots");
const soon = { timeout: 30_000 };

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  sink = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      told.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  const { port } = sink.address() as AddressInfo;
  sinkUrl = `http://127.0.0.1:${port}/carbyne`;
  product = await startProduct({ env: { CARBYNE_FETCH_ALLOW: `127.0.0.1:${port}` } });
  ann = await openAs(product, await product.account("ann"));
  await ann.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ann.goto(`${product.url}/chat`);
  await ann.getByText("Nobody has said anything yet.").waitFor();
  await ann.getByRole("button", { name: "New group or channel" }).click();
  await ann.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Release team");
  await ann.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await ann.getByRole("heading", { name: "Release team", level: 1 }).waitFor();
  await ann.getByRole("button", { name: "Details" }).click();
  await ann.getByRole("tab", { name: "Integrations" }).click();
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  sink.close();
});

const log = () => ann.getByRole("log").first();
const message = (text: string) => log().getByRole("article").filter({ hasText: text }).first();
const write = async (text: string) => {
  await ann.getByRole("textbox", { name: /Write to/ }).fill(text);
  await ann.keyboard.press("Enter");
  await message(text).waitFor();
};
const part = (name: string) => ann.getByRole("region", { name });
const dialog = (name: string) => ann.getByRole("dialog", { name });
/** Chooses a verb of a webhook or a bot. */
const choose = async (name: string, verb: string) => {
  await ann.getByRole("button", { name: `More about ${name}` }).click();
  await ann.getByRole("menuitem", { name: verb, exact: true }).click();
};
/** Takes what is shown only once. */
async function shown(title: string, label: string): Promise<string> {
  const value = await dialog(title).getByLabel(label, { exact: true }).inputValue();
  await dialog(title).getByRole("button", { name: "Done" }).click();
  await dialog(title).waitFor({ state: "detached" });
  return value;
}
/** What was refused stands in the console too: it is meant. */
const forgetRefused = () => {
  for (const fault of ann.faults.splice(0)) expect(fault).toContain("400 (Bad Request)");
};
const looks: Look[] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
].flatMap((size) => [
  { size, scheme: "light" as const },
  { size, scheme: "dark" as const },
]);
const look = (name: string) => lookAt(ann, looks, path.join(shots, `hooks-${name}`));
const say = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

test("a program says something by the address of an incoming webhook, until it has another one or none", async () => {
  await part("Incoming webhooks").getByText("There are none.").waitFor();
  await ann.getByRole("button", { name: "New incoming webhook" }).click();
  await dialog("New incoming webhook").getByRole("button", { name: "Make" }).click();
  await dialog("New incoming webhook").getByText("Give it a name.").waitFor();
  forgetRefused();
  await dialog("New incoming webhook").getByLabel("Name").fill("Build server");
  await ann.keyboard.press("Enter");
  await dialog("Address of the webhook").waitFor();
  expect(await look("address")).toEqual([]);
  await dialog("Address of the webhook").getByRole("button", { name: "Copy" }).click();
  await ann.getByText("Copied.").first().waitFor();
  const address = await shown("Address of the webhook", "Address");
  expect(address).toMatch(new RegExp(`^${product.url}/hooks/[\\w-]{32}$`));
  expect((await say(address, { text: "**Build 218** is done" })).status).toBe(200);
  const first = message("Build 218 is done");
  await first.getByText("Build server").waitFor();
  await first.getByText("Bot", { exact: true }).waitFor();
  await first.locator("strong", { hasText: "Build 218" }).waitFor();
  expect((await say(address, { text: "Tests passed", username: "Nightly" })).status).toBe(200);
  await message("Tests passed").getByText("Nightly").waitFor();

  await choose("Build server", "New address");
  await dialog("Give it a new address?").getByRole("button", { name: "New address" }).click();
  const next = await shown("Address of the webhook", "Address");
  expect([(await say(address, { text: "old" })).status, (await say(next, { text: "By the new one" })).status]).toEqual([
    404, 200,
  ]);
  await message("By the new one").waitFor();
  await choose("Build server", "Remove");
  await dialog("Remove “Build server”?").getByRole("button", { name: "Remove" }).click();
  await part("Incoming webhooks").getByText("There are none.").waitFor();
  expect((await say(next, { text: "gone" })).status).toBe(404);
});

test("an outgoing webhook is told with a signature that its secret proves", async () => {
  await ann.getByRole("button", { name: "New outgoing webhook" }).click();
  const form = dialog("New outgoing webhook");
  await form.getByLabel("Name").fill("Deploy");
  await form.getByLabel("Address").fill("nowhere");
  await form.getByRole("button", { name: "Make" }).click();
  await form.getByText(/Enter an address that begins with https/).waitFor();
  forgetRefused();
  await form.getByLabel("Address").fill(sinkUrl);
  await form.getByLabel("Only messages that begin with").fill("deploy");
  await form.getByLabel("A message was changed").check();
  expect(await look("outgoing")).toEqual([]);
  await form.getByRole("button", { name: "Make" }).click();
  const secret = await shown("Secret of the webhook", "Signing secret");
  await write("nothing for the program");
  await write("deploy 218");
  await expect.poll(() => told.length, soon).toBe(1);
  const [{ headers, body } = { headers: {}, body: "" }] = told;
  const timestamp = String(headers["x-carbyne-timestamp"]);
  const mac = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  expect([headers["x-carbyne-event"], headers["x-carbyne-signature"]]).toEqual(["message.posted", `v1=${mac}`]);
  expect(JSON.parse(body)).toMatchObject({ author: { name: "ann" }, message: { text: "deploy 218" } });
});

test("a webhook is tried, its deliveries are seen, and switched off it is told nothing", async () => {
  await choose("Deploy", "Send a test");
  const list = dialog("Deliveries of “Deploy”");
  const trial = list.getByRole("listitem").filter({ hasText: "Test" });
  await trial.getByText("Arrived").waitFor({ timeout: 30_000 });
  await trial.getByText("answered 200").waitFor();
  await list.getByRole("listitem").filter({ hasText: "Something was said" }).getByText("Arrived").waitFor();
  expect(JSON.parse(told.at(-1)?.body ?? "{}")).toMatchObject({ event: "ping" });
  expect(await look("deliveries")).toEqual([]);
  await list.getByRole("button", { name: "Close" }).last().click();
  await ann.getByRole("switch", { name: "“Deploy” is on" }).click();
  await part("Outgoing webhooks").getByText("off").waitFor();
  const before = told.length;
  await write("deploy 219");
  await ann.getByRole("switch", { name: "“Deploy” is on" }).click();
  await part("Outgoing webhooks").getByText("off").waitFor({ state: "detached" });
  await choose("Deploy", "Change");
  await dialog("Change outgoing webhook").getByLabel("Only messages that begin with").fill("");
  await dialog("Change outgoing webhook").getByRole("button", { name: "Save" }).click();
  await dialog("Change outgoing webhook").waitFor({ state: "detached" });
  await write("deployed by hand");
  await expect.poll(() => told.length, soon).toBe(before + 1);
  expect(told.at(-1)?.body).toContain("deployed by hand");
  await choose("Deploy", "New secret");
  await dialog("Give it a new secret?").getByRole("button", { name: "New secret" }).click();
  expect(await shown("Secret of the webhook", "Signing secret")).toMatch(/^whsec_/);
});

test("a bot reads and answers with its token, and is refused once it is removed", async () => {
  await ann.getByRole("button", { name: "New bot" }).click();
  await dialog("New bot").getByLabel("Name").fill("Librarian");
  expect(await look("bot")).toEqual([]);
  await dialog("New bot").getByRole("button", { name: "Make" }).click();
  const token = await shown("Token of the bot", "Token");
  await log()
    .getByText(/ann added Librarian/)
    .waitFor();
  await write("Where is the plan of the roof?");
  const authorization = { authorization: `Bearer ${token}` };
  const rooms = await fetch(`${product.url}/api/chat/rooms`, { headers: authorization });
  const [room] = ((await rooms.json()) as { rooms: { id: string; name: string }[] }).rooms;
  expect(room?.name).toBe("Release team");
  const at = `${product.url}/api/chat/rooms/${room?.id}/messages`;
  const read = (await (await fetch(at, { headers: authorization })).json()) as { messages: { text: string }[] };
  expect(read.messages.at(-1)?.text).toBe("Where is the plan of the roof?");
  expect((await say(at, { text: "In the *second* drawer" }, authorization)).status).toBe(200);
  await message("In the second drawer").getByText("Bot", { exact: true }).waitFor();
  await message("In the second drawer").getByText("Librarian").waitFor();
  expect(await look("tab")).toEqual([]);
  await ann.getByRole("tab", { name: /People/ }).click();
  await ann.getByRole("listitem").filter({ hasText: "Librarian" }).getByText("Bot", { exact: true }).waitFor();
  await ann.getByRole("tab", { name: "Integrations" }).click();

  await choose("Librarian", "Remove from this room");
  await part("Bots")
    .getByText(/not in this room/)
    .waitFor();
  expect((await fetch(at, { headers: authorization })).status).toBe(404);
  await choose("Librarian", "Add to this room");
  await part("Bots")
    .getByText(/not in this room/)
    .waitFor({ state: "detached" });
  expect((await fetch(at, { headers: authorization })).status).toBe(200);
  await choose("Librarian", "Remove");
  await dialog("Remove “Librarian”?").getByRole("button", { name: "Remove" }).click();
  await part("Bots").getByText("There are none.").waitFor();
  expect((await fetch(at, { headers: authorization })).status).toBe(401);
  expect(await look("end")).toEqual([]);
});

test("where an administrator lets nobody make programs, nothing of them is shown", async () => {
  await ann.route("**/trpc/**", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll('"chat.bots":true', '"chat.bots":false');
    await route.fulfill({ response: answer, body });
  });
  await ann.reload();
  await ann.getByRole("tab", { name: "Links" }).waitFor();
  expect(await ann.getByRole("tab", { name: "Integrations" }).count()).toBe(0);
});
