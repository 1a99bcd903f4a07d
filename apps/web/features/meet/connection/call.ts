import type { RequestData, Source } from "@carbyne/sfu/messages";
import { refusalOf } from "../../../client/words.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { createStore } from "../media/store.ts";
import { type Receiving, startReceiving } from "./receiving.ts";
import { type Sending, startSending } from "./sending.ts";
import { type MeetingSocket, openSocket, type Told } from "./socket.ts";
import { beginning, type CallState, type EndReason, joined, meOf, withTold } from "./state.ts";
import { type CallStats, statsOf } from "./stats.ts";
import { openTransports, type Transports } from "./transports.ts";

/** Leave to come into a meeting, for one time. */
export type Way = { readonly meetingId: string; readonly grant: string };

export type Call = {
  readonly get: () => CallState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly raiseHand: (isRaised: boolean) => Promise<void>;
  readonly react: (emoji: string) => Promise<void>;
  readonly moderate: (act: RequestData<"moderate">["act"], peerId: string | null) => Promise<void>;
  /** Shows something large to everybody, or nothing any more. For moderators. */
  readonly spotlight: (spotlight: RequestData<"spotlight">["spotlight"]) => Promise<void>;
  /** How wide pictures are shown, in device pixels, by producer. */
  readonly show: (widths: ReadonlyMap<string, number>) => void;
  /** Goes into another meeting of the room, such as a part of it. */
  readonly moveTo: (way: Way) => void;
  readonly stats: () => Promise<CallStats>;
  /** Goes out by one's own will. */
  readonly leave: () => void;
};

export type CallOptions = {
  readonly first: Way;
  readonly media: OwnMedia;
  /** Asks to come in anew after the connection was lost; null where that is not to be. */
  readonly again: (meetingId: string) => Promise<Way | null>;
};

const firstRestMs = 500;
const longestRestMs = 10_000;
const reactionMs = 4_000;

/** A joining: what was opened for it, and is closed with it. */
type Session = {
  readonly socket: MeetingSocket;
  transports?: Transports;
  sending?: Sending;
  receiving?: Receiving;
};

/** A meeting as one browser is in it, from the first joining over all lost connections to the end. No React in it. */
export function createCall({ first, media, again }: CallOptions): Call {
  const store = createStore<CallState>(beginning);
  const change = (changes: Partial<CallState>) => store.set({ ...store.get(), ...changes });
  let session: Session | null = null;
  let secret: string | undefined;
  let widths: ReadonlyMap<string, number> = new Map();
  /** Counts ways in: what belongs to an earlier one changes nothing any more. */
  let round = 0;

  function end(ended: EndReason, error: unknown = null): void {
    round++;
    closeSession();
    change({ status: "ended", ended, error, streams: [] });
  }

  function closeSession(): void {
    session?.sending?.stop();
    session?.receiving?.stop();
    session?.transports?.close();
    session?.socket.close();
    session = null;
  }

  function take(told: Told): void {
    store.set(withTold(store.get(), told));
    const { peers, reactions } = store.get();
    session?.receiving?.follow(peers);
    if (told.name === "consumerClosed") session?.receiving?.isClosed(told.data.consumerId);
    if (told.name === "reaction") {
      const key = reactions.at(-1)?.key;
      window.setTimeout(
        () => change({ reactions: store.get().reactions.filter((one) => one.key !== key) }),
        reactionMs,
      );
    }
    if (told.name === "moderated") obey(told.data.act);
    if (told.name === "ended") end(told.data.reason);
    if (told.name === "moved") lose(round, 0);
  }

  /** The server has done it already: what is shown here and sent from here follows. */
  function obey(act: RequestData<"moderate">["act"]): void {
    if (act === "mute") {
      session?.sending?.isPausedBy("mic");
      void media.setMic(false);
    } else if (act === "stopCamera") void media.setCamera(false);
    else if (act === "stopScreen") media.stopSharing();
  }

  async function enter({ meetingId, grant }: Way, own: number): Promise<void> {
    const opened = await openSocket(meetingId, {
      onTold: (told) => own === round && take(told),
      onClose: () => own === round && lose(own, 0),
    });
    if (own !== round) return opened.close();
    const next: Session = { socket: opened };
    session = next;
    const isSame = store.get().meetingId === meetingId;
    const handAt = isSame ? (meOf(store.get())?.handAt ?? null) : null;
    const reply = await opened.ask("join", {
      grant,
      ...(isSame && secret !== undefined ? { resume: secret } : {}),
      ...(handAt === null ? {} : { handAt }),
    });
    if (own !== round) return;
    secret = reply.secret;
    store.set(joined(store.get(), meetingId, reply));
    const transports = await openTransports(opened, reply, () => own === round && lose(own, 0));
    if (own !== round) return transports.close();
    next.transports = transports;
    next.sending = startSending(media, transports, opened, {
      // The server tells only the others what somebody sends.
      onSent: (producers) =>
        own === round &&
        change({ peers: store.get().peers.map((peer) => (peer.id === reply.peerId ? { ...peer, producers } : peer)) }),
      onFault: dropSource,
    });
    next.receiving = startReceiving(reply.peerId, transports, opened, {
      onStream: (stream) => own === round && change({ streams: [...store.get().streams, stream] }),
      onGone: (id) =>
        own === round && change({ streams: store.get().streams.filter(({ consumerId }) => consumerId !== id) }),
    });
    next.receiving.show(widths);
    next.receiving.follow(store.get().peers);
  }

  /** What the server does not take is not shown as if it was sent. */
  function dropSource(source: Source, error: unknown): void {
    if (refusalOf(error) === null) return;
    if (source === "mic") void media.setMic(false);
    else if (source === "camera") void media.setCamera(false);
    else media.stopSharing();
  }

  /** The connection is lost: comes in anew until it works, or until it is refused. */
  function lose(own: number, rests: number): void {
    if (own !== round || store.get().status === "ended") return;
    const next = ++round;
    closeSession();
    change({ status: store.get().liveSince === null ? "connecting" : "reconnecting" });
    const restMs = rests === 0 ? 0 : Math.min(firstRestMs * 2 ** (rests - 1), longestRestMs);
    window.setTimeout(
      () => {
        if (next === round) void comeBack(next, rests + 1);
      },
      restMs * (0.75 + Math.random() / 2),
    );
  }

  async function comeBack(own: number, rests: number): Promise<void> {
    try {
      const way = await again(store.get().meetingId ?? first.meetingId);
      if (own !== round) return;
      if (way === null) return end("refused");
      await enter(way, own);
    } catch (error) {
      if (own !== round) return;
      const kind = refusalOf(error)?.kind;
      if (kind !== undefined && kind !== "busy" && kind !== "too-many" && kind !== "unauthenticated")
        end("refused", error);
      else lose(own, rests);
    }
  }

  function begin(way: Way): void {
    const own = ++round;
    closeSession();
    void enter(way, own).catch((error: unknown) => {
      if (own !== round) return;
      if (refusalOf(error)) end("refused", error);
      else lose(own, 1);
    });
  }

  async function ask<Name extends "raiseHand" | "react" | "moderate" | "spotlight">(
    name: Name,
    data: RequestData<Name>,
  ) {
    await session?.socket.ask(name, data);
  }

  /** It shows at once: whoever presses again means the other way, whatever the server has said by then. */
  function showHand(handAt: string | null): void {
    const { meId } = store.get();
    if (meId !== null) store.set(withTold(store.get(), { name: "peerChanged", data: { peerId: meId, handAt } }));
  }

  begin(first);
  return {
    get: store.get,
    subscribe: store.subscribe,
    async raiseHand(isRaised) {
      const before = meOf(store.get())?.handAt ?? null;
      showHand(isRaised ? (before ?? new Date().toISOString()) : null);
      try {
        await ask("raiseHand", { isRaised });
      } catch (error) {
        showHand(before);
        throw error;
      }
    },
    react: (emoji) => ask("react", { emoji }),
    moderate: (act, peerId) => ask("moderate", { act, peerId }),
    spotlight: (spotlight) => ask("spotlight", { spotlight }),
    show(next) {
      widths = next;
      session?.receiving?.show(next);
    },
    moveTo(way) {
      change({ status: "connecting", peers: [], streams: [], speakerId: null });
      begin(way);
    },
    stats: () => statsOf(session?.transports ?? null, session?.receiving?.consumers() ?? new Map()),
    leave() {
      const { socket } = session ?? {};
      if (!socket) return end("left");
      const over = () => end("left");
      // It is written down that one left by oneself; nobody waits long for that.
      void Promise.race([socket.ask("leave", {}), new Promise((resolve) => window.setTimeout(resolve, 500))]).then(
        over,
        over,
      );
    },
  };
}
