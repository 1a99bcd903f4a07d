import type { Treated } from "./treat.ts";

/** RNNoise knows voices at this rate alone. */
const sampleRate = 48_000;
const readyMs = 8_000;

/** A voice without what hums and clatters behind it. */
export async function withoutNoise(raw: MediaStreamTrack): Promise<Treated> {
  const audio = new AudioContext({ sampleRate });
  try {
    await audio.audioWorklet.addModule("/meet/noise-worklet.js");
    const source = audio.createMediaStreamSource(new MediaStream([raw]));
    const remover = new AudioWorkletNode(audio, "noise-remover", { channelCount: 1, channelCountMode: "explicit" });
    const target = new MediaStreamAudioDestinationNode(audio, { channelCount: 1 });
    source.connect(remover).connect(target);
    const [track] = target.stream.getAudioTracks();
    if (!track) throw new Error("no track");
    await new Promise<void>((resolve, reject) => {
      const timer = window.setTimeout(() => reject(new Error("noise-remover is late")), readyMs);
      remover.port.addEventListener("message", ({ data }) => {
        window.clearTimeout(timer);
        if (data === "ready") resolve();
        else reject(new Error("noise-remover failed"));
      });
      remover.port.start();
    });
    return {
      track,
      end() {
        remover.port.postMessage("end");
        track.stop();
        raw.stop();
        void audio.close();
      },
    };
  } catch (error) {
    void audio.close();
    throw error;
  }
}
