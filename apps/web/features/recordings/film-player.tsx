import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { captionsHref, filmHref, type Recording } from "./api.ts";
import { CaptionsPanel } from "./captions-panel.tsx";
import { Chapters } from "./chapters.tsx";
import { Speakers } from "./speakers.tsx";

/** The film, with what leads to places in it: chapters, who speaks, what is said. `#t=` of the address is where it begins. */
export function FilmPlayer({ recording }: { recording: Recording }) {
  const t = useTranslations("recordings");
  const player = useRef<HTMLVideoElement>(null);
  const [second, setSecond] = useState(0);
  const { id, name, seconds, chapters, speakers, captions } = recording;
  const length = seconds ?? 0;
  const go = useCallback((at: number) => {
    const film = player.current;
    if (!film) return;
    film.currentTime = at;
    // A browser may want a click first; then it stands there.
    film.play().catch(() => undefined);
  }, []);
  useEffect(() => {
    const at = Number(/^#t=(\d+(?:\.\d+)?)$/.exec(window.location.hash)?.[1] ?? Number.NaN);
    if (player.current && at > 0) player.current.currentTime = at;
  }, []);
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex min-w-0 flex-col gap-4">
        <video
          ref={player}
          controls
          playsInline
          preload="metadata"
          aria-label={t("player", { name })}
          src={filmHref(id)}
          onTimeUpdate={(event) => setSecond(Math.floor(event.currentTarget.currentTime))}
          className="aspect-video w-full rounded-2 bg-sunken outline-none focus-visible:outline-2 focus-visible:outline-focus"
        >
          {captions.map(({ language }) => (
            <track
              key={language}
              kind="captions"
              srcLang={language}
              label={language}
              src={captionsHref(id, language)}
            />
          ))}
        </video>
        <Speakers speakers={speakers} length={length} second={second} onGo={go} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Chapters chapters={chapters} second={second} onGo={go} />
        <CaptionsPanel recording={recording} second={second} onGo={go} />
      </div>
    </div>
  );
}
