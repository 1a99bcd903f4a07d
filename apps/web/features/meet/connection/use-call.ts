import { useSyncExternalStore } from "react";
import type { OwnMedia, OwnState } from "../media/own-media.ts";
import type { Call } from "./call.ts";
import type { CallState } from "./state.ts";

/** A part of a call, drawn anew when it is another. */
export function useCall<Part>(call: Call, select: (state: CallState) => Part): Part {
  return useSyncExternalStore(call.subscribe, () => select(call.get()));
}

/** A part of what one sends. */
export function useOwn<Part>(media: OwnMedia, select: (state: OwnState) => Part): Part {
  return useSyncExternalStore(media.subscribe, () => select(media.get()));
}
