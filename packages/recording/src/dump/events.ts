import { readFile } from "node:fs/promises";
import path from "node:path";
import { openAppending } from "./append.ts";

/** What a stream shows or says, as in a meeting. */
export type StreamSource = "mic" | "camera" | "screen" | "screenAudio";

/** Something that happened while it was recorded. Persons are who they are, peers their presences: one person may have two. */
export type Happening =
  | { readonly what: "joined"; readonly peerId: string; readonly personId: string; readonly name: string }
  | { readonly what: "left"; readonly peerId: string }
  | {
      readonly what: "producer";
      readonly peerId: string;
      readonly streamId: string;
      readonly source: StreamSource;
      readonly isPaused: boolean;
    }
  | { readonly what: "producerClosed" | "paused" | "resumed"; readonly streamId: string }
  | { readonly what: "speaker"; readonly peerId: string | null }
  | { readonly what: "hand"; readonly peerId: string; readonly isRaised: boolean }
  | { readonly what: "recordingStopped"; readonly reason: string };

export type RecordedEvent = Happening & {
  /** Milliseconds since the recording began, by a clock that never goes back. */
  readonly atMs: number;
  /** The same moment by the clock on the wall, in milliseconds since 1970. */
  readonly wallMs: number;
};

const logName = "events.jsonl";

export type EventLog = {
  add(event: RecordedEvent): void;
  /** Waits until all that was added is on the disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** The log of a recording: a line each. */
export async function openEventLog(folder: string, onFault: (error: Error) => void): Promise<EventLog> {
  const file = await openAppending(path.join(folder, logName), onFault);
  return {
    add: (event) => file.append(Buffer.from(`${JSON.stringify(event)}\n`)),
    flush: () => file.flush(),
    close: () => file.close(),
  };
}

/** All that the log has, in order; a last line that was not written to its end is dropped. */
export async function readEvents(folder: string): Promise<RecordedEvent[]> {
  const text = await readFile(path.join(folder, logName), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const events: RecordedEvent[] = [];
  for (const line of text.split("\n")) {
    const event = readLine(line);
    if (!event) break;
    events.push(event);
  }
  return events;
}

function readLine(line: string): RecordedEvent | null {
  try {
    const event = JSON.parse(line) as RecordedEvent;
    return typeof event === "object" && event !== null && event.atMs >= 0 ? event : null;
  } catch {
    return null;
  }
}
