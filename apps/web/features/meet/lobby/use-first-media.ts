import { useEffect } from "react";
import type { OwnMedia } from "../media/own-media.ts";

/** Opens what was on the last time, once the lobby is there. */
export function useFirstMedia(media: OwnMedia): void {
  useEffect(() => {
    const { choices, mic, camera } = media.get();
    if (choices.wantsMic && !mic.track) void media.setMic(true);
    if (choices.wantsCamera && !camera.track) void media.setCamera(true);
  }, [media]);
}
