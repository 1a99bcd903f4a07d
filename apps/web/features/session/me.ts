import { createContext, use } from "react";
import type { Me } from "./api.ts";

export const MeContext = createContext<Me | null>(null);

/** The person of the signed-in pages. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error("useMe outside the signed-in pages");
  return me;
}
