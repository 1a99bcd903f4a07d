import { Tabs } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DirectionFilters } from "./direction-filters.tsx";
import type { Direction } from "./types.ts";
import { WorkList } from "./work-list.tsx";

const directions: readonly Direction[] = ["incoming", "outgoing"];

/** What happens by itself to mail that arrives and to copies of mail that is sent. */
export function FiltersSection() {
  const t = useTranslations("filters");
  const [direction, setDirection] = useState<Direction>("incoming");
  return (
    <>
      <WorkList />
      <Tabs
        label={t("directions")}
        value={direction}
        onChange={(id) => setDirection(directions.find((one) => one === id) ?? "incoming")}
        tabs={directions.map((id) => ({
          id,
          label: t(`direction.${id}`),
          content: <DirectionFilters direction={id} />,
        }))}
      />
    </>
  );
}
