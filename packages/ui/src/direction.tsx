import { Direction } from "radix-ui";
import type { ReactNode } from "react";

/** Tells menus, sliders and their keys which way the language is written. */
export function DirectionProvider({ direction, children }: { direction: "ltr" | "rtl"; children: ReactNode }) {
  return <Direction.Provider dir={direction}>{children}</Direction.Provider>;
}
