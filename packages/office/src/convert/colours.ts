import type { CalloutKind } from "../model/text/callout.ts";

/** How boxes that stand out look in files, by which they are known again. */
export const calloutColours = {
  info: { fill: "DBEAFE", edge: "2563EB" },
  success: { fill: "DCFCE7", edge: "16A34A" },
  warning: { fill: "FEF3C7", edge: "D97706" },
  danger: { fill: "FEE2E2", edge: "DC2626" },
} as const satisfies Record<CalloutKind, { fill: string; edge: string }>;

/** What kind of box has this colour. */
export function calloutOf(fill: string | undefined): CalloutKind | undefined {
  const kinds = ["info", "success", "warning", "danger"] as const;
  return kinds.find((kind) => calloutColours[kind].fill === fill?.toUpperCase());
}
