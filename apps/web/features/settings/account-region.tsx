import { type ReactNode, useMemo } from "react";
import { RegionContext } from "../../client/region.ts";
import { useSettings } from "./api.ts";

/** Dates and times below are written as the account says. */
export function AccountRegion({ children }: { children: ReactNode }) {
  const { hours, weekStart } = useSettings().settings;
  const region = useMemo(() => ({ hours, weekStart }), [hours, weekStart]);
  return <RegionContext value={region}>{children}</RegionContext>;
}
