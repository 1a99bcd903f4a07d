import { useCallback, useEffect, useState } from "react";
import type { Call } from "../connection/call.ts";
import type { OwnMedia } from "../media/own-media.ts";

/** The picture of a tile, by its key. */
const videoOf = (key: string) =>
  document.querySelector<HTMLVideoElement>(`[data-tile="${CSS.escape(key)}"] video`) ?? null;

export type Besides = {
  /** What is shown in a window of its own. */
  readonly key: string | null;
  /** Null where the browser has no such windows. */
  readonly open: ((key: string) => void) | null;
  readonly full: (key: string) => void;
};

/** Shows one picture in a small window above all others, or as large as the screen. Picture-in-Picture §4, Fullscreen §3. */
export function useBesides(call: Call, media: OwnMedia): Besides {
  const [key, setKey] = useState<string | null>(null);
  const open = useCallback((wanted: string) => {
    const video = videoOf(wanted);
    if (!video) return;
    video.addEventListener("leavepictureinpicture", () => setKey(null), { once: true });
    void video.requestPictureInPicture().then(
      () => setKey(wanted),
      () => undefined,
    );
  }, []);
  const full = useCallback((wanted: string) => {
    const tile = document.querySelector(`[data-tile="${CSS.escape(wanted)}"]`);
    if (document.fullscreenElement) void document.exitFullscreen();
    else void tile?.requestFullscreen().catch(() => undefined);
  }, []);
  useEffect(
    () => () => {
      if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(() => undefined);
    },
    [call, media],
  );
  const isThere = typeof document !== "undefined" && document.pictureInPictureEnabled;
  return { key, open: isThere ? open : null, full };
}
