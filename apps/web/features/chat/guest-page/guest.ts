import { createContext, use } from "react";
import { MeContext } from "../../session/me.ts";

/** Somebody without an account, who is in one room. */
export interface Guest {
  id: string;
  name: string;
  mayUpload: boolean;
}

export const GuestContext = createContext<Guest | null>(null);

/** The guest whose page this is; null on the pages of people with an account. */
export const useGuest = (): Guest | null => use(GuestContext);

/** Who reads and writes here: a guest of the room, or the person who has signed in. */
export function useOneself(): { id: string; name: string } {
  const guest = use(GuestContext);
  const me = use(MeContext);
  const self = guest ?? me?.account;
  if (!self) throw new Error("useOneself outside the pages of people and guests");
  return self;
}
