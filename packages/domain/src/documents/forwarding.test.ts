import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readForwarded, signForwarded } from "./index.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const forwarded = { owner: "one", peer: { ip: "192.0.2.1", isSecure: true, host: "mail.town.example" } };

test("what a process hands on is believed for a minute", async () => {
  const signed = await signForwarded(ctx, forwarded);
  expect(await readForwarded(ctx, signed)).toEqual(forwarded);
  ctx.advance(61_000);
  expect(await readForwarded(ctx, signed)).toBeNull();
});

test("what nobody signed is not believed", async () => {
  const signed = await signForwarded(ctx, forwarded);
  const [body = "", signature = ""] = signed.split(".");
  const forged = Buffer.from(
    JSON.stringify({ ...forwarded, peer: { ...forwarded.peer, ip: "198.51.100.1" }, at: ctx.clock.now().getTime() }),
  ).toString("base64url");
  for (const text of ["", ".", "x.y", `${forged}.${signature}`, `${body}.`, body, `${"a".repeat(3000)}.${signature}`])
    expect(await readForwarded(ctx, text)).toBeNull();
});
