export type { Backend, Grant, Order, Sfu, SfuOptions, Socket } from "./backend.ts";
export type { Recorder, RunningRecording, Tap, TapEvent, TappedPeer, TappedProducer } from "./recorder/tap.ts";
