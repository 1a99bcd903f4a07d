// @module-tag long
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "./harness/api.ts";
import { idOf, makeRoom, openChat, post } from "./harness/chat-client.ts";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let ann: string;
let ben: string;
beforeAll(async () => {
  product = await startProduct();
  ann = await signIn(product.url, await product.account("ann"));
  ben = await signIn(product.url, await product.account("ben"));
});
afterAll(() => product.remove());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Six senders who say one thing after the other and send each again under its key until it is acknowledged. */
function sending(roomId: string, tag: string) {
  /** Text and the number it was acknowledged at. */
  const acknowledged = new Map<string, number>();
  const refusals: string[] = [];
  let isOver = false;
  const senders = Array.from({ length: 6 }, async (_none, sender) => {
    for (let i = 0; !isOver; i++) {
      const text = `${tag}-${sender}-${i}`;
      for (let said = 0; said === 0; ) {
        const answer = await post(product.url, sender % 2 ? ann : ben, { roomId, key: `key-${text}`, text });
        said = answer.said?.number ?? 0;
        if (answer.said) acknowledged.set(text, said);
        else {
          refusals.push(answer.refusal);
          await pause(100);
        }
      }
    }
  });
  return {
    acknowledged,
    refusals,
    /** Waits until so many more are acknowledged, however fast the machine is. */
    more(count: number) {
      const wanted = acknowledged.size + count;
      return expect.poll(() => acknowledged.size, { timeout: 40_000, interval: 20 }).toBeGreaterThanOrEqual(wanted);
    },
    async stop() {
      isOver = true;
      await Promise.all(senders);
    },
  };
}

/** Everything that was acknowledged was heard once, at its number, and nothing else, without a gap. */
async function expectAll(heard: ReturnType<typeof openChat>, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  await expect.poll(() => heard.heard().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(acknowledged.size);
  const expected = [...acknowledged].sort(([, a], [, b]) => a - b);
  expect(expected.map(([, number]) => number)).toEqual(Array.from(expected, (_, at) => at + 2));
  expect(heard.heard().map((one) => [one.text, one.number])).toEqual(expected);
  const stored = openChat({ url: product.url, cookie: ben, roomId: heard.roomId, since: "0" });
  await stored.isHearing;
  await expect.poll(() => stored.heard().length).toBeGreaterThanOrEqual(acknowledged.size);
  expect(stored.heard().map((one) => [one.text, one.number])).toEqual(expected);
  stored.close();
}

test("kill -9 of the http role among messages loses and doubles none that was acknowledged", async () => {
  const roomId = await makeRoom(product.url, ann, [await idOf(product.url, ben)]);
  const listener = openChat({ url: product.url, cookie: ann, roomId });
  await listener.isHearing;
  const load = sending(roomId, "k");
  for (let kill = 0; kill < 3; kill++) {
    await load.more(60);
    process.kill(await product.pidOf("http"), "SIGKILL");
  }
  await load.more(60);
  await load.stop();
  expect(load.refusals.length).toBeGreaterThan(0);
  await expectAll(listener, load.acknowledged);
  listener.close();
});

test("with the database away for five seconds messages wait or are refused in words, and nothing vanishes", async () => {
  const roomId = await makeRoom(product.url, ann, [await idOf(product.url, ben)]);
  const listener = openChat({ url: product.url, cookie: ann, roomId });
  await listener.isHearing;
  const load = sending(roomId, "s");
  await load.more(30);
  const [http, postmaster] = [await product.pidOf("http"), postmasterPid()];
  // The whole server stands still, its processes for each connection too.
  const all = (signal: string) => execFileSync("pkill", [`-${signal}`, "-P", String(postmaster)]);
  process.kill(postmaster, "SIGSTOP");
  all("STOP");
  await pause(5000);
  process.kill(postmaster, "SIGCONT");
  all("CONT");
  await load.more(30);
  await load.stop();
  expect(load.refusals.filter((refusal) => !isInWords(refusal))).toEqual([]);
  expect(await product.pidOf("http")).toBe(http);
  await expectAll(listener, load.acknowledged);
  listener.close();
});

test("a database that breaks off every connection ends no process, and nothing vanishes", async () => {
  const roomId = await makeRoom(product.url, ann, [await idOf(product.url, ben)]);
  const listener = openChat({ url: product.url, cookie: ann, roomId });
  await listener.isHearing;
  const load = sending(roomId, "b");
  await load.more(30);
  const http = await product.pidOf("http");
  // A process of the server that dies makes it end all the others and begin anew, as after a crash.
  const [backend = ""] = execFileSync("pgrep", ["-P", String(postmasterPid()), "-f", "carbyne carbyne"], {
    encoding: "utf8",
  }).split("\n");
  process.kill(Number(backend), "SIGKILL");
  await load.more(30);
  await load.stop();
  expect(load.refusals.filter((refusal) => !isInWords(refusal))).toEqual([]);
  expect(await product.pidOf("http")).toBe(http);
  await expectAll(listener, load.acknowledged);
  listener.close();
});

/** What the browser says in words and tries again by itself: something broke here. Never that one is signed out or that the room is not there. */
function isInWords(refusal: string): boolean {
  try {
    const { error } = JSON.parse(refusal) as { error?: { message: string; data: { code: string } } };
    return error?.message === "internal error" || error?.data.code === "SERVICE_UNAVAILABLE";
  } catch {
    return false;
  }
}

/** The first line of postmaster.pid. */
function postmasterPid(): number {
  return Number.parseInt(readFileSync(path.join(product.dataDir, "postgres/postmaster.pid"), "utf8"), 10);
}
