import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import type * as Api from "../api.ts";
import { type RoomLine, roomsKey } from "../api.ts";
import { createChatSync } from "./sync-chat.ts";

const { askRooms } = vi.hoisted(() => ({ askRooms: vi.fn<() => Promise<unknown>>() }));
vi.mock("../api.ts", async (original) => {
  const { roomsQuery, ...rest } = await original<typeof Api>();
  return { ...rest, roomsQuery: { ...roomsQuery, queryFn: askRooms, retry: false } };
});

const seat = { draft: "", clearedNumber: 0 } as RoomLine["seat"];
const line = { room: { id: "room" }, modseq: "4", last: null, seat } as RoomLine;
const withDraft = { what: "seats", seats: [{ ...seat, roomId: "room", draft: "Written elsewhere" }] } as const;
const setUp = () => {
  const client = new QueryClient();
  const sync = createChatSync(client, { me: "me", onHeard: () => undefined });
  return { sync, drafts: () => client.getQueryData<RoomLine[]>(roomsKey)?.map((one) => one.seat.draft) };
};

afterEach(() => askRooms.mockReset());

test("what is told while the rooms are on their way is taken in after them", async () => {
  const answer = Promise.withResolvers<unknown>();
  askRooms.mockReturnValue(answer.promise);
  const { sync, drafts } = setUp();
  sync.tell(withDraft);
  sync.tell({ ...withDraft, seats: withDraft.seats.map((one) => ({ ...one, draft: "And changed" })) });
  answer.resolve([line]);
  await vi.waitFor(() => expect(drafts()).toEqual(["And changed"]));
  expect(askRooms).toHaveBeenCalledOnce();
});

test("where the rooms cannot be had nothing is kept of it, and the next is taken in", async () => {
  askRooms.mockRejectedValueOnce(new Error("away")).mockResolvedValue([line]);
  const { sync, drafts } = setUp();
  sync.tell(withDraft);
  await vi.waitFor(() => expect(askRooms).toHaveBeenCalledOnce());
  await new Promise((resolve) => setTimeout(resolve, 0));
  sync.tell(withDraft);
  await vi.waitFor(() => expect(drafts()).toEqual(["Written elsewhere"]));
});
