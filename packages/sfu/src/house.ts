import { Refusal } from "@carbyne/kernel";
import type { SfuOptions } from "./backend.ts";
import { usualPace } from "./limits.ts";
import { createRecordings } from "./recording.ts";
import { createRoom, type Room } from "./room.ts";
import type { Workers } from "./workers.ts";

/** All meetings of this process, and what is counted over all of them. */
export type House = {
  readonly options: SfuOptions;
  readonly workers: Workers;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly recordings: ReturnType<typeof createRecordings>;
  /** Takes a grant's name, once. */
  useGrant(id: string): void;
  /** The meeting, which begins here when it is not here yet. */
  open(meetingId: string): Room;
  /** Sockets over which nobody has joined. */
  strangers: number;
  isDraining: boolean;
  readonly counts: { refused: number; flooded: number };
};

/** A grant lives for a minute; after two its name may be forgotten. */
const rememberedMs = 120_000;
/** See `createRouting`. */
const usualSlack = 8;

export function createHouse(options: SfuOptions, workers: Workers): House {
  const rooms = new Map<string, Room>();
  const recordings = createRecordings(options);
  // In the order of their use, so that the oldest are the first.
  const used = new Map<string, number>();

  return {
    options,
    workers,
    rooms,
    recordings,
    strangers: 0,
    isDraining: false,
    counts: { refused: 0, flooded: 0 },
    useGrant(id) {
      const now = Date.now();
      for (const [name, at] of used) {
        if (now - at < rememberedMs) break;
        used.delete(name);
      }
      if (used.has(id)) throw new Refusal("unauthenticated", "media-grant-used");
      used.set(id, now);
    },
    open(meetingId) {
      const known = rooms.get(meetingId);
      if (known) return known;
      const room = createRoom({
        id: meetingId,
        workers,
        backend: options.backend,
        log: options.log,
        slack: options.slack ?? usualSlack,
        pace: options.pace ?? usualPace,
        onOver: () => {
          rooms.delete(meetingId);
          recordings.guard(recordings.stopOf(room), meetingId);
        },
      });
      rooms.set(meetingId, room);
      return room;
    },
  };
}
