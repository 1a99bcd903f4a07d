export type Screen = {
  readonly screen: MediaStreamTrack;
  readonly screenAudio: MediaStreamTrack | null;
  end(): void;
};

/** Lets the person choose a screen, a window or a tab, with its sound where the system has it; null when they choose none. */
export async function openScreen(): Promise<Screen | null> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 30 } },
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  } catch (error) {
    if (error instanceof Error && (error.name === "NotAllowedError" || error.name === "AbortError")) return null;
    throw error;
  }
  const [screen] = stream.getVideoTracks();
  if (!screen) return null;
  // Letters are to be read: rather fewer pictures than blurred ones. MST-CONTENTHINT §4.
  screen.contentHint = "detail";
  return {
    screen,
    screenAudio: stream.getAudioTracks()[0] ?? null,
    end: () => stream.getTracks().forEach((track) => track.stop()),
  };
}
