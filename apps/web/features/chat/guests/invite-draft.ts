import { dayOf } from "../../sharing/terms.ts";
import type { NewInvite } from "./api.ts";

/** An invitation as its form holds it. */
export interface InviteDraft {
  kind: "link" | "mail";
  address: string;
  withHistory: boolean;
  mayUpload: boolean;
  /** A day as YYYY-MM-DD; "" for no end. */
  lastDay: string;
  /** A number as it is typed; "" for any. */
  mostUses: string;
}

/** Nobody thinks of an invitation for ever: it has an end unless one is taken away. */
const usualDays = 30;

export function firstDraft(now: Date): InviteDraft {
  const lastDay = new Date(now);
  lastDay.setDate(lastDay.getDate() + usualDays);
  return {
    kind: "link",
    address: "",
    withHistory: false,
    mayUpload: true,
    lastDay: dayOf(lastDay),
    mostUses: "",
  };
}

export type InviteFault = "address" | "mostUses";

/** What of the form cannot be so. */
export function faultOf({ kind, address, mostUses }: InviteDraft): InviteFault | null {
  if (kind === "mail") return /^[^\s@]+@[^\s@]+$/.test(address.trim()) ? null : "address";
  return mostUses === "" || (/^[1-9]\d{0,4}$/.test(mostUses) && Number(mostUses) <= 10_000) ? null : "mostUses";
}

/** What the form says, for the server. An invitation is open to the end of its last day, where the person is. */
export function termsOf(draft: InviteDraft): Omit<NewInvite, "roomId"> {
  const { kind, address, withHistory, mayUpload, lastDay, mostUses } = draft;
  const end = lastDay === "" ? null : new Date(`${lastDay}T23:59:59`);
  return {
    address: kind === "mail" ? address.trim() : null,
    withHistory,
    mayUpload,
    expiresAt: end && !Number.isNaN(end.getTime()) ? end.toISOString() : null,
    mostUses: kind === "mail" || mostUses === "" ? null : Number(mostUses),
  };
}
