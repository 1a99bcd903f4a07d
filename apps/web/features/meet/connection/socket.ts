import {
  type NoticeData,
  type NoticeName,
  notices,
  type Reply,
  type RequestData,
  type RequestName,
  requests,
} from "@carbyne/sfu/messages";
import { TRPCClientError } from "@trpc/client";

/** Longer than a server takes that is busy; what is asked for then is asked anew after a reconnect. */
const answerMs = 15_000;
const openMs = 10_000;

/** A notice with what it says. */
export type Told = {
  readonly [Name in NoticeName]: { readonly name: Name; readonly data: NoticeData<Name> };
}[NoticeName];

export type MeetingSocket = {
  /** Asks, and answers what was said. Throws a refusal as the API does, and as an unreachable server where no answer came. */
  ask<Name extends RequestName>(name: Name, data: RequestData<Name>): Promise<Reply<Name>>;
  close(): void;
};

type Waiting = { readonly resolve: (ok: unknown) => void; readonly reject: (error: unknown) => void };

const unreachable = () => new TRPCClientError("network");

function refused(refusal: unknown): TRPCClientError<never> {
  return TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal } } });
}

/** What the server told by itself; null for what this version does not know. */
export function readTold(frame: { tell: unknown; data?: unknown }): Told | null {
  if (typeof frame.tell !== "string" || !Object.hasOwn(notices, frame.tell)) return null;
  const name = frame.tell as NoticeName;
  const read = notices[name].safeParse(frame.data);
  return read.success ? ({ name, data: read.data } as Told) : null;
}

/** Opens the socket of a meeting. `onTold` is called in order; `onClose` once, when it is over for whatever reason but `close`. */
export async function openSocket(
  meetingId: string,
  { onTold, onClose }: { onTold: (told: Told) => void; onClose: () => void },
): Promise<MeetingSocket> {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${window.location.host}/sfu/${meetingId}`);
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let isOver = false;

  function end(isOwn: boolean): void {
    if (isOver) return;
    isOver = true;
    for (const { reject } of waiting.values()) reject(unreachable());
    waiting.clear();
    if (!isOwn) onClose();
  }

  function take(text: unknown): void {
    const frame: unknown = typeof text === "string" ? JSON.parse(text) : null;
    if (typeof frame !== "object" || frame === null) return;
    if ("tell" in frame) {
      const told = readTold(frame);
      if (told) onTold(told);
      return;
    }
    if (!("id" in frame) || typeof frame.id !== "number") return;
    const asker = waiting.get(frame.id);
    waiting.delete(frame.id);
    if ("refused" in frame) asker?.reject(refused(frame.refused));
    else asker?.resolve("ok" in frame ? frame.ok : undefined);
  }

  await new Promise<void>((resolve, reject) => {
    const timer = window.setTimeout(() => socket.close(), openMs);
    socket.addEventListener("open", () => {
      window.clearTimeout(timer);
      resolve();
    });
    socket.addEventListener("close", () => {
      window.clearTimeout(timer);
      reject(unreachable());
    });
  });
  socket.addEventListener("close", () => end(false));
  socket.addEventListener("message", ({ data }) => take(data));

  return {
    async ask(name, data) {
      if (isOver) throw unreachable();
      const id = nextId++;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      socket.send(JSON.stringify({ id, ask: name, data }));
      const timer = window.setTimeout(() => {
        waiting.get(id)?.reject(unreachable());
        waiting.delete(id);
      }, answerMs);
      try {
        return requests[name].reply.parse(await answer) as never;
      } finally {
        window.clearTimeout(timer);
      }
    },
    close() {
      end(true);
      socket.close(1000);
    },
  };
}
