import { createContext, use } from "react";

/** The person's time zone; the browser's until they are known. */
export const ZoneContext = createContext<string | null>(null);

/** The zone in which dates are shown. */
export function useZone(): string {
  const zone = use(ZoneContext);
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
