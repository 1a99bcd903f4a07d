import { dayOf } from "../../sharing/terms.ts";
import type { LinkRules, OwnLink } from "./api.ts";

/** A link as its form holds it. */
export interface LinkDraft {
  kind: OwnLink["kind"];
  description: string;
  hasCode: boolean;
  /** "" keeps the one that it has. */
  code: string;
  /** A day as YYYY-MM-DD; "" for no end. */
  lastDay: string;
  /** A number as it is typed; "" for no limit. */
  downloadLimit: string;
  /** In gigabytes. */
  uploadLimit: string;
  role: "read" | "comment" | "write";
  /** Whether people without an account may open documents. */
  isForVisitors: boolean;
}

const gigabyte = 1_000_000_000;

export const firstDraft: LinkDraft = {
  kind: "download",
  description: "",
  hasCode: false,
  code: "",
  lastDay: "",
  downloadLimit: "",
  uploadLimit: "10",
  role: "read",
  isForVisitors: false,
};

/** A link for the form. */
export function draftOf(link: OwnLink): LinkDraft {
  return {
    kind: link.kind,
    description: link.description,
    hasCode: link.hasCode,
    code: "",
    lastDay: link.expiresAt === null ? "" : dayOf(new Date(link.expiresAt)),
    downloadLimit: link.downloadLimit === null ? "" : String(link.downloadLimit),
    uploadLimit: link.uploadLimit === null ? "10" : String(Math.round(link.uploadLimit / gigabyte) || 1),
    role: link.role ?? "read",
    isForVisitors: link.isForVisitors,
  };
}

/** As long as they are not known; the server says what they do not allow. */
export const noRules: LinkRules = { isAllowed: true, needsCode: false, mostDays: 0 };

/** The last day that a link for everybody may have; "" for any. */
export function latestDay({ mostDays }: LinkRules): string {
  if (mostDays === 0) return "";
  const day = new Date();
  day.setDate(day.getDate() + mostDays);
  return dayOf(day);
}

/** A form in which the rules are kept; what is for people here is not asked about. */
export function keepRules(draft: LinkDraft, rules: LinkRules): LinkDraft {
  if (draft.kind === "collaborate") return draft;
  return {
    ...draft,
    hasCode: draft.hasCode || rules.needsCode,
    lastDay: draft.lastDay === "" ? latestDay(rules) : draft.lastDay,
  };
}

/** The form of a new link: for everybody, where that is allowed. */
export const newDraft = (rules: LinkRules): LinkDraft =>
  keepRules({ ...firstDraft, kind: rules.isAllowed ? "download" : "collaborate" }, rules);

/** What the form says, for the server. A link is open to the end of its last day, where the person is. */
export function termsOf(draft: LinkDraft) {
  const { kind, description, hasCode, code, lastDay, downloadLimit, uploadLimit, role, isForVisitors } = draft;
  const end = lastDay === "" ? null : new Date(`${lastDay}T23:59:59`);
  return {
    description,
    ...(hasCode && code === "" ? {} : { code: hasCode ? code : null }),
    expiresAt: end && !Number.isNaN(end.getTime()) ? end.toISOString() : null,
    ...(kind === "download" ? { downloadLimit: downloadLimit === "" ? null : Number(downloadLimit) } : {}),
    ...(kind === "upload" ? { uploadLimit: Number(uploadLimit) * gigabyte } : {}),
    ...(kind === "collaborate" ? { role, isForVisitors } : {}),
  };
}

export type LinkFault = "code" | "lastDay" | "downloadLimit" | "uploadLimit";

/** What of the form cannot be so. */
export function faultOf(draft: LinkDraft, hadCode: boolean, rules: LinkRules = noRules): LinkFault | null {
  if (draft.hasCode && (draft.code === "" ? !hadCode : draft.code.length < 6)) return "code";
  const latest = draft.kind === "collaborate" ? "" : latestDay(rules);
  if (latest !== "" && (draft.lastDay === "" || draft.lastDay > latest)) return "lastDay";
  const isNumber = (text: string) => /^[1-9]\d{0,5}$/.test(text);
  if (draft.kind === "download" && draft.downloadLimit !== "" && !isNumber(draft.downloadLimit)) return "downloadLimit";
  return draft.kind === "upload" && !isNumber(draft.uploadLimit) ? "uploadLimit" : null;
}
