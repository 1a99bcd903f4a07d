// @module-tag long
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { signIn } from "./harness/api.ts";
import { idOf, makeRoom, openChat, post } from "./harness/chat-client.ts";
import { freePort, natsUrl, startNats } from "./harness/nats.ts";
import { type Product, startProduct } from "./harness/product.ts";
import { node, root } from "./harness/server-process.ts";

const each = 60;
const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

test.each(["LISTEN/NOTIFY", "NATS"])(
  "with two server processes on one database and %s, two tabs and a phone hear all once and in order while one is cut off",
  async (bus) => {
    const env: Record<string, string> = {};
    if (bus === "NATS") {
      const port = await freePort();
      const nats = await startNats(port);
      cleanUp.push(() => nats.stop());
      env["CARBYNE_NATS"] = natsUrl(port);
    }
    const product = await startProduct({ env });
    cleanUp.push(() => product.remove());
    const second = await secondServer(product, env);
    const [ann, ben] = [await product.account("ann"), await product.account("ben")];
    const [annAtA, annAtB] = [await signIn(product.url, ann), await signIn(second, ann)];
    const benAtB = await signIn(second, ben);
    const roomId = await makeRoom(product.url, annAtA, [await idOf(second, benAtB)]);

    const tabs = [1, 2].map(() => openChat({ url: product.url, cookie: annAtA, roomId }));
    const phone = openChat({ url: second, cookie: annAtB, roomId });
    const all = [...tabs, phone];
    cleanUp.push(() => all.forEach((client) => client.close()));
    await Promise.all(all.map((client) => client.isHearing));

    const numbers = new Map<string, number>();
    const say = async (url: string, cookie: string, who: string) => {
      for (let i = 0; i < each; i++) {
        const text = `${who} ${i}`;
        const { said } = await post(url, cookie, { roomId, key: `${who}-key-${i}`, text });
        expect(said).not.toBeNull();
        numbers.set(text, said?.number ?? 0);
        if (who === "ann" && i === 20) tabs[1]?.cut();
        if (who === "ben" && i === 40) phone.cut();
      }
    };
    await Promise.all([say(product.url, annAtA, "ann"), say(second, benAtB, "ben")]);
    // Once more under names that are known, at the other process: that is nothing new.
    const again = await post(second, annAtB, { roomId, key: "ann-key-0", text: "ann 0" });
    expect(again.said?.number).toBe(numbers.get("ann 0"));

    const expected = [...numbers].sort(([, a], [, b]) => a - b);
    expect(expected.map(([, number]) => number)).toEqual(Array.from({ length: 2 * each }, (_, at) => at + 2));
    for (const client of all) {
      await expect.poll(() => client.heard().length).toBeGreaterThanOrEqual(2 * each);
      expect(client.heard().map((one) => [one.text, one.number])).toEqual(expected);
    }
    // The one that nobody cut off was told everything, and had nothing to ask for.
    expect(tabs[0]?.catchesUp()).toBe(0);
  },
);

/** A process with the role http beside the product's own, on its database and content; answers its address. */
async function secondServer(product: Product, more: Readonly<Record<string, string>>): Promise<string> {
  const secret = readFileSync(path.join(product.dataDir, "postgres-password"), "utf8").trim();
  // The fourth line is the port: postmaster.pid as PostgreSQL's miscadmin.h has it.
  const port = readFileSync(path.join(product.dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[3];
  const http = await freePort();
  const child: ChildProcess = spawn(node, [path.join(root, "apps/server/main.ts")], {
    env: {
      ...process.env,
      CARBYNE_ROLES: "http",
      DATABASE_URL: `postgresql://carbyne:${secret}@127.0.0.1:${port}/carbyne`,
      CARBYNE_DATA_DIR: product.dataDir,
      CARBYNE_DOMAIN: product.domain,
      CARBYNE_LISTEN_HOST: "127.0.0.1",
      CARBYNE_DNS_SERVERS: "127.0.0.1:1",
      CARBYNE_HTTP_PORT: String(http),
      CARBYNE_HTTPS_PORT: String(await freePort()),
      ...more,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  cleanUp.push(async () => {
    child.kill();
    await over;
  });
  const url = `http://127.0.0.1:${http}`;
  const status = () =>
    fetch(`${url}/health`).then(
      (answer) => answer.status,
      () => 0,
    );
  await expect.poll(status, { timeout: 60_000 }).toBe(200);
  return url;
}
