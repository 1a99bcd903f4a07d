import { expect, test } from "vitest";
import { writeSetting } from "../../settings/index.ts";
import { receiveMessage } from "../receive-message.ts";
import { type Letter, useArrivals } from "./test-arrivals.ts";

const arrivals = useArrivals();
const { use, buildPerson, arrive, lies, queued, failureOf } = arrivals;
const day = 86_400_000;

test("a redirect goes out from the account's own address, unsigned, with the message as it came", async () => {
  const person = await buildPerson('require "copy"; redirect :copy "boss@far.example"; redirect "boss@far.example";');
  await arrive(person, { headers: ["X-Mark: kept"] });
  expect(await lies(person)).toEqual([]);
  const mails = await queued();
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ address: "boss@far.example", reversePath: person.address, signDomain: "" });
  expect(mails[0]?.raw).toMatch(new RegExp(`^Delivered-To: ${person.address}\r\nFrom: <ana@lindenau.example>`));
  expect(mails[0]?.raw).toContain("X-Mark: kept");
});

test("a null path stays null when a message is passed on", async () => {
  const person = await buildPerson('redirect "boss@far.example";');
  await arrive(person, { reversePath: "" });
  expect((await queued())[0]).toMatchObject({ reversePath: "", signDomain: "" });
});

const kept: [why: string, failure: string, letter: Letter, script: string][] = [
  ["has been here", "redirect-loop", { headers: ["Delivered-To: F@TOWN.example"] }, 'redirect "boss@far.example";'],
  [
    "has come through fifty servers",
    "redirect-loop",
    { headers: Array.from({ length: 51 }, (_, i) => `Received: from a${i} by b; Wed, 25 Nov 2026 10:00:00 +0000`) },
    'redirect "boss@far.example";',
  ],
  [
    "claims to be from one of us",
    "redirect-unproven",
    { from: "mayor@town.example", verdict: "unverified" },
    'redirect "boss@far.example";',
  ],
  ["would go to itself", "redirect-self", {}, 'redirect "F@TOWN.example";'],
];

test.each(kept)("a message that %s is kept instead of passed on", async (_why, failure, letter, script) => {
  const person = await buildPerson();
  const own = (text: string) => text.replaceAll("F@TOWN.example", person.address);
  await use(person, own(script));
  await arrive(person, { ...letter, headers: letter.headers?.map(own) ?? [] });
  expect([await lies(person), await queued(), await failureOf(person)]).toEqual([[["INBOX", 0]], [], failure]);
});

test("passing on has a limit a day, and an administrator can forbid it", async () => {
  const person = await buildPerson('redirect "boss@far.example";');
  await writeSetting(arrivals.ctx, { scope: "global" }, "mail.redirectsPerDay", 2);
  for (let i = 0; i < 3; i++) await arrive(person);
  expect([(await queued()).length, (await lies(person)).length, await failureOf(person)]).toEqual([
    2,
    1,
    "redirect-limit",
  ]);
  arrivals.ctx.advance(2 * day);
  await arrive(person);
  expect(await queued()).toHaveLength(1);
  await writeSetting(arrivals.ctx, { scope: "global" }, "mail.redirectsPerDay", 0);
  await arrive(person);
  expect([(await queued()).length, await failureOf(person)]).toEqual([0, "redirect-forbidden"]);
  await writeSetting(arrivals.ctx, { scope: "global" }, "mail.redirectsPerDay", null);
});

test("two accounts that pass mail on to each other end with one copy and no storm", async () => {
  const [one, two] = [await buildPerson(), await buildPerson()];
  await use(one, `redirect "${two.address}";`);
  await use(two, `redirect "${one.address}";`);
  await arrive(one);
  let rounds = 0;
  for (let mails = await queued(); mails.length > 0; mails = await queued()) {
    expect(++rounds).toBeLessThan(5);
    for (const { address, raw, reversePath } of mails) {
      const person = address === one.address ? one : two;
      const recipients = [{ address, spaceId: person.spaceId }];
      const received = await receiveMessage(arrivals.ctx, {
        raw: Buffer.from(raw),
        reversePath,
        recipients,
        verdict: "unverified",
        isJunk: false,
      });
      await received.store();
    }
  }
  expect([await lies(one), await lies(two)]).toEqual([[["INBOX", 0]], []]);
});
