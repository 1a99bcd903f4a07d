import { Refusal, type RefusalKind } from "@carbyne/kernel";
import type { Socket } from "./backend.ts";
import { handlers } from "./handlers/index.ts";
import type { House } from "./house.ts";
import { join } from "./joining.ts";
import { createBudget, createRates, limits, patience as patienceRate } from "./limits.ts";
import { Ask, type Frame, type RequestName, requests } from "./messages.ts";
import type { Line, Peer } from "./peer.ts";
import type { Room } from "./room.ts";

/**
 * One client's socket. What holds here:
 * - asks of one client are done one after the other, in the order in which they came; those of others do not wait for them;
 * - before `join` nothing else is answered, and that comes within ten seconds or the socket is closed;
 * - nothing of a frame is used that `messages.ts` has not checked, and its size is looked at before it is read;
 * - what is thrown ends in `refuse`, the only catch: a Refusal is told, all else is a bug, logged and answered without its words;
 * - bad form and too many asks cost patience, and who has none left is ended with "flooding"; the meeting goes on;
 * - when this returns from closing, the room knows that the socket is gone: nothing waits for the other side to close as well.
 */
export function createConnection(
  house: House,
  socket: Socket,
  { meetingId, ip }: { readonly meetingId: string; readonly ip: string },
): void {
  const log = house.options.log.child({ meetingId, ip });
  const rates = createRates();
  const patience = createBudget(patienceRate);
  let place: { readonly room: Room; readonly peer: Peer } | null = null;
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;
  let isOver = false;
  const joinTimer = setTimeout(() => close(closeCodes.policy, "nobody-joined"), limits.joinWithinMs);
  house.strangers++;

  const line: Line = {
    tell: (name, data) => send({ tell: name, data }),
    sendText,
    end(reason) {
      line.tell("ended", { reason });
      close(closeCodes.ended, reason);
    },
    cut: (reason) => close(closeCodes.restart, reason),
  };

  function sendText(text: string): void {
    if (isOver) return;
    if (socket.waitingBytes > limits.waitingBytes) close(closeCodes.busy, "reader-too-slow");
    else socket.send(text);
  }
  const send = (frame: Frame) => sendText(JSON.stringify(frame));

  function close(code: number, reason: string): void {
    if (isOver) return;
    socket.close(code, reason);
    gone();
  }
  function gone(): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(joinTimer);
    if (place) place.room.lose(place.peer, line);
    else house.strangers--;
  }
  function flood(): void {
    house.counts.flooded++;
    log.warn({}, "a client was sent away for flooding");
    line.end("flooding");
    // Whoever floods has no place to come back to.
    if (place) place.room.remove(place.peer);
  }

  function receive(text: string): void {
    if (isOver) return;
    if (text.length > limits.frameBytes || Buffer.byteLength(text) > limits.frameBytes)
      return close(closeCodes.tooLarge, "frame-too-large");
    if (queued >= limits.queued) return flood();
    const ask = readAsk(text);
    if (ask.ask === null) return refuse(ask.id, new Refusal("invalid", "media-bad-frame"));
    try {
      rates.take(ask.ask);
    } catch (error) {
      return refuse(ask.id, error);
    }
    queued++;
    queue = queue.then(() => answer(ask));
  }
  async function answer({ id, ask, data }: AskFrame): Promise<void> {
    try {
      if (isOver) return;
      send({ id, ok: await perform(ask, data) });
      if (ask === "leave") close(closeCodes.ended, "left");
    } catch (error) {
      refuse(id, error);
    } finally {
      queued--;
    }
  }
  async function perform(ask: RequestName, given: unknown): Promise<unknown> {
    const read = requests[ask].data.safeParse(given);
    if (!read.success) throw new Refusal("invalid", "media-bad-frame");
    if (ask === "join") return enter(read.data as Parameters<typeof join>[2]);
    if (!place) throw new Refusal("unauthenticated", "media-not-joined");
    // The name and the data were read by the same entry of the map.
    const handle = handlers[ask] as (asking: object, data: unknown) => unknown;
    return handle({ ...place, log }, read.data);
  }
  async function enter(data: Parameters<typeof join>[2]): Promise<unknown> {
    if (place) throw new Refusal("conflict", "media-joined-already");
    const { room, peer, reply } = await join(house, { meetingId, line, isGone: () => isOver }, data);
    clearTimeout(joinTimer);
    house.strangers--;
    place = { room, peer };
    return reply;
  }
  function refuse(id: number, error: unknown): void {
    if (isOver) return;
    if (!(error instanceof Refusal)) {
      log.error({ err: error }, "an ask in a meeting failed");
      return send({ id, refused: { kind: "internal", reason: "internal", params: {} } });
    }
    house.counts.refused++;
    send({ id, refused: { kind: error.kind, reason: error.reason, params: { ...error.params } } });
    if (!patience.take(costs[error.kind] ?? 1)) flood();
  }

  socket.onMessage(receive);
  socket.onClose(gone);
  if (house.strangers > limits.strangers) close(closeCodes.busy, "busy");
}

/** RFC 6455 §7.4.1; 1012 and 1013 are registered with IANA (service restart, try again later). */
const closeCodes = { ended: 1000, policy: 1008, tooLarge: 1009, restart: 1012, busy: 1013 } as const;

/** In patience: who sends what no client of ours would send is through sooner. */
const costs: Partial<Record<RefusalKind, number>> = { invalid: 4, unauthenticated: 4, "not-found": 1 };

type AskFrame = ReturnType<typeof Ask.parse>;

/** The frame; of one that is none, `ask` is null and the id is what it seems to have, so that the answer finds who asked. */
function readAsk(text: string): AskFrame | { readonly id: number; readonly ask: null } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { id: 0, ask: null };
  }
  const read = Ask.safeParse(json);
  if (read.success) return read.data;
  const { success, data: id } = Ask.shape.id.safeParse((json as { id?: unknown } | null)?.id);
  return { id: success ? id : 0, ask: null };
}
