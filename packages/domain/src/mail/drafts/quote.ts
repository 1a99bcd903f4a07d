import { type Address, type Content, escapeHtml, htmlToText, type Summary } from "@carbyne/mime";
import type { OwnAccount } from "../../access/index.ts";
import { fill, type Words, wordsOf } from "../../words/index.ts";
import type { DraftContent } from "./content.ts";
import { editableHtml, reference } from "./get-draft.ts";

export type Quoted = {
  readonly account: OwnAccount;
  readonly messageId: string;
  readonly content: Content;
  readonly summary: Summary;
  readonly date: Date;
  /** Answers in plain text, whatever the original is. */
  readonly isPlain: boolean;
};

/** The text of an answer before anything is written: who wrote when, and what. */
export function quoteForReply(quoted: Quoted): Pick<DraftContent, "html" | "text" | "attachments"> {
  const { account, messageId, content, summary, date, isPlain } = quoted;
  const [person] = summary.from;
  const line = fill(wordsOf(account.locale).quoteAttribution, {
    date: whenOf(account, date),
    person: person?.name || person?.address || "",
  });
  if (isPlain) return { html: "", text: `\n\n${line}\n${quotedLines(textOf(content))}\n`, attachments: [] };
  const body = editableHtml(messageId, content);
  const pictures = content.attachments.filter((one) => one.isInline && one.contentId);
  return {
    html: `<p></p><p>${escapeHtml(line)}</p><blockquote type="cite">${body}</blockquote>`,
    attachments: pictures.map((one) => reference(messageId, one)),
  };
}

/** The text of a message that is passed on below a heading with its people, and its files. */
export function quoteForForward(quoted: Quoted): Pick<DraftContent, "html" | "text" | "attachments"> {
  const { account, messageId, content, summary, date, isPlain } = quoted;
  const words = wordsOf(account.locale);
  const lines = headingOf(words, summary, whenOf(account, date));
  const title = `---- ${words.forwardedHeading} ----`;
  // Without its HTML nothing shows a picture inside: there they are files like others.
  const attachments = content.attachments
    .map((one) => reference(messageId, one))
    .map((one) => (isPlain ? { ...one, contentId: undefined } : one));
  if (isPlain) {
    const heading = lines.map(([name, value]) => `${name}: ${value}`).join("\n");
    return { html: "", text: `\n\n${title}\n${heading}\n\n${textOf(content)}\n`, attachments };
  }
  const heading = lines
    .map(([name, value]) => `<strong>${escapeHtml(name)}:</strong> ${escapeHtml(value)}`)
    .join("<br>");
  const html = `<p></p><p>${escapeHtml(title)}<br>${heading}</p>${editableHtml(messageId, content)}`;
  return { html, attachments };
}

function headingOf(words: Words, summary: Summary, when: string): [string, string][] {
  return [
    [words.from, listOf(summary.from)],
    [words.date, when],
    [words.subject, summary.subject],
    [words.to, listOf(summary.to)],
    ...(summary.cc.length > 0 ? [[words.cc, listOf(summary.cc)] satisfies [string, string]] : []),
  ];
}

function textOf(content: Content): string {
  return (content.text ?? htmlToText(content.html ?? "")).replace(/\r\n?/g, "\n").trimEnd();
}

/** RFC 3676 §4.5: a mark before every line, and none of the signature, which ends the text after its two dashes (§4.3). */
function quotedLines(text: string): string {
  const at = text.search(/^-- $/m);
  const own = at < 0 ? text : text.slice(0, at).trimEnd();
  return own
    .split("\n")
    .map((line) => (line === "" || line.startsWith(">") ? `>${line}` : `> ${line}`))
    .join("\n");
}

function whenOf(account: OwnAccount, date: Date): string {
  const form = { dateStyle: "full", timeStyle: "short", timeZone: account.zone } as const;
  return new Intl.DateTimeFormat(account.locale, form).format(date);
}

function listOf(people: readonly Address[]): string {
  return people.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(", ");
}
