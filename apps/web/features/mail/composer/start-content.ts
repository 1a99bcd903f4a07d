import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSettings } from "../../settings/api.ts";
import type { Settings } from "../../settings/api.ts";
import { draftServer } from "../api.ts";
import type { DraftContent } from "../types.ts";
import type { ComposerStart, OpenComposer } from "./composer-store.ts";
import { emptyContent } from "./content.ts";
import { signed } from "./editor/signature-node.ts";
import { startAs } from "./sending/writer.ts";

/** What a composer begins with, before the person writes. */
export interface StartContent {
  content: DraftContent;
  version?: string;
  /** It was written by this person already: nothing is put around it. */
  isOwn: boolean;
  /** HTML of the signature that comes below it; "" for none, and for what is written already. */
  signature: string;
}

/** Loads what a composer begins with. */
export function useStartContent({ id, start }: OpenComposer) {
  const { settings } = useSettings();
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: ["composer", id],
    queryFn: async (): Promise<StartContent> => {
      const begun = await contentOf(start);
      if (begun.isOwn) return { ...begun, signature: "" };
      const isNew = start.kind === "new" || start.kind === "chat";
      const isPlain = begun.content.text !== undefined || (isNew && settings.writeFormat === "plain");
      const text = begun.content.text ?? (begun.content.html === "" ? "" : await plainOf(begun.content.html));
      const form = isPlain ? { ...begun.content, html: "", text } : begun.content;
      const { content, signature } = await startAs(queryClient, form);
      if (content.text !== undefined)
        return { content: await signedPlain(content, signature, settings), isOwn: false, signature: "" };
      // A template is written already; the signature only comes below it.
      return "template" in start && start.template
        ? { content: { ...content, html: `${content.html}${signed(signature)}` }, isOwn: true, signature: "" }
        : { content, isOwn: false, signature };
    },
    // Each composer asks anew, and what is being written is never replaced under the cursor.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

async function contentOf(start: ComposerStart): Promise<Omit<StartContent, "signature">> {
  switch (start.kind) {
    case "new":
      return { content: newContent(start), isOwn: false };
    case "draft": {
      const { version, ...content } = await draftServer.get({ draftId: start.draftId });
      return { content, version, isOwn: true };
    }
    case "returned":
      return { content: start.content, isOwn: true, ...(start.version ? { version: start.version } : {}) };
    case "chat":
      return { content: start.content, isOwn: false };
    case "again":
      return { content: await draftServer.again({ messageId: start.messageId }), isOwn: true };
    case "attached":
      return { content: await draftServer.forwardAttached({ messageIds: [...start.messageIds] }), isOwn: false };
    case "reply":
    case "reply-all":
    case "reply-list":
    case "forward":
      return {
        content: await draftServer.replyTo({ messageId: start.messageId, mode: start.kind }),
        isOwn: false,
      };
  }
}

function newContent(start: Extract<ComposerStart, { kind: "new" }>): DraftContent {
  const { to = [], cc = [], bcc = [], subject = "", text, template } = start;
  const lines = text?.split("\n").map((line) => `<p>${escaped(line)}</p>`);
  const { attachments = [] } = template ?? {};
  return { ...emptyContent, to, cc, bcc, subject, html: template?.html ?? lines?.join("") ?? "", attachments };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** The text of HTML, by the server, whose answer is the same that a message's own text alternative is. */
export async function plainOf(html: string): Promise<string> {
  const converted = await draftServer.convert({ html });
  return "text" in converted ? converted.text : "";
}

/** Plain text gets its signature here, rich text in the editor. RFC 3676 §4.3: two dashes and a space before it. */
async function signedPlain(
  content: DraftContent,
  signatureHtml: string,
  { answerPosition }: Pick<Settings, "answerPosition">,
): Promise<DraftContent> {
  const { text = "" } = content;
  if (signatureHtml.trim() === "") return content;
  const signature = `\n\n-- \n${await plainOf(signatureHtml)}\n`;
  return { ...content, text: answerPosition === "below" ? `${text.trimStart()}${signature}` : `${signature}${text}` };
}

/** Room to write, the signature, and what is quoted: below it, or above where one answers below. */
export function withRoom(
  editorHtml: string,
  {
    signature,
    answerPosition,
    isBody,
  }: {
    signature: string;
    answerPosition: Settings["answerPosition"];
    /** It is the writer's own text already, such as of a mailto link. */
    isBody: boolean;
  },
): string {
  const below = signature.trim() === "" ? "" : `<p></p>${signed(signature)}`;
  const quoted = editorHtml.replace(/^<p><\/p>/, "");
  if (isBody && editorHtml !== "") return `${editorHtml}${below}`;
  if (quoted === "") return `<p></p>${below}`;
  if (answerPosition === "below") return `${quoted}<p></p><p></p>${below}`;
  return `<p></p>${below}<p></p>${quoted}<p></p>`;
}
