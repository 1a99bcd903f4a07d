import { type ReactNode, useRef } from "react";
import { useThumbnail } from "./use-thumbnail.ts";

export interface ThumbnailProps {
  /** Where the file is; null shows what stands for it and asks for nothing. */
  url: string | null;
  /** Where the file itself is when a browser draws it: shown when the server makes no picture. */
  instead: string | null;
  /** Pages are read from their top, pictures and films are seen in the middle. */
  isPage: boolean;
  /** What stands for it as long as there is no picture, or for good. */
  children: ReactNode;
}

/** What a file looks like, small: it fills its place. Says nothing to a screen reader, since the name stands beside it. */
export function Thumbnail({ url, instead, isPage, children }: ThumbnailProps) {
  const box = useRef<HTMLSpanElement>(null);
  const preview = url === null ? null : `${url}/preview?area=400x240&fit=cover`;
  const src = useThumbnail({ url: preview, instead }, box);
  return (
    <span ref={box} className="grid size-full place-items-center overflow-hidden">
      {src === null ? (
        children
      ) : (
        <img
          src={src}
          alt=""
          decoding="async"
          className={isPage ? "size-full object-cover object-top" : "size-full object-cover"}
        />
      )}
    </span>
  );
}
