import { Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useLatest } from "../../../client/latest.ts";
import { Unshown } from "../unshown.ts";
import { useFetched } from "../use-made.ts";
import type { ViewProps } from "../view-props.ts";
import type { Viewed } from "../viewed.ts";

const pageAsked = { area: "1600x2200", quality: "high" } as const;
const asBlob = (answer: Response): Promise<Blob> => answer.blob();
/** The next page is asked for before one comes to it. */
const aheadPx = 800;

/** A document that is only to be looked at: its pages as pictures, one below the other. How many there are shows when there is no next one. */
export function LeavesView({ file, onFail }: ViewProps) {
  const [count, setCount] = useState(1);
  const [last, setLast] = useState<number | null>(null);
  const end = (page: number, error: unknown) => {
    if (page > 1 && error instanceof Unshown && error.reason === "preview-no-page") setLast(page - 1);
    else onFail(error);
  };
  return (
    <div
      data-scrolls=""
      tabIndex={0}
      role="group"
      aria-label={file.name}
      className="min-h-0 flex-1 overflow-auto p-6 outline-none max-md:p-3"
    >
      <ol className="mx-auto flex max-w-[820px] flex-col gap-4">
        {Array.from({ length: Math.min(count, last ?? count) }, (_, at) => (
          <Leaf
            key={at + 1}
            file={file}
            page={at + 1}
            onNear={() => setCount((known) => Math.max(known, at + 2))}
            onEnd={(error) => end(at + 1, error)}
          />
        ))}
      </ol>
    </div>
  );
}

interface LeafProps {
  file: Viewed;
  page: number;
  onNear: () => void;
  onEnd: (error: unknown) => void;
}

function Leaf({ file, page, onNear, onEnd }: LeafProps) {
  const t = useTranslations("preview");
  const box = useRef<HTMLLIElement>(null);
  const { value, error } = useFetched(file.previewHref("picture", { ...pageAsked, page: String(page) }), asBlob);
  const [src, setSrc] = useState<string | null>(null);
  const tell = useLatest((what: "near" | "end") => (what === "near" ? onNear() : onEnd(error)));
  useEffect(() => {
    if (error) tell("end");
  }, [error, tell]);
  useEffect(() => {
    if (!value) return undefined;
    const url = URL.createObjectURL(value);
    setSrc(url);
    return () => URL.revokeObjectURL(url);
  }, [value]);
  useEffect(() => {
    const element = box.current;
    if (src === null || !element) return undefined;
    const near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && tell("near"), {
      rootMargin: `${aheadPx}px`,
    });
    near.observe(element);
    return () => near.disconnect();
  }, [src, tell]);
  return (
    <li ref={box}>
      {src === null ? (
        <Skeleton className="aspect-[3/4] w-full" />
      ) : (
        <img src={src} alt={t("page", { page })} className="w-full rounded-1 border bg-surface" />
      )}
    </li>
  );
}
