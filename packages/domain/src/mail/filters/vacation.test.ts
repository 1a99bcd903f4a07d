import { expect, test } from "vitest";
import { receiveMessage } from "../receive-message.ts";
import { useArrivals } from "./test-arrivals.ts";

const arrivals = useArrivals();
const { buildPerson, arrive, lies, queued } = arrivals;
const day = 86_400_000;

test("vacation answers once in its days, with its subject, from an address of the account only", async () => {
  const person = await buildPerson(
    'require "vacation"; vacation :days 3 :subject "Away" :from "Boss <boss@far.example>" "Back soon.";',
  );
  await arrive(person);
  await arrive(person);
  const [answer, ...more] = await queued();
  expect(more).toEqual([]);
  expect(answer).toMatchObject({ reversePath: "", address: "ana@lindenau.example", signDomain: "town.example" });
  expect(answer?.summary).toMatchObject({
    subject: "Away",
    from: [{ address: person.address }],
    autoSubmitted: "auto-replied",
  });
  expect(answer?.raw).toContain("Back soon.");
  expect(await lies(person)).toHaveLength(2);
  await arrive(person, { headers: ["List-Id: <roofs.example>"], from: "bob@lindenau.example" });
  expect(await queued()).toEqual([]);
  arrivals.ctx.advance(4 * day);
  await arrive(person);
  expect(await queued()).toHaveLength(1);
});

test("vacation sends a MIME entity as it was written, and knows further addresses", async () => {
  const person = await buildPerson(`require "vacation";
vacation :mime :addresses "old@elsewhere.example" text:
Content-Type: text/html; charset=utf-8

<b>Weg</b>
.
;`);
  const raw = Buffer.from("From: ana@lindenau.example\r\nTo: old@elsewhere.example\r\nSubject: Hi\r\n\r\nHi\r\n");
  const recipients = [{ address: person.address, spaceId: person.spaceId }];
  const reversePath = "ana@lindenau.example";
  await (
    await receiveMessage(arrivals.ctx, { raw, reversePath, recipients, verdict: "verified", isJunk: false })
  ).store();
  const [answer] = await queued();
  expect(answer?.raw).toMatch(/\r\nMIME-Version: 1\.0\r\nContent-Type: text\/html; charset=utf-8\r\n\r\n<b>Weg<\/b>/);
  expect(answer?.summary.subject).toBe("Automatic reply: Hi");
});
