import { silentLogger } from "@carbyne/kernel";
import { observer, type types } from "mediasoup";
import { vi } from "vitest";
import type { Grant, Sfu, SfuOptions, Socket } from "./backend.ts";
import { createMemoryBackend } from "./memory-backend.ts";
import type { NoticeData, NoticeName, Reply, RequestData, RequestName } from "./messages.ts";
import { createSfu } from "./sfu.ts";

/** A busy machine takes its time. */
export const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const meetingId = "0193d3f0-0000-7000-8000-000000000001";

/** A server with the real worker on the loopback, over a backend in memory. */
export async function startSfu(given: Partial<SfuOptions> = {}) {
  const memory = createMemoryBackend();
  const processes: number[] = [];
  const note = ({ pid }: types.Worker) => void processes.push(pid);
  observer.on("newworker", note);
  const sfu = await createSfu({
    backend: memory.backend,
    log: silentLogger,
    workerBin: process.env["MEDIASOUP_WORKER_BIN"] ?? "",
    workers: 1,
    listen: { port: 0, addresses: ["127.0.0.1"], announced: null },
    iceServers: () => [],
    recordingFolder: "/nonexistent",
    ...given,
  });
  observer.off("newworker", note);
  return { sfu, memory, processes, ...sfuClients(sfu, memory) };
}

export type Refused = { readonly kind: string; readonly reason: string; readonly params: Record<string, unknown> };

export class RefusedAsk extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(`${refused.kind}: ${refused.reason}`);
    this.refused = refused;
  }
}

/** A socket in memory: what is sent arrives a little later, in order. */
export function memorySocket() {
  const toServer: ((text: string) => void)[] = [];
  const closing: (() => void)[] = [];
  const frames: string[] = [];
  let onFrame = (_text: string) => {};
  let closed: { readonly code: number; readonly reason: string } | null = null;
  const socket: Socket & { waitingBytes: number } = {
    waitingBytes: 0,
    send: (text) => {
      if (closed) return;
      frames.push(text);
      setImmediate(() => onFrame(text));
    },
    close(code, reason) {
      closed ??= { code, reason };
    },
    onMessage: (listener) => void toServer.push(listener),
    onClose: (listener) => void closing.push(listener),
  };
  return {
    socket,
    frames,
    listen: (listener: (text: string) => void) => void (onFrame = listener),
    write: (text: string) => {
      for (const listener of toServer) listener(text);
    },
    /** The network is gone. */
    cut: () => {
      for (const listener of closing) listener();
    },
    closed: () => closed,
  };
}

export type TestClient = ReturnType<ReturnType<typeof sfuClients>["connect"]>;

function sfuClients(sfu: Sfu, memory: ReturnType<typeof createMemoryBackend>) {
  function connect(about = { meetingId, ip: "127.0.0.1" }) {
    const wire = memorySocket();
    const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
    const notices: { readonly tell: NoticeName; readonly data: unknown }[] = [];
    let count = 0;
    wire.listen((text) => {
      const frame = JSON.parse(text);
      if (frame.tell) return void notices.push(frame);
      const asker = waiting.get(frame.id);
      waiting.delete(frame.id);
      if (frame.refused) asker?.reject(new RefusedAsk(frame.refused));
      else asker?.resolve(frame.ok);
    });
    sfu.connect(wire.socket, about);
    const client = {
      ...wire,
      notices,
      ask<Name extends RequestName>(ask: Name, data: RequestData<Name>): Promise<Reply<Name>> {
        const id = ++count;
        return new Promise((resolve, reject) => {
          waiting.set(id, { resolve: (value) => resolve(value as Reply<Name>), reject });
          wire.write(JSON.stringify({ id, ask, data }));
        });
      },
      /** What was told under this name so far. */
      told: <Name extends NoticeName>(name: Name) =>
        notices.filter(({ tell }) => tell === name).map(({ data }) => data as NoticeData<Name>),
      join: (grant: Partial<Grant> = {}, rest: Omit<RequestData<"join">, "grant"> = {}) =>
        client.ask("join", { grant: memory.grant({ meetingId: about.meetingId, ...grant }), ...rest }),
    };
    return client;
  }
  return {
    connect,
    joined: async (grant: Partial<Grant> = {}) => {
      const client = connect();
      return Object.assign(client, await client.join(grant));
    },
  };
}

/** What an ask was refused for. */
export async function refusalOf(asking: Promise<unknown>): Promise<string> {
  return asking.then(
    () => "it was answered",
    (error: unknown) => {
      if (error instanceof RefusedAsk) return error.message;
      throw error;
    },
  );
}
