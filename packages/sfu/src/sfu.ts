import type { Order, Sfu, SfuOptions } from "./backend.ts";
import { createConnection } from "./connection.ts";
import { createHouse, type House } from "./house.ts";
import { limits } from "./limits.ts";
import { measureQuality, qualityEveryMs } from "./quality.ts";
import type { Room } from "./room.ts";
import { createWorkers } from "./workers.ts";

/** How long those who are sent on have to be gone until the process may end. */
const drainMs = 2_000;

/** Starts the media workers, and takes sockets of meetings from then on. */
export async function createSfu(options: SfuOptions): Promise<Sfu> {
  const { log } = options;
  const workers = await createWorkers(options);
  const house = createHouse(options, workers);
  const timers = [
    setInterval(() => sayAlive(house), limits.aliveEveryMs),
    setInterval(() => {
      for (const room of house.rooms.values())
        gradeAll(room).catch((err: unknown) => log.error({ err }, "the quality of a meeting is not known"));
    }, qualityEveryMs),
  ];
  function close(): void {
    for (const timer of timers) clearInterval(timer);
    for (const room of house.rooms.values()) room.close();
    workers.close();
  }

  return {
    connect: (socket, about) => createConnection(house, socket, about),
    order(meetingId, order) {
      const room = house.rooms.get(meetingId);
      if (room) carryOut(house, room, order);
    },
    load() {
      const rooms = [...house.rooms.values()];
      const count = (of: (room: Room) => number) => rooms.reduce((sum, room) => sum + of(room), 0);
      return {
        meetings: rooms.length,
        peers: count((room) => room.peers.size),
        producers: count((room) => room.streams.countSent()),
        consumers: count((room) => room.streams.countReceived()),
        workerDeaths: workers.deaths(),
        ...house.counts,
      };
    },
    health() {
      const missing = options.workers - workers.list().length;
      return missing === 0
        ? { ok: true }
        : { ok: false, detail: `${missing} of ${options.workers} media workers are missing` };
    },
    async drain() {
      house.isDraining = true;
      for (const room of house.rooms.values()) room.sendOn();
      await new Promise((resolve) => setTimeout(resolve, drainMs));
    },
    async close() {
      await Promise.all([...house.rooms.values()].map((room) => house.recordings.stopOf(room)));
      close();
    },
  };
}

function sayAlive({ rooms, options }: House): void {
  const lively = [...rooms.values()].filter(({ peers }) => peers.size > 0).map(({ id }) => id);
  if (lively.length === 0) return;
  options.backend
    .alive(lively)
    .catch((err: unknown) => options.log.error({ err }, "it was not written down that meetings go on"));
}

async function gradeAll(room: Room): Promise<void> {
  await Promise.all(
    [...room.peers.values()].map(async (peer) => {
      const quality = await measureQuality(peer);
      if (quality === peer.quality || !room.peers.has(peer.id)) return;
      peer.quality = quality;
      room.tellAll("peerChanged", { peerId: peer.id, quality });
    }),
  );
}

function carryOut({ recordings }: House, room: Room, order: Order): void {
  switch (order.what) {
    case "remove":
      room.bar(order.personId);
      for (const peer of peersOf(room, order.personId)) room.remove(peer, "removed");
      break;
    case "move":
      for (const peer of peersOf(room, order.personId))
        if (peer.deviceId !== order.exceptDeviceId) room.remove(peer, "moved-device");
      break;
    case "signOut":
      for (const peer of peersOf(room, order.personId))
        if (peer.deviceId === order.deviceId) room.remove(peer, "session-ended");
      break;
    case "role":
      for (const peer of peersOf(room, order.personId)) {
        peer.isModerator = order.isModerator;
        room.tellAll("peerChanged", { peerId: peer.id, isModerator: order.isModerator });
      }
      break;
    case "end":
      room.end("meeting-ended");
      break;
    case "record":
      recordings.guard(recordings.start(room, { recordingId: order.recordingId, by: order.by }), room.id);
      break;
    case "stopRecording":
      recordings.guard(recordings.stop(order.recordingId), room.id);
      break;
  }
}

const peersOf = (room: Room, personId: string) => [...room.peers.values()].filter((peer) => peer.personId === personId);
