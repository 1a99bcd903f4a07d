import fc from "fast-check";
import { expect, test } from "vitest";
import { readContactCards } from "./contact-card.ts";
import { readEventCard } from "./event-card.ts";
import { ianaZone } from "./windows-zones.ts";

const calendar = (event: string, more = "") =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n${more}BEGIN:VEVENT\r\nUID:1\r\n${event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

test("an invitation says what, when, where and from whom", () => {
  const text = calendar(
    'DTSTART;TZID=Europe/Berlin:20250715T100000\r\nDTEND;TZID=Europe/Berlin:20250715T113000\r\nSUMMARY:Roof\\, and\r\n  more\r\nLOCATION:Town hall\\; room 2\r\nORGANIZER;CN="Ortega, Ana":mailto:ana@lindenau.example\r\nATTENDEE:mailto:a@x\r\nATTENDEE:mailto:b@x\r\nRRULE:FREQ=WEEKLY\r\nBEGIN:VALARM\r\nSUMMARY:no\r\nEND:VALARM',
  );
  expect(readEventCard(text)).toEqual({
    method: "REQUEST",
    summary: "Roof, and more",
    location: "Town hall; room 2",
    description: "",
    start: { at: "2025-07-15T08:00:00.000Z", kind: "instant" },
    end: { at: "2025-07-15T09:30:00.000Z", kind: "instant" },
    isRecurring: true,
    isCancelled: false,
    organizer: { name: "Ortega, Ana", address: "ana@lindenau.example" },
    attendeeCount: 2,
    others: 0,
  });
});

const ownZone =
  "BEGIN:VTIMEZONE\r\nTZID:Our zone\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0330\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

test.each([
  ["DTSTART:20250715T100000Z", "2025-07-15T10:00:00.000Z", "instant"],
  ["DTSTART;VALUE=DATE:20250715", "2025-07-15T00:00:00.000Z", "day"],
  ["DTSTART:20250715T100000", "2025-07-15T10:00:00.000Z", "floating"],
  ["DTSTART;TZID=W. Europe Standard Time:20251115T100000", "2025-11-15T09:00:00.000Z", "instant"],
  ['DTSTART;TZID="Eastern Standard Time":20250715T100000', "2025-07-15T14:00:00.000Z", "instant"],
  ["DTSTART;TZID=/example.org/2025/Asia/Tokyo:20250715T100000", "2025-07-15T01:00:00.000Z", "instant"],
  ["DTSTART;TZID=Our zone:20250715T100000", "2025-07-15T06:30:00.000Z", "instant"],
  ["DTSTART;TZID=Nowhere:20250715T100000", "2025-07-15T10:00:00.000Z", "floating"],
  // The night on which the clock is set forward, and the one on which it is set back.
  ["DTSTART;TZID=Europe/Berlin:20250330T040000", "2025-03-30T02:00:00.000Z", "instant"],
  ["DTSTART;TZID=Europe/Berlin:20251026T040000", "2025-10-26T03:00:00.000Z", "instant"],
])("%s is %s (%s)", (line, at, kind) => {
  expect(readEventCard(calendar(line, ownZone))?.start).toEqual({ at, kind });
});

test("a duration gives the end; nonsense gives none", () => {
  expect(readEventCard(calendar("DTSTART:20250715T100000Z\r\nDURATION:P1DT2H30M"))?.end?.at).toBe(
    "2025-07-16T12:30:00.000Z",
  );
  expect(readEventCard(calendar("DTSTART:20251315T100000Z\r\nDTEND:x"))).toMatchObject({ start: null, end: null });
  expect(readEventCard("BEGIN:VCALENDAR\r\nEND:VCALENDAR")).toBeNull();
  expect(readEventCard(calendar("STATUS:CANCELLED"))?.isCancelled).toBe(true);
});

test("vCards of three ages give names, addresses and numbers", () => {
  const old =
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\r\n=C3=BCrgen\r\nTEL;CELL:+49 1\r\nEMAIL;INTERNET:j@x.example\r\nEND:VCARD\r\n";
  const three =
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ortega\\, Dr.\nORG:Town;Roofs\nTITLE:Architect\nitem1.EMAIL;type=WORK:ana@x.example\nitem1.X-ABLabel:w\nEMAIL:ana@x.example\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n";
  const four =
    "BEGIN:VCARD\r\nVERSION:4.0\r\nORG:Only a firm\r\nTEL;VALUE=uri:tel:+1-2\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEND:VCARD\r\n";
  expect(readContactCards(old + three + four)).toEqual([
    { name: "Jürgen Müller", organization: "", title: "", emails: ["j@x.example"], phones: ["+49 1"] },
    { name: "Ana Ortega, Dr.", organization: "Town, Roofs", title: "Architect", emails: ["ana@x.example"], phones: [] },
    { name: "Only a firm", organization: "Only a firm", title: "", emails: [], phones: ["+1-2"] },
  ]);
});

test("every zone that Windows knows is one here too", () => {
  for (const name of [
    "UTC",
    "Pacific Standard Time",
    "Romance Standard Time",
    "India Standard Time",
    "UTC+13",
    "Kamchatka Standard Time",
  ])
    expect([name, ianaZone(name)]).toEqual([name, name.startsWith("Kam") ? null : expect.any(String)]);
});

const pieces =
  'BEGIN:VCALENDAR\r\n|BEGIN:VEVENT\r\n|END:VEVENT\r\n|DTSTART|;TZID=|Europe/Berlin|:20250715T100000|Z|DURATION:P9999W\r\n|BEGIN:VCARD\r\n|END:VCARD\r\n|N;ENCODING=QUOTED-PRINTABLE:|=\r\n|=C3|\\|;|,|"|:|\r\n |EMAIL|\0|ä'.split(
    "|",
  );

test("no input breaks the readers", () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 60 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(text, (value) => {
      readEventCard(value);
      readContactCards(value);
    }),
    { numRuns: 1500 },
  );
});

test("hostile lengths take linear time", () => {
  const begun = performance.now();
  readContactCards(`BEGIN:VCARD\r\n${"N;ENCODING=QUOTED-PRINTABLE:=\r\n".repeat(20_000)}`);
  readEventCard(`${"BEGIN:VEVENT\r\n".repeat(20_000)}${";".repeat(100_000)}`);
  readContactCards(`BEGIN:VCARD\r\nN:${";".repeat(90_000)}\r\nEND:VCARD`);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
