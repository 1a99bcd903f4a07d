import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Logger, Refusal } from "@carbyne/kernel";
import { type Happening, openEventLog } from "@carbyne/recording";
import { type Capture, createCaptures } from "./capture.ts";
import { freeBytes } from "./free-bytes.ts";
import type { Recorder, TapEvent } from "./tap.ts";

/** Why a recording came to its end. */
export type Ending = "stopped" | "recording-disk-full" | "recording-not-written";

export type RecorderOptions = {
  /** Where recordings are kept: a folder of its own for each, by its id. */
  readonly folder: string;
  readonly log: Logger;
  /** With less room than that on the disk nothing is recorded any more. */
  readonly leastFreeBytes: () => number;
  /** How often that is looked at; 5 s unless it is said. */
  readonly lookMs?: number;
  /** Told once the first is on the disk. */
  readonly onStarted: (recordingId: string) => Promise<void>;
  /** Told once the last is on the disk. */
  readonly onEnded: (recordingId: string, ending: Ending) => Promise<void>;
};

/** Writes meetings down, packet by packet, as they come in. What goes wrong here ends the recording in words, and never the meeting. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { log, leastFreeBytes, lookMs = 5000, onStarted, onEnded } = options;
  return {
    async start({ recordingId }, tap, onEnd) {
      const folder = path.join(options.folder, recordingId);
      const fail = async (ending: Exclude<Ending, "stopped">, error?: unknown) => {
        if (error) log.error({ err: error, recordingId }, "a recording could not begin");
        await onEnded(recordingId, ending);
        return new Refusal("busy", ending);
      };
      try {
        await mkdir(folder, { recursive: true, mode: 0o750 });
      } catch (error) {
        throw await fail("recording-not-written", error);
      }
      if ((await freeBytes(folder)) < leastFreeBytes()) throw await fail("recording-disk-full");

      const since = new Date();
      const startedAt = performance.now();
      const now = () => performance.now() - startedAt;
      let ended: Promise<void> | undefined;
      const giveUp = (ending: Exclude<Ending, "stopped">) => {
        if (ended) return;
        log.warn({ recordingId, ending }, "a recording ended by itself");
        onEnd();
        void end(ending);
      };
      const onFault = (error: Error) => {
        log.error({ err: error, recordingId }, "a recording could not be written");
        giveUp("recording-not-written");
      };
      const events = await openEventLog(folder, onFault).catch(async (error: unknown) => {
        throw await fail("recording-not-written", error);
      });
      const note = (happening: Happening) => events.add({ ...happening, atMs: now(), wallMs: Date.now() });
      const captures: Capture = createCaptures({ folder, now, log, onFault });

      const stopListening = tap.listen((event) => {
        const happening = happeningOf(event);
        if (happening) note(happening);
        captures.follow(event);
      });
      const guard = setInterval(() => {
        freeBytes(folder).then((free) => {
          if (free < leastFreeBytes()) giveUp("recording-disk-full");
        }, onFault);
      }, lookMs);

      async function close(ending: Ending): Promise<void> {
        stopListening();
        clearInterval(guard);
        note({ what: "recordingStopped", reason: ending });
        await captures.close();
        await events.close();
        await onEnded(recordingId, ending);
      }
      function end(ending: Ending): Promise<void> {
        ended ??= close(ending).catch((error: unknown) => {
          log.error({ err: error, recordingId }, "a recording did not end well");
        });
        return ended;
      }
      await events.flush();
      if (!ended) await onStarted(recordingId);
      return { since, stop: () => end("stopped") };
    },
  };
}

/** What of a meeting is written down; what only looks well at the moment is not. */
function happeningOf(event: TapEvent): Happening | null {
  switch (event.what) {
    case "joined":
      return { what: "joined", peerId: event.peer.id, personId: event.peer.personId, name: event.peer.name };
    case "producerAdded": {
      const { id, peerId, source, isPaused } = event.producer;
      return { what: "producer", peerId, streamId: id, source, isPaused };
    }
    case "producerPaused":
      return { what: event.isPaused ? "paused" : "resumed", streamId: event.producerId };
    case "producerClosed":
      return { what: "producerClosed", streamId: event.producerId };
    case "left":
    case "speaker":
    case "hand":
      return event;
    case "reaction":
      return null;
  }
}
