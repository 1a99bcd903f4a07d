import { useQuery } from "@tanstack/react-query";
import { useSettings } from "../../settings/api.ts";
import type { Settings } from "../../settings/api.ts";
import { draftServer } from "../api.ts";
import type { DraftContent } from "../types.ts";
import type { ComposerStart, OpenComposer } from "./composer-store.ts";
import { emptyContent } from "./content.ts";

/** What a composer begins with, before the person writes. */
export interface StartContent {
  content: DraftContent;
  version?: string;
  /** It was written by this person already: nothing is put around it. */
  isOwn: boolean;
}

/** Loads what a composer begins with. */
export function useStartContent({ id, start }: OpenComposer) {
  const { settings } = useSettings();
  return useQuery({
    queryKey: ["composer", id],
    queryFn: () => contentOf(start, settings),
    // Each composer asks anew, and what is being written is never replaced under the cursor.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

async function contentOf(start: ComposerStart, settings: Settings): Promise<StartContent> {
  switch (start.kind) {
    case "new":
      return { content: await plainIfWanted(newContent(start), settings), isOwn: false };
    case "draft": {
      const { version, ...content } = await draftServer.get({ draftId: start.draftId });
      return { content, version, isOwn: true };
    }
    case "returned":
      return { content: start.content, isOwn: true, ...(start.version ? { version: start.version } : {}) };
    case "again":
      return { content: await draftServer.again({ messageId: start.messageId }), isOwn: true };
    case "attached": {
      const content = await draftServer.forwardAttached({ messageIds: [...start.messageIds] });
      return { content: await withPlainSignature(content, settings), isOwn: false };
    }
    case "reply":
    case "reply-all":
    case "reply-list":
    case "forward": {
      const content = await draftServer.replyTo({ messageId: start.messageId, mode: start.kind });
      return { content: await withPlainSignature(content, settings), isOwn: false };
    }
  }
}

function newContent(start: Extract<ComposerStart, { kind: "new" }>): DraftContent {
  const { to = [], cc = [], bcc = [], subject = "", text } = start;
  const lines = text?.split("\n").map((line) => `<p>${escaped(line)}</p>`);
  return { ...emptyContent, to, cc, bcc, subject, html: lines?.join("") ?? "" };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

async function plainIfWanted(content: DraftContent, settings: Settings): Promise<DraftContent> {
  if (settings.writeFormat !== "plain") return content;
  const text = content.html === "" ? "" : await plainOf(content.html);
  return withPlainSignature({ ...content, html: "", text }, settings);
}

/** The text of HTML, by the server, whose answer is the same that a message's own text alternative is. */
export async function plainOf(html: string): Promise<string> {
  const converted = await draftServer.convert({ html });
  return "text" in converted ? converted.text : "";
}

/** Plain text gets its signature here, rich text in the editor. RFC 3676 §4.3: two dashes and a space before it. */
async function withPlainSignature(content: DraftContent, settings: Settings): Promise<DraftContent> {
  if (content.text === undefined || settings.signature.trim() === "") return content;
  const signature = `\n\n-- \n${await plainOf(settings.signature)}\n`;
  const text =
    settings.answerPosition === "below" ? `${content.text.trimStart()}${signature}` : `${signature}${content.text}`;
  return { ...content, text };
}

/** Room to write, the signature, and what is quoted: below it, or above where one answers below. */
export function withRoom(
  editorHtml: string,
  {
    signature,
    answerPosition,
    isBody,
  }: Pick<Settings, "signature" | "answerPosition"> & {
    /** It is the writer's own text already, such as of a mailto link. */
    isBody: boolean;
  },
): string {
  // RFC 3676 §4.3: two dashes and a space. The space of a paragraph's end would be lost.
  const signed = signature.trim() === "" ? "" : `<p></p><p>--\u00a0</p>${signature}`;
  const quoted = editorHtml.replace(/^<p><\/p>/, "");
  if (isBody && editorHtml !== "") return `${editorHtml}${signed}`;
  if (quoted === "") return `<p></p>${signed}`;
  if (answerPosition === "below") return `${quoted}<p></p><p></p>${signed}`;
  return `<p></p>${signed}<p></p>${quoted}<p></p>`;
}
