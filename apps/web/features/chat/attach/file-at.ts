import { guestBase } from "../../../client/guest-base.ts";

/** Where a file of a room is, with its `/content` and its `/preview`. */
export const fileAt = (id: string): string => `${guestBase}/files/${id}`;
