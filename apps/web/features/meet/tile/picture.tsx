import { clsx } from "clsx";
import { useEffect, useRef } from "react";

export interface PictureProps {
  track: MediaStreamTrack;
  /** Whose picture it is, or what it shows. */
  label: string;
  /** As in a mirror, for one's own face. */
  isMirrored?: boolean;
  /** All of it, for what is to be read; else it fills its place. */
  isWhole?: boolean;
}

/** A moving picture. Its sound is played elsewhere. */
export function Picture({ track, label, isMirrored = false, isWhole = false }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = new MediaStream([track]);
    // A browser that saves power may stop it; it goes on with the next touch.
    void element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={video}
      aria-label={label}
      autoPlay
      playsInline
      muted
      className={clsx(
        "absolute inset-0 size-full",
        isWhole ? "object-contain" : "object-cover",
        isMirrored && "-scale-x-100",
      )}
    />
  );
}
