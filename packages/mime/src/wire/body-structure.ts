import { decodeUnlabelled } from "../charset.ts";
import { joinContinuations, type RawParam } from "../params.ts";
import { isMessage } from "../parse.ts";
import type { Part } from "../part.ts";
import { envelope } from "./envelope.ts";
import { wireString } from "./string.ts";

/** BODYSTRUCTURE, or BODY when not `extended`: RFC 9051 §7.5.2. */
export function bodyStructureWire(part: Part, { extended }: { extended: boolean }): Buffer {
  return Buffer.from(structure(part, extended), "latin1");
}

function structure(part: Part, extended: boolean): string {
  if (part.children.length > 0) return multipart(part, extended);
  return singlePart(part, extended);
}

function multipart(part: Part, extended: boolean): string {
  const children = part.children.map((child) => structure(child, extended)).join("");
  const base = `${children} ${wireString(part.subtype)}`;
  return extended ? `(${base} ${params(part.rawParams)}${extensions(part)})` : `(${base})`;
}

function singlePart(part: Part, extended: boolean): string {
  const { type, subtype } = shownType(part);
  let out = `(${wireString(type)} ${wireString(subtype)} ${params(part.rawParams)}`;
  out += ` ${text(part, part.contentId)} ${text(part, part.description)} ${wireString(part.encoding)} ${part.sizeBytes}`;
  if (part.message) out += ` ${envelope(part.message)} ${structure(part.message, extended)} ${part.lines}`;
  else if (type === "text") out += ` ${part.lines}`;
  return extended ? `${out} ${text(part, part.md5)}${extensions(part)})` : `${out})`;
}

/**
 * The grammar wants a part in every multipart and an envelope in every message. A multipart without parts is shown as the
 * text that readers make of it, one that was too deep to be looked into as octets.
 */
export function shownType(part: Part): { type: string; subtype: string } {
  if (part.type === "multipart" && part.children.length === 0)
    return part.isOpaque ? { type: "application", subtype: "octet-stream" } : { type: "text", subtype: "plain" };
  if (isMessage(part) && !part.message) return { type: "application", subtype: "octet-stream" };
  return part;
}

/** Disposition, language and location, which end both extension lists. */
function extensions(part: Part): string {
  const { disposition, language } = part;
  const shown = disposition ? `(${wireString(disposition.type)} ${params(disposition.rawParams)})` : "NIL";
  const tags = language.map((tag) => text(part, tag));
  const languages = tags.length === 0 ? "NIL" : tags.length === 1 ? tags[0] : `(${tags.join(" ")})`;
  return ` ${shown} ${languages} ${text(part, part.location)}`;
}

/** Parameters with continuations joined, RFC 2231 §6, otherwise as sent. */
function params(raw: readonly RawParam[]): string {
  if (raw.length === 0) return "NIL";
  const pairs = joinContinuations(raw).map(
    ({ name, value }) => `${wireString(decodeUnlabelled(name))} ${wireString(decodeUnlabelled(value))}`,
  );
  return `(${pairs.join(" ")})`;
}

function text(part: Part, binary: string | null): string {
  return wireString(binary === null ? null : decodeUnlabelled(binary, part.charset));
}
