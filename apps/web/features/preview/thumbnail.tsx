import { type ReactNode, useRef, useState } from "react";
import { useThumbnail } from "./use-thumbnail.ts";

export interface ThumbnailProps {
  /** Where the file is; null shows what stands for it and asks for nothing. */
  url: string | null;
  /** Where the file itself is when a browser draws it: shown when the server makes no picture. */
  instead: string | null;
  /** Pages are read from their top, pictures and films are seen in the middle. */
  isPage: boolean;
  /** One of very many, of which only those are asked for that are looked at. */
  isInList?: boolean;
  /** What stands for it as long as there is no picture, or for good. */
  children: ReactNode;
}

/** What a file looks like, small: it fills its place. Says nothing to a screen reader, since the name stands beside it. */
export function Thumbnail({ url, instead, isPage, isInList = false, children }: ThumbnailProps) {
  const box = useRef<HTMLSpanElement>(null);
  const preview = url === null ? null : `${url}/preview?area=400x240&fit=cover&missing=empty`;
  const src = useThumbnail({ url: preview, instead, marginPx: isInList ? 0 : 200, restMs: isInList ? 150 : 0 }, box);
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span ref={box} className="grid size-full place-items-center overflow-hidden">
      {src === null || src === broken ? (
        children
      ) : (
        <img
          src={src}
          alt=""
          decoding="async"
          onError={() => setBroken(src)}
          className={isPage ? "size-full object-cover object-top" : "size-full object-cover"}
        />
      )}
    </span>
  );
}
