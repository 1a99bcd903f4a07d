export { programTranscriber, transcribe, type Transcriber, type Voice } from "./captions/transcribe.ts";
export { type Composed, composeNext, stepsOf } from "./compose/compose.ts";
export { finalise, readPlan } from "./compose/finalise.ts";
export { Interrupted } from "./compose/run-ffmpeg.ts";
export { type EventLog, type Happening, openEventLog, type StreamSource } from "./dump/events.ts";
export type { StreamHeader } from "./dump/format.ts";
export { createStreamWriter, type StreamWriter } from "./dump/stream-writer.ts";
export type { Chapter, Layout, Plan, Speaking } from "./timeline/types.ts";
