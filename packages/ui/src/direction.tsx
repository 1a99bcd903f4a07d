import { Direction } from "radix-ui";
import type { ReactNode } from "react";

type Side = "top" | "right" | "bottom" | "left";

/** A side that is meant for a script from the left, as it is in the one that is read. */
export function useSide(side: Side): Side {
  const isMirrored = Direction.useDirection() === "rtl";
  if (!isMirrored || side === "top" || side === "bottom") return side;
  return side === "left" ? "right" : "left";
}

/** Tells menus, sliders and their keys which way the language is written. */
export function DirectionProvider({ direction, children }: { direction: "ltr" | "rtl"; children: ReactNode }) {
  return <Direction.Provider dir={direction}>{children}</Direction.Provider>;
}
