import libmime from "libmime";
import { isMessage } from "./parse.ts";
import type { Part } from "./part.ts";
import { shownType } from "./wire/body-structure.ts";

const longestName = 200;

/** The file name of a part: as sent, else from the subject of an attached message, else from the media type. */
export function attachmentName(part: Part): string {
  const given = part.disposition?.params.get("filename") ?? part.params.get("name");
  const named = given === undefined ? "" : safeFileName(given);
  if (named !== "") return named;
  if (isMessage(part)) {
    const subject = part.message?.text("subject") ?? "";
    return `${safeFileName(subject) || "message"}.eml`;
  }
  if (part.mediaType === "text/calendar") return "invite.ics";
  const { type, subtype } = shownType(part);
  return `${type === "image" || type === "audio" || type === "video" ? type : "attachment"}.${extensionOf(`${type}/${subtype}`)}`;
}

/** The media type that a name's ending stands for. */
export function typeOfName(name: string): string {
  const type: unknown = libmime.detectMimeType(name);
  return typeof type === "string" && type !== "" ? type : "application/octet-stream";
}

function extensionOf(mediaType: string): string {
  if (mediaType === "text/plain") return "txt";
  const extension: unknown = libmime.detectExtension(mediaType);
  return typeof extension === "string" && /^[a-z0-9]{1,10}$/.test(extension) ? extension : "bin";
}

/**
 * A name that is safe to store and to offer for download: no path, no control characters, and none of the characters
 * that turn text around and so hide an extension (`exe.gpj`). All others stay exactly.
 */
export function safeFileName(name: string): string {
  const flat = name
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, " ")
    .replace(/^.*[/\\](?=[^/\\]*[^/\\. ][^/\\]*$)/s, "")
    .replace(/[/\\]/g, "_")
    .trim();
  if (/^\.*$/.test(flat)) return "";
  if (flat.length <= longestName) return flat;
  const extension = /\.[^.\s]{1,12}$/.exec(flat)?.[0] ?? "";
  return (
    Array.from(flat.slice(0, longestName - extension.length))
      .join("")
      .trim() + extension
  );
}
