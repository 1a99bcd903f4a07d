import { type Producer, type Source, sources } from "@carbyne/sfu/messages";
import type { types } from "mediasoup-client";
import type { OwnMedia } from "../media/own-media.ts";
import type { MeetingSocket } from "./socket.ts";
import type { Transports } from "./transports.ts";

type Wanted = { readonly track: MediaStreamTrack | null; readonly isOn: boolean };

function wantedOf(media: OwnMedia, source: Source): Wanted {
  const { mic, camera, screen, screenAudio } = media.get();
  if (source === "mic") return mic;
  if (source === "camera") return camera;
  const track = source === "screen" ? screen : screenAudio;
  return { track, isOn: track !== null };
}

export type Sending = {
  /** A moderator had the server pause it: what is sent is so already. */
  readonly isPausedBy: (source: Source) => void;
  readonly producers: () => ReadonlyMap<Source, types.Producer>;
  readonly stop: () => void;
};

/** Sends what somebody has on, and follows what they change, one step after the other. `onSent` is told what is sent then, `onFault` what the server would not take. */
export function startSending(
  media: OwnMedia,
  transports: Transports,
  socket: MeetingSocket,
  { onSent, onFault }: { onSent: (sent: Producer[]) => void; onFault: (source: Source, error: unknown) => void },
): Sending {
  const producers = new Map<Source, types.Producer>();
  let isOver = false;
  let isBusy = false;
  let isStale = false;

  const sent = (): Producer[] => [...producers].map(([source, { id, paused }]) => ({ id, source, isPaused: paused }));

  async function close(source: Source, producer: types.Producer): Promise<void> {
    producers.delete(source);
    producer.close();
    await socket.ask("closeProducer", { producerId: producer.id });
  }

  async function bring(source: Source): Promise<void> {
    const { track, isOn } = wantedOf(media, source);
    const producer = producers.get(source);
    if (!producer) {
      if (!track || !isOn || track.readyState === "ended") return;
      const made = await transports.produce(source, track);
      if (isOver) return made.close();
      producers.set(source, made);
      return;
    }
    if (!track) return close(source, producer);
    if (producer.track !== track) await producer.replaceTrack({ track });
    if (isOn !== producer.paused) return;
    if (isOn) producer.resume();
    else producer.pause();
    await socket.ask("pauseProducer", { producerId: producer.id, isPaused: !isOn });
  }

  async function sync(): Promise<void> {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale && !isOver) {
      isStale = false;
      for (const source of sources) {
        if (isOver) break;
        try {
          await bring(source);
        } catch (error) {
          if (!isOver) onFault(source, error);
        }
      }
      if (!isOver) onSent(sent());
    }
    isBusy = false;
  }

  const unsubscribe = media.subscribe(() => void sync());
  void sync();
  return {
    isPausedBy: (source) => producers.get(source)?.pause(),
    producers: () => producers,
    stop() {
      isOver = true;
      unsubscribe();
    },
  };
}
