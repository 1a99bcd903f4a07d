export type { Backend, Grant, Load, Order, Sfu, SfuOptions, Socket } from "./backend.ts";
export { createMemoryBackend } from "./memory-backend.ts";
export { createRecorder, type Ending, type RecorderOptions } from "./recorder/recorder.ts";
export type { Recorder, RunningRecording, Tap, TapEvent, TappedPeer, TappedProducer } from "./recorder/tap.ts";
export { createSfu } from "./sfu.ts";
export { type TurnServer, turnServers } from "./turn.ts";
