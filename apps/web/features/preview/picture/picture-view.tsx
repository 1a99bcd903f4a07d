import { Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { drawnAs } from "../drawn-as.ts";
import { printPictures } from "../print.ts";
import { Unshown } from "../unshown.ts";
import { useFetched } from "../use-made.ts";
import { useSize } from "../use-size.ts";
import type { ViewProps } from "../view-props.ts";
import { ViewTools } from "../view-tools.tsx";
import { useZoom, ZoomTools } from "../zoom.tsx";

const asBlob = (answer: Response): Promise<Blob> => answer.blob();

/** A picture that a browser does not draw by itself, or that must not be given to it: as the server draws it. */
export function DrawnView(props: ViewProps) {
  const { file, onFail } = props;
  const { value, error } = useFetched(file.previewHref("picture", drawnAs), asBlob);
  const [src, setSrc] = useState<string | null>(null);
  useEffect(() => {
    if (!value) return undefined;
    const url = URL.createObjectURL(value);
    setSrc(url);
    return () => URL.revokeObjectURL(url);
  }, [value]);
  useEffect(() => {
    if (error) onFail(error);
  }, [error, onFail]);
  return src === null ? <Skeleton className="m-auto size-1/2" /> : <Picture {...props} src={src} />;
}

/** A picture as it is. */
export function PictureView(props: ViewProps) {
  return <Picture {...props} src={props.file.contentHref} />;
}

const roomPx = 32;

function Picture({ file, src, onPrintable, onFail }: ViewProps & { src: string }) {
  const t = useTranslations("preview");
  const box = useRef<HTMLDivElement>(null);
  const room = useSize(box);
  const zoom = useZoom();
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const drag = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  useEffect(() => {
    if (!size) return undefined;
    onPrintable(() => void printPictures([src]));
    return () => onPrintable(null);
  }, [size, src, onPrintable]);

  const isTurned = zoom.turn % 180 !== 0;
  const width = (isTurned ? size?.height : size?.width) ?? 1;
  const height = (isTurned ? size?.width : size?.height) ?? 1;
  const fit = Math.min(1, (room.width - roomPx) / width, (room.height - roomPx) / height);
  const scale = Math.max(0.02, zoom.wanted ?? fit);
  const isLarger = width * scale > room.width || height * scale > room.height;
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const { currentTarget: at } = event;
    if (!isLarger || event.pointerType !== "mouse" || event.button !== 0) return;
    drag.current = { x: event.clientX, y: event.clientY, left: at.scrollLeft, top: at.scrollTop };
    at.setPointerCapture(event.pointerId);
  };
  const onPointerMove = ({ currentTarget: at, clientX, clientY }: PointerEvent<HTMLDivElement>) => {
    if (drag.current)
      at.scrollTo(drag.current.left + drag.current.x - clientX, drag.current.top + drag.current.y - clientY);
  };

  return (
    <>
      <div
        ref={box}
        data-scrolls=""
        tabIndex={isLarger ? 0 : -1}
        role="group"
        aria-label={file.name}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onDoubleClick={() => zoom.set(zoom.wanted === null && fit < 1 ? 1 : null)}
        className={`flex min-h-0 flex-1 overflow-auto outline-none ${isLarger ? "cursor-grab active:cursor-grabbing" : ""}`}
      >
        <div
          className={`relative m-auto shrink-0 ${size === null ? "size-1/2" : ""}`}
          style={size === null ? {} : { width: width * scale, height: height * scale }}
        >
          {size === null ? <Skeleton className="absolute inset-0" /> : null}
          <img
            key={src}
            src={src}
            alt={file.name}
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              // A drawing without a size of its own fills the place.
              setSize({ width: naturalWidth || 800, height: naturalHeight || 600 })
            }
            onError={() => onFail(new Unshown("preview-broken"))}
            className="absolute top-1/2 left-1/2 max-w-none origin-center"
            style={{
              width: (size?.width ?? 1) * scale,
              height: (size?.height ?? 1) * scale,
              transform: `translate(-50%, -50%) rotate(${zoom.turn}deg)`,
              visibility: size === null ? "hidden" : "visible",
            }}
          />
        </div>
      </div>
      <ViewTools label={t("tools")}>
        <ZoomTools zoom={zoom} scale={scale} />
      </ViewTools>
    </>
  );
}
