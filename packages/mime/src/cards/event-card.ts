import { type ContentLine, contentLines, unescapeText } from "./content-lines.ts";
import { instantOf, type Moment } from "./moment.ts";

/** What an invitation says, as far as it is shown beside a message. */
export interface EventCard {
  /** The iTIP method in upper case, such as REQUEST or CANCEL; "" for a calendar that nobody sent to be answered. */
  method: string;
  summary: string;
  location: string;
  description: string;
  start: Moment | null;
  /** Null when the event only has a beginning. */
  end: Moment | null;
  isRecurring: boolean;
  isCancelled: boolean;
  organizer: { name: string; address: string } | null;
  attendeeCount: number;
  /** How many further events the calendar holds. */
  others: number;
}

const longestText = 1_000;

/** Reads the first event of an iCalendar object (RFC 5545); null when there is none. Its own zones count where their names mean nothing here. */
export function readEventCard(text: string): EventCard | null {
  const { method, events, zones } = componentsOf(contentLines(text));
  // Of a series the rule, not one of its exceptions.
  const lines = events.find((event) => !event.some(({ name }) => name === "RECURRENCE-ID")) ?? events[0];
  if (!lines) return null;
  const line = (name: string) => lines.find((one) => one.name === name);
  const flat = (name: string) =>
    unescapeText(line(name)?.value ?? "")
      .trim()
      .slice(0, longestText);
  const start = momentOf(line("DTSTART"), zones);
  const organizer = line("ORGANIZER");
  return {
    method,
    summary: flat("SUMMARY").replace(/\s+/g, " "),
    location: flat("LOCATION").replace(/\s+/g, " "),
    description: flat("DESCRIPTION"),
    start,
    end: momentOf(line("DTEND"), zones) ?? after(start, line("DURATION")?.value),
    isRecurring: line("RRULE") !== undefined || line("RDATE") !== undefined,
    isCancelled: method === "CANCEL" || flat("STATUS").toUpperCase() === "CANCELLED",
    organizer: organizer ? personOf(organizer) : null,
    attendeeCount: lines.filter(({ name }) => name === "ATTENDEE").length,
    others: events.length - 1,
  };
}

type Components = { method: string; events: ContentLine[][]; zones: Map<string, string> };

function componentsOf(lines: readonly ContentLine[]): Components {
  const found: Components = { method: "", events: [], zones: new Map() };
  const stack: string[] = [];
  let event: ContentLine[] | null = null;
  let zone = "";
  for (const line of lines) {
    const value = line.value.trim().toUpperCase();
    if (line.name === "BEGIN") {
      if (value === "VEVENT" && stack.at(-1) === "VCALENDAR") found.events.push((event = []));
      stack.push(value);
    } else if (line.name === "END") {
      stack.pop();
      if (value === "VEVENT") event = null;
    } else if (event && stack.at(-1) === "VEVENT") event.push(line);
    else if (line.name === "METHOD" && stack.length === 1) found.method = value;
    else if (line.name === "TZID" && stack.at(-1) === "VTIMEZONE") zone = line.value.trim();
    else if (line.name === "TZOFFSETTO" && stack.at(-1) === "STANDARD") found.zones.set(zone, line.value.trim());
  }
  return found;
}

function momentOf(line: ContentLine | undefined, zones: ReadonlyMap<string, string>): Moment | null {
  return line ? instantOf(line.value.trim(), line.params.get("TZID"), zones) : null;
}

/** The end that a DURATION gives, RFC 5545 §3.3.6. */
function after(start: Moment | null, duration: string | undefined): Moment | null {
  const match = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(
    duration ?? "",
  );
  if (!start || !match) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const ms =
    (((weeks ?? 0) * 7 + (days ?? 0)) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  return { ...start, at: new Date(new Date(start.at).getTime() + ms).toISOString() };
}

function personOf({ params, value }: ContentLine): { name: string; address: string } {
  const address = value
    .replace(/^mailto:/i, "")
    .trim()
    .slice(0, 320);
  return { name: (params.get("CN") ?? "").trim().slice(0, 200), address };
}
