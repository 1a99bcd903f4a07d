import type { GivenShare, ShareRole, ShareTerms } from "./api.ts";

/** How somebody may write in a name. */
export type Sends = "no" | "as" | "on-behalf";

/** Terms as a form holds them. */
export interface TermsDraft {
  role: ShareRole | "none";
  includesSubfolders: boolean;
  sends: Sends;
  sentCopy: NonNullable<ShareTerms["sentCopy"]>;
  /** A day as YYYY-MM-DD; "" for no end. */
  lastDay: string;
  note: string;
}

export const firstTerms: TermsDraft = {
  role: "read",
  includesSubfolders: true,
  sends: "no",
  sentCopy: "both",
  lastDay: "",
  note: "",
};

/** The terms of a share for the form. */
export function draftOf(share: Pick<GivenShare, keyof ShareTerms & keyof GivenShare>): TermsDraft {
  return {
    role: share.role ?? "none",
    includesSubfolders: share.includesSubfolders,
    sends: share.canSendAs ? "as" : share.canSendOnBehalf ? "on-behalf" : "no",
    sentCopy: share.sentCopy,
    lastDay: share.expiresAt === null ? "" : dayOf(new Date(share.expiresAt)),
    note: share.note,
  };
}

/** What the form says, for the server. The last day is shared to its end, where the person is. */
export function termsOf(draft: TermsDraft): ShareTerms {
  const end = draft.lastDay === "" ? null : new Date(`${draft.lastDay}T23:59:59`);
  return {
    role: draft.role === "none" ? null : draft.role,
    includesSubfolders: draft.includesSubfolders,
    canSendAs: draft.sends === "as",
    canSendOnBehalf: draft.sends === "on-behalf",
    sentCopy: draft.sentCopy,
    expiresAt: end && !Number.isNaN(end.getTime()) ? end.toISOString() : null,
    note: draft.note,
  };
}

/** A day in the person's own calendar. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
