import { useEffect, useRef } from "react";
import { watchLevel } from "../media/level.ts";

const steps = [0, 1, 2, 3, 4];

/** A few lights below one's own microphone, so that it is seen that one is heard. Says nothing to a screen reader: the button says it. */
export function OwnLevel({ track }: { track: MediaStreamTrack }) {
  const lights = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      watchLevel(track, (level) => {
        [...(lights.current?.children ?? [])].forEach((light, at) =>
          light.classList.toggle("bg-success", at < Math.round(level * steps.length)),
        );
      }),
    [track],
  );
  return (
    <span ref={lights} aria-hidden="true" className="absolute inset-x-0 bottom-1.5 flex justify-center gap-0.5">
      {steps.map((step) => (
        <span key={step} className="size-1 rounded-full bg-strong" />
      ))}
    </span>
  );
}
