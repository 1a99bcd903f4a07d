import { newId } from "@carbyne/kernel";
import type pg from "pg";

/** What happens in a room, said by the room itself; `by` and `ids` are people. A new kind has its words in the catalogue `chat`. */
export type RoomEvent =
  | { readonly what: "created" | "joined" | "left" | "archived" | "reopened"; readonly by: string }
  | { readonly what: "added" | "removed"; readonly by: string; readonly ids: readonly string[] }
  | { readonly what: "renamed" | "topic"; readonly by: string; readonly to: string }
  | { readonly what: "pictured" | "mailed"; readonly by: string }
  /** Somebody began to meet; `people` were in it when it ended. */
  | {
      readonly what: "meeting";
      readonly by: string;
      readonly meetingId: string;
      readonly endedAt?: string;
      readonly seconds?: number;
      readonly people?: readonly string[];
    }
  /** A film of a meeting is there to be watched. */
  | { readonly what: "recorded"; readonly by: string; readonly recordingId: string; readonly name: string }
  | { readonly what: "role"; readonly by: string; readonly ids: readonly string[]; readonly role: string };

/** Says in a room what happened there, as a step of that change. Answers the id of what it says. */
export async function postEvent(
  client: pg.ClientBase,
  event: RoomEvent,
  { roomId, modseq, at }: { roomId: string; modseq: bigint; at: Date },
): Promise<string> {
  const id = newId();
  await client.query({
    name: "post-room-event",
    text: `WITH room AS (UPDATE "Room" SET "lastNumber" = "lastNumber" + 1, "lastAt" = $4 WHERE "spaceId" = $1 RETURNING "lastNumber")
           INSERT INTO "ChatMessage" ("id", "spaceId", "number", "modseq", "kind", "authorKind", "mentions", "detail", "at")
           SELECT $2, $1, room."lastNumber", $3, 'event', 'room', '{}', $5, $4 FROM room`,
    values: [roomId, id, modseq, at, JSON.stringify(event)],
  });
  return id;
}
