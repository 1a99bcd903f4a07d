import { Resolver } from "node:dns/promises";
import { expect, test } from "vitest";
import { answerNothing } from "./dns.ts";

test("every question gets the answer that there is nothing", async () => {
  const server = await answerNothing();
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.port}`]);
  await expect(resolver.resolveTxt("_dmarc.example.org")).rejects.toMatchObject({ code: "ENODATA" });
  await expect(resolver.resolveMx("example.net")).rejects.toMatchObject({ code: "ENODATA" });
  server.close();
});
