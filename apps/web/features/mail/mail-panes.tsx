import { Splitter } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useIsNarrow } from "../../client/media.ts";
import { useLayout } from "./layout.ts";

const sizes = {
  right: { defaultPx: 392, minPx: 300, maxPx: 720 },
  below: { defaultPx: 320, minPx: 140, maxPx: 900 },
} as const;

/** The list and what is read, beside each other, one below the other, or one at a time; each layout remembers its own edge. */
export function MailPanes({ isReading, list, reading }: { isReading: boolean; list: ReactNode; reading: ReactNode }) {
  const t = useTranslations("mail");
  const tListing = useTranslations("listing");
  const isNarrow = useIsNarrow();
  const layout = useLayout();
  if (layout === "list" && !isNarrow)
    return <div className="flex min-h-0 min-w-0 flex-1 flex-col">{isReading ? reading : list}</div>;
  const side = layout === "below" ? "below" : "right";
  return (
    <Splitter
      key={side}
      name={side === "right" ? "mail.list" : "mail.list.below"}
      label={side === "right" ? t("panes") : tListing("layout.height")}
      side={side === "right" ? "beside" : "below"}
      {...sizes[side]}
      alone={isReading ? "second" : "first"}
      first={list}
      second={reading}
    />
  );
}
