import { type Logger, Refusal } from "@carbyne/kernel";
import type { Recorder, RunningRecording } from "./recorder/tap.ts";
import type { Room } from "./room.ts";

/** The recordings of all meetings of this process. What goes wrong with one is said in the log, and never ends a meeting. */
export function createRecordings({ recorder, log }: { readonly recorder?: Recorder; readonly log: Logger }) {
  const running = new Map<string, { readonly room: Room; readonly by: string; readonly recording: RunningRecording }>();

  function tell(room: Room, since: Date | null, by: string): void {
    room.recordingSince = since;
    room.tellAll("recording", { since: since?.toISOString() ?? null, by });
  }
  async function stop(recordingId: string): Promise<void> {
    const one = running.get(recordingId);
    if (!one) return;
    running.delete(recordingId);
    tell(one.room, null, one.by);
    await one.recording.stop();
  }
  return {
    async start(room: Room, about: { readonly recordingId: string; readonly by: string }): Promise<void> {
      if (!recorder) throw new Refusal("conflict", "recording-unavailable");
      if (room.recordingSince) throw new Refusal("conflict", "recording-already");
      let hasEnded = false;
      const recording = await recorder.start(about, room.tapping.tap, () => {
        hasEnded = true;
        if (running.delete(about.recordingId)) tell(room, null, about.by);
      });
      if (hasEnded) return;
      running.set(about.recordingId, { room, by: about.by, recording });
      if (room.isOver()) await stop(about.recordingId);
      else tell(room, recording.since, about.by);
    },
    stop,
    /** The meeting is over here. */
    async stopOf(room: Room): Promise<void> {
      await Promise.all([...running].filter(([, one]) => one.room === room).map(([id]) => stop(id)));
    },
    guard(doing: Promise<void>, meetingId: string): void {
      doing.catch((err: unknown) => log.error({ err, meetingId }, "a recording failed"));
    },
  };
}
