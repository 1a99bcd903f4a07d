import { newId } from "@carbyne/kernel";
import type { Context } from "../context.ts";

/** What is wanted of the process that holds a meeting: the same shape as the orders that packages/sfu takes. */
export type MeetingOrder =
  | { readonly what: "remove"; readonly personId: string }
  | { readonly what: "move"; readonly personId: string; readonly exceptDeviceId: string }
  | { readonly what: "role"; readonly personId: string; readonly isModerator: boolean }
  | { readonly what: "end" }
  | { readonly what: "record"; readonly recordingId: string; readonly by: string }
  | { readonly what: "stopRecording"; readonly recordingId: string };

const topic = (meetingId: string) => `meeting-order/${meetingId}`;

/** Says it to whichever process has the meeting. It may be lost: what must hold is in rows too, which that process reads from time to time. */
export function giveOrder(ctx: Context, meetingId: string, order: MeetingOrder): void {
  // A topic of its own: of two orders at once neither takes the other's place.
  ctx.bus.signal(`${topic(meetingId)}/${newId()}`, JSON.stringify(order));
}

/** Calls `listener` for all orders about a meeting. Returns the way to stop. */
export function onOrders(ctx: Context, meetingId: string, listener: (order: MeetingOrder) => void): () => void {
  const hear = ({ data }: { data: string }) => listener(JSON.parse(data) as MeetingOrder);
  const stops = [ctx.bus.onSignal(topic(meetingId), hear), ctx.bus.onSignal(`${topic(meetingId)}/`, hear)];
  return () => {
    for (const stop of stops) stop();
  };
}
