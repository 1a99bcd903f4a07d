import { useEffect, useRef } from "react";
import type { Call } from "../connection/call.ts";
import { useCall, useOwn } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";

export interface SoundsProps {
  call: Call;
  media: OwnMedia;
  /** How loud somebody is here, from 0 to 1, by person; 1 where nothing is said. */
  volumes: ReadonlyMap<string, number>;
}

/** Plays what everybody says and shares. Nothing is seen of it. */
export function Sounds({ call, media, volumes }: SoundsProps) {
  const streams = useCall(call, (state) => state.streams);
  const peers = useCall(call, (state) => state.peers);
  const speakerId = useOwn(media, (state) => state.choices.speakerId);
  return streams
    .filter(({ track }) => track.kind === "audio")
    .map(({ consumerId, peerId, track }) => (
      <Sound
        key={consumerId}
        track={track}
        speakerId={speakerId}
        volume={volumes.get(peers.find(({ id }) => id === peerId)?.personId ?? "") ?? 1}
      />
    ));
}

interface SoundProps {
  track: MediaStreamTrack;
  speakerId: string | null;
  volume: number;
}

function Sound({ track, speakerId, volume }: SoundProps) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return undefined;
    element.srcObject = new MediaStream([track]);
    const play = () => void element.play().catch(() => undefined);
    play();
    // A page that nobody has touched yet may not be heard: it is with the first touch.
    window.addEventListener("pointerdown", play);
    return () => {
      window.removeEventListener("pointerdown", play);
      element.srcObject = null;
    };
  }, [track]);
  useEffect(() => {
    // Not every browser lets one choose; a loudspeaker that is gone is no reason for silence.
    if (audio.current && "setSinkId" in audio.current)
      void audio.current.setSinkId(speakerId ?? "").catch(() => undefined);
  }, [speakerId]);
  useEffect(() => {
    if (audio.current) audio.current.volume = volume;
  }, [volume]);
  return <audio ref={audio} autoPlay className="hidden" />;
}
