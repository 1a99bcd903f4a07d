import { afterAll, expect, test } from "vitest";
import { cases } from "../oracle/cases.ts";
import { exceptions } from "../oracle/exceptions.ts";
import { messages } from "../oracle/messages.ts";
import { ourActions } from "../oracle/ours.ts";
import { openPigeonhole } from "../oracle/pigeonhole.ts";

const pigeonhole = openPigeonhole();
afterAll(() => pigeonhole.close());

const envelope = { from: "sender@example.com", to: "bob+lists@example.org" };

test.each(cases)("Dovecot and we do the same for: $name", async ({ name, message, script }) => {
  const raw = Buffer.from(messages[message].join("\r\n"));
  const theirs = pigeonhole.run(script, raw, envelope);
  const ours = await ourActions(script, raw, envelope);
  const exception = exceptions[name];
  expect(ours).toEqual(exception?.ours ?? theirs);
  // An exception that is none any more has to go.
  if (exception) expect(ours).not.toEqual(theirs);
});

test("every exception belongs to a case", () => {
  expect(Object.keys(exceptions).filter((name) => !cases.some((one) => one.name === name))).toEqual([]);
});
