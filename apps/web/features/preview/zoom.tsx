import { IconButton } from "@carbyne/ui";
import { Maximize, RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useViewKeys } from "./view-props.ts";

const steps = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2, 3, 4, 6, 8] as const;

export interface Zoom {
  /** How large it is wanted; null fits it into its place. */
  wanted: number | null;
  /** In degrees, clockwise. */
  turn: number;
  set: (wanted: number | null) => void;
  step: (by: 1 | -1, from: number) => void;
  rotate: () => void;
}

/** How large and which way round something is shown. */
export function useZoom(): Zoom {
  const [wanted, set] = useState<number | null>(null);
  const [turn, setTurn] = useState(0);
  return {
    wanted,
    turn,
    set,
    step: (by, from) =>
      set(
        by === 1
          ? (steps.find((step) => step > from * 1.01) ?? steps[steps.length - 1] ?? 1)
          : (steps.findLast((step) => step < from * 0.99) ?? steps[0]),
      ),
    rotate: () => setTurn((before) => (before + 90) % 360),
  };
}

/** The buttons and keys of it: `+`, `-`, `0`, `R`. */
export function ZoomTools({ zoom, scale }: { zoom: Zoom; scale: number }) {
  const t = useTranslations("preview");
  const format = useFormatter();
  const nearer = () => zoom.step(1, scale);
  const farther = () => zoom.step(-1, scale);
  useViewKeys({
    "+": nearer,
    "=": nearer,
    "-": farther,
    "0": () => zoom.set(null),
    r: zoom.rotate,
  });
  return (
    <>
      <IconButton label={t("zoomOut")} keys="-" side="top" onClick={farther}>
        <ZoomOut aria-hidden="true" />
      </IconButton>
      <span aria-live="polite" className="w-12 shrink-0 max-md:sr-only text-center text-muted tabular-nums">
        {format.number(scale, { style: "percent", maximumFractionDigits: 0 })}
      </span>
      <IconButton label={t("zoomIn")} keys="+" side="top" onClick={nearer}>
        <ZoomIn aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t("fit")}
        keys="0"
        side="top"
        isOn={zoom.wanted === null}
        onClick={() => zoom.set(null)}
        className="max-md:hidden"
      >
        <Maximize aria-hidden="true" />
      </IconButton>
      <IconButton label={t("rotate")} keys="R" side="top" onClick={zoom.rotate}>
        <RotateCw aria-hidden="true" />
      </IconButton>
    </>
  );
}
