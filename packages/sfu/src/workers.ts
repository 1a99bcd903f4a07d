import { isIP } from "node:net";
import { createWorker, type types } from "mediasoup";
import { type Logger, Refusal } from "@carbyne/kernel";
import type { SfuOptions } from "./backend.ts";

/** One of mediasoup's worker processes, with the ports at which clients reach it. */
export type MediaWorker = {
  readonly index: number;
  readonly process: types.Worker;
  /** All transports of the worker share its one UDP and one TCP port. */
  readonly server: types.WebRtcServer;
  /** Peers that are served by it. */
  peers: number;
};

export type Workers = {
  /** Where the next peer goes. While the only one is being replaced, that is waited for; a Refusal "busy" when it does not come. */
  leastLoaded(): Promise<MediaWorker>;
  list(): readonly MediaWorker[];
  deaths(): number;
  close(): void;
};

type Options = Pick<SfuOptions, "workerBin" | "workers" | "listen"> & { readonly log: Logger };

/** How long a port of a worker that died may still be taken, in tries of so many ms. */
const [tries, betweenTriesMs] = [100, 100];

/** Starts the workers. One that dies is replaced at once, at the same ports; its routers say so to the rooms by themselves. */
export async function createWorkers({ workerBin, workers: count, listen, log }: Options): Promise<Workers> {
  const workers = new Map<number, MediaWorker>();
  let deaths = 0;
  let isOver = false;

  async function start(index: number): Promise<void> {
    const process = await createWorker({ workerBin, logLevel: "warn" });
    try {
      const server = await process.createWebRtcServer({ listenInfos: listenInfos(listen, index) });
      if (isOver) return process.close();
      workers.set(index, { index, process, server, peers: 0 });
    } catch (error) {
      process.close();
      throw error;
    }
    process.on("died", (err) => {
      workers.delete(index);
      if (isOver) return;
      deaths++;
      log.error({ err, index }, "a media worker died, another one takes its place");
      replace(index).catch((error: unknown) => log.error({ err: error, index }, "a media worker cannot be replaced"));
    });
  }
  async function replace(index: number): Promise<void> {
    for (let left = tries; !isOver; left--) {
      try {
        return await start(index);
      } catch (error) {
        if (left === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
      }
    }
  }
  function close(): void {
    isOver = true;
    for (const worker of workers.values()) worker.process.close();
    workers.clear();
  }

  try {
    for (let index = 0; index < count; index++) await start(index);
  } catch (error) {
    close();
    throw error;
  }
  return {
    async leastLoaded() {
      for (let left = tries; workers.size === 0; left--) {
        if (left === 0 || isOver) throw new Refusal("busy", "media-moved");
        await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
      }
      const [first, ...others] = workers.values();
      if (!first) throw new Refusal("busy", "media-moved");
      return others.reduce((least, worker) => (worker.peers < least.peers ? worker : least), first);
    },
    list: () => [...workers.values()],
    deaths: () => deaths,
    close,
  };
}

/**
 * Where one worker listens. Behind address translation the name from outside is announced once, with the first address that can be meant by it; who is in
 * the same network still comes by the machine's own addresses.
 */
export function listenInfos(
  { port, addresses, announced }: SfuOptions["listen"],
  index: number,
): types.TransportListenInfo[] {
  const ports = port === 0 ? {} : { port: port + index };
  const outside = announced === null ? undefined : addresses.find((address) => canMean(announced, address));
  return addresses.flatMap((ip) => {
    const names = announced !== null && ip === outside ? { announcedAddress: announced, exposeInternalIp: true } : {};
    return (["udp", "tcp"] as const).map((protocol) => ({ protocol, ip, ...ports, ...names }));
  });
}

/** A name can mean any address that leaves the machine, an address only one of its own family. */
function canMean(announced: string, address: string): boolean {
  const isLoopback = address === "::1" || address.startsWith("127.");
  return !isLoopback && (isIP(announced) === 0 || isIP(announced) === isIP(address));
}
