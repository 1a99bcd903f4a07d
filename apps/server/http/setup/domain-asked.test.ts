import { administration } from "@carbyne/domain";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { domainAsked } from "./domain-asked.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
  for (const name of ["town.example", "bücher.example"])
    await administration.createDomain(ctx, { kind: "system", part: "cli" }, { name });
});
afterAll(() => ctx.close());

test.each([
  ["ann@town.example", "mail.town.example", "town.example"],
  ["ANN@Town.Example", "anything", "town.example"],
  ["nobody@town.example", "", "town.example"],
  ["ann@bücher.example", "", "xn--bcher-kva.example"],
  ["ann@elsewhere.example", "autoconfig.town.example", null],
  ["@", "autoconfig.town.example", null],
  [`ann@${"a.".repeat(2000)}example`, "town.example", null],
  [null, "autoconfig.town.example:8080", "town.example"],
  [null, "AUTODISCOVER.town.example", "town.example"],
  [null, "town.example", "town.example"],
  [null, "mail.elsewhere.example", null],
  [null, "", null],
])("an address %s asked of %s is about %s", async (address, host, domain) => {
  expect(await domainAsked(ctx, { address, host })).toBe(domain);
});
