import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowser, openAs } from "./harness/browser.ts";
import { freePort, listenAt, natsUrl, startNats } from "./harness/nats.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { sendMail } from "./harness/smtp.ts";

let port: number;
let nats: Awaited<ReturnType<typeof startNats>>;
let product: Product;
beforeAll(async () => {
  port = await freePort();
  nats = await startNats(port);
  product = await startProduct({ env: { CARBYNE_NATS: natsUrl(port) } });
});
afterAll(async () => {
  await closeBrowser();
  await product.remove();
  await nats.stop();
});

const health = async () => (await fetch(`${product.url}/health`)).json();
/** It ends with a fault where the test's domain has no records. */
const doctor = () => product.carbyne(["doctor"]).catch((error: { stdout: string }) => error.stdout);

test("with NATS a window hears of mail that another process took in, again after NATS was away", async () => {
  const maren = await product.account("maren");
  const send = (subject: string) =>
    sendMail({
      port: product.ports.SMTP,
      from: "jonas@brandt.example",
      to: [maren.address],
      raw: `From: Jonas Brandt <jonas@brandt.example>\r\nSubject: ${subject}\r\n\r\nText.\r\n`,
    });
  const page = await openAs(product, maren);
  const row = (subject: string) => page.getByRole("main").getByText(subject).first();
  await send("Alpha plan");
  await row("Alpha plan").waitFor();

  const stranger = await listenAt(port);
  await expect.poll(() => stranger.heard(), { timeout: 20_000 }).toContain("PONG");
  await send("Beta roof");
  await row("Beta roof").waitFor();
  expect(stranger.heard()).toMatch(/^MSG carbyne\.hints /m);
  // A hint carries no data.
  expect(stranger.heard()).not.toMatch(/Beta|maren/);
  stranger.close();
  expect(await health()).toMatchObject({ status: "ok", bus: "ok" });
  expect(await doctor()).toContain(`ok       NATS at 127.0.0.1:${port}`);

  await nats.stop();
  await expect.poll(health, { timeout: 20_000 }).toMatchObject({ status: "ok", bus: "down" });
  await send("Gamma lunch");
  nats = await startNats(port);
  await expect.poll(health, { timeout: 20_000 }).toMatchObject({ bus: "ok" });
  await row("Gamma lunch").waitFor();
  await send("Delta budget");
  await row("Delta budget").waitFor();
  expect(product.output()).toContain(`the bus has lost NATS at 127.0.0.1:${port}`);
  expect(product.output()).not.toContain("p%40ssword");
});
