import { hostname } from "node:os";
import { recordings } from "@carbyne/domain";
import { createRecorder, type Recorder } from "@carbyne/sfu";
import type { App } from "../app.ts";
import { recordingFolder } from "../jobs/recordings.ts";

/** What the disk keeps for others while people are recorded. */
const leastFreeBytes = 1_000_000_000;

/** Writes meetings of this machine down for the domain. What an earlier process had begun is finished from what there is of it. */
export async function openRecorder(app: Pick<App, "ctx" | "env" | "log">): Promise<Recorder> {
  const { ctx, log } = app;
  const host = hostname();
  await recordings.recoverRecordings(ctx, { host });
  return createRecorder({
    folder: recordingFolder(app),
    log,
    leastFreeBytes: () => leastFreeBytes,
    onStarted: (id) => recordings.noteRecordingStarted(ctx, { id, host }),
    onEnded: (id, ending) => recordings.noteRecordingEnded(ctx, { id, reason: ending === "stopped" ? null : ending }),
  });
}
