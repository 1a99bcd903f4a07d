import { expect, test } from "vitest";
import { refusalOfAll } from "../receive-message.ts";
import { useArrivals } from "./test-arrivals.ts";

const arrivals = useArrivals();
const { buildPerson, receive, arrive, lies, queued, failureOf } = arrivals;

test("when everybody refuses the sender's server is told, and nothing is stored", async () => {
  const person = await buildPerson('require "reject"; reject "We do not\nbuy roofs.";');
  const received = await receive([person]);
  expect(refusalOfAll(received)?.params).toEqual({ reason: "We do not buy roofs." });
  expect([await lies(person), await queued()]).toEqual([[], []]);
});

test("when some refuse, or the reason cannot be said in SMTP, the sender gets a report", async () => {
  const person = await buildPerson('require "ereject"; ereject "Bitte keine Dächer.";');
  const other = await buildPerson();
  const alone = await receive([person]);
  expect(refusalOfAll(alone)).toBeNull();
  const both = await receive([person, other]);
  expect(refusalOfAll(both)).toBeNull();
  await both.store({ reportFrom: "mail.town.example" });
  expect([await lies(person), await lies(other)]).toEqual([[], [["INBOX", 0]]]);
  const [report, ...more] = await queued();
  expect(more).toEqual([]);
  expect(report).toMatchObject({ address: "ana@lindenau.example", reversePath: "" });
  expect(report?.summary.autoSubmitted).toBe("auto-replied");
  expect(report?.raw).toContain(`Final-Recipient: rfc822; ${person.address}`);
});

test("what nobody can be told of is kept: from the null path, from a program, or forged", async () => {
  const person = await buildPerson('require "reject"; reject "Keine Dächer.";');
  await arrive(person, { reversePath: "" });
  await arrive(person, { headers: ["Auto-Submitted: auto-generated"] });
  await arrive(person, { verdict: "failed" });
  expect([(await lies(person)).length, await queued(), await failureOf(person)]).toEqual([3, [], "reject-unheard"]);
});
