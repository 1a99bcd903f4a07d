import { newId } from "@carbyne/kernel";
import { expect, test } from "vitest";
import { receiveMessage } from "../receive-message.ts";
import { useArrivals } from "./test-arrivals.ts";

const arrivals = useArrivals();
const { buildPerson, receive, arrive, lies, queued, failureOf } = arrivals;

test("an error while a script runs keeps the message, does nothing else, and is told", async () => {
  const person = await buildPerson(`
    require ["fileinto", "copy", "variables"];
    redirect :copy "boss@far.example";
    redirect :copy "b@far.example"; redirect :copy "c@far.example"; redirect :copy "d@far.example"; redirect :copy "e@far.example";
    redirect :copy "f@far.example"; redirect :copy "g@far.example";`);
  await arrive(person);
  expect([await lies(person), await queued(), await failureOf(person)]).toEqual([
    [["INBOX", 0]],
    [],
    "too-many-redirects",
  ]);
});

test("a script that no longer parses keeps the message and is told", async () => {
  const person = await buildPerson("keep;");
  await arrivals.ctx.db.pool.query('UPDATE "SieveScript" SET "text" = $2 WHERE "spaceId" = $1', [
    person.spaceId,
    "discrad;",
  ]);
  await arrive(person);
  expect([await lies(person), await failureOf(person)]).toEqual([[["INBOX", 0]], "unknown-command"]);
});

test("an account that may not act sends nothing by itself, and keeps its mail", async () => {
  const person = await buildPerson('require "vacation"; vacation "Away."; redirect "boss@far.example";');
  await arrivals.ctx.db.prisma.account.update({ where: { id: person.accountId }, data: { state: "suspended" } });
  await arrive(person);
  expect([await lies(person), await queued()]).toEqual([[["INBOX", 0]], []]);
});

test("all that a message sets off is one change: when the last part fails nothing of it has happened", async () => {
  const person = await buildPerson(`
    require ["fileinto", "copy", "mailbox", "vacation", "duplicate"];
    if not duplicate { fileinto :create "New/Folder"; }
    redirect :copy "boss@far.example";
    vacation "Away.";`);
  const received = await receive([person]);
  const within = () => Promise.reject(new Error("killed"));
  await expect(received.store({ within })).rejects.toThrow("killed");
  const missing = [{ address: "x@town.example", spaceId: newId() }];
  const raw = Buffer.from(`From: ana@lindenau.example\r\nTo: ${person.address}\r\n\r\nHi\r\n`);
  const both = await receiveMessage(arrivals.ctx, {
    raw,
    reversePath: "ana@lindenau.example",
    recipients: [{ address: person.address, spaceId: person.spaceId }, ...missing],
    verdict: "verified",
    isJunk: false,
  });
  await expect(both.store()).rejects.toThrow("does not exist");
  const { spaceId } = person;
  const left = await Promise.all([
    arrivals.ctx.db.prisma.message.count({ where: { spaceId } }),
    arrivals.ctx.db.prisma.mailbox.count({ where: { spaceId, name: "New" } }),
    arrivals.ctx.db.prisma.vacationSent.count({ where: { spaceId } }),
    arrivals.ctx.db.prisma.sieveDuplicate.count({ where: { spaceId } }),
    arrivals.ctx.db.prisma.outboundMessage.count(),
  ]);
  expect(left).toEqual([0, 0, 0, 0, 0]);
  await received.store();
  expect(await queued()).toHaveLength(2);
  expect(await lies(person)).toEqual([["Folder", 0]]);
});
