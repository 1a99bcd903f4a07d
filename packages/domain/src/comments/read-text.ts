import { Refusal } from "@carbyne/kernel";

/** Characters of one comment at most; a check in the database says the same. */
const mostCharacters = 4000;
/** People that one comment names. */
const mostMentions = 50;

const mention = /<@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})>/g;

/** What somebody typed, without blanks around it and without what no text has (NUL, lone surrogates), and whom it names. */
export function readText(text: string): { text: string; mentions: string[] } {
  const clean = text.toWellFormed().replaceAll("\0", "").replaceAll("\r\n", "\n").trim();
  if (clean === "") throw new Refusal("invalid", "comment-empty");
  if (Array.from(clean).length > mostCharacters)
    throw new Refusal("too-large", "comment-long", { max: mostCharacters });
  const mentions = [...new Set([...clean.matchAll(mention)].map((match) => match[1] ?? ""))];
  if (mentions.length > mostMentions) throw new Refusal("too-many", "comment-mentions", { max: mostMentions });
  return { text: clean, mentions };
}
