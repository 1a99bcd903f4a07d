import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createClamd } from "./clamd.ts";
import { ScannerAway } from "./scanner.ts";
import { type StandIn, startClamd, testVirus } from "./clamd.fixture.ts";

let clamd: StandIn;
beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(() => clamd.close());
beforeEach(() => clamd.behave("well"));

async function* pieces(...all: readonly Buffer[]) {
  yield* all;
}
const scan = (...all: readonly Buffer[]) => createClamd({ at: clamd.at, silentMs: 300 }).scan(pieces(...all));

test("content is read piece by piece, and what is found has a name", async () => {
  expect(await scan(Buffer.from("hello"))).toEqual({ status: "clean" });
  expect(await scan()).toEqual({ status: "clean" });
  expect(await scan(Buffer.alloc(300_000), testVirus.subarray(0, 30), testVirus.subarray(30))).toEqual({
    status: "infected",
    found: "Eicar-Test",
  });
});

test("more than the scanner takes is too large, and not sent to its end", async () => {
  let sent = 0;
  async function* endless() {
    for (; sent < 2000; sent++) yield Buffer.alloc(100_000);
  }
  expect(await createClamd({ at: clamd.at }).scan(endless())).toEqual({ status: "too-large" });
  expect(sent).toBeLessThan(2000);
});

test("one that is not there, hangs, breaks off or babbles is away", async () => {
  for (const how of ["hangs", "breaks", "babbles"] as const) {
    clamd.behave(how);
    await expect(scan(Buffer.from("hello"))).rejects.toBeInstanceOf(ScannerAway);
  }
  const nowhere = createClamd({ at: { path: "/nonexistent/clamd.ctl" } });
  await expect(nowhere.scan(pieces())).rejects.toBeInstanceOf(ScannerAway);
});

test("content that cannot be read is no fault of the scanner", async () => {
  async function* damaged(): AsyncGenerator<Buffer> {
    yield Buffer.from("he");
    throw new Error("damaged");
  }
  await expect(createClamd({ at: clamd.at }).scan(damaged())).rejects.toThrow("damaged");
});

test("it says what it is", async () => {
  expect(await createClamd({ at: clamd.at }).version()).toBe("ClamAV 1.4.6/1/Thu");
});
