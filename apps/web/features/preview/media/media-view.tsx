import { useRef } from "react";
import { useTranslations } from "next-intl";
import { FileIcon } from "../../files/file-icon.tsx";
import { Unshown } from "../unshown.ts";
import { useViewKeys, type ViewProps } from "../view-props.ts";

async function playOrPause(player: HTMLMediaElement | null): Promise<void> {
  if (!player) return;
  if (!player.paused) return player.pause();
  // What cannot be played says so by itself.
  await player.play().catch(() => undefined);
}

/** A film in the browser's own player; its stretches are asked for as they are played. */
export function FilmView({ file, onFail }: ViewProps) {
  const player = useRef<HTMLVideoElement>(null);
  useViewKeys({ " ": () => void playOrPause(player.current) });
  return (
    <div className="flex min-h-0 flex-1 p-4 max-md:p-0">
      {/* Films of strangers have no words with them. */}
      <video
        ref={player}
        controls
        playsInline
        preload="metadata"
        aria-label={file.name}
        src={file.contentHref}
        poster={file.previewHref("picture", { area: "1280x1280" })}
        onError={() => onFail(new Unshown("unplayable"))}
        className="m-auto max-h-full w-full max-w-[1280px] rounded-2 outline-none focus-visible:outline-2 focus-visible:outline-focus"
      />
    </div>
  );
}

/** A sound, with how loud it is from its beginning to its end. */
export function SoundView({ file, onFail }: ViewProps) {
  const t = useTranslations("preview");
  return (
    <div className="m-auto flex w-[calc(100%-32px)] max-w-[560px] flex-col items-center gap-4 rounded-2 border bg-surface p-6">
      <FileIcon node={{ kind: "file", mime: file.type }} className="size-12! [&_svg]:size-6!" />
      <p dir="auto" className="max-w-full truncate text-14 font-medium">
        {file.name}
      </p>
      <audio
        controls
        preload="metadata"
        aria-label={t("sound", { name: file.name })}
        src={file.contentHref}
        onError={() => onFail(new Unshown("unplayable"))}
        className="w-full"
      />
    </div>
  );
}
