import { getDefaults, Lexer, type Token, type Tokens } from "marked";
import { ChatTokenizer } from "./tokenizer.ts";

/** Whom or what a message names: somebody, everybody (or who is there), or a room. */
export type Mention =
  | { kind: "person"; id: string }
  | { kind: "everyone"; whom: "all" | "here" }
  | { kind: "room"; id: string };

export type Inline =
  | { kind: "text" | "code"; text: string }
  | { kind: "strong" | "em" | "strike"; content: readonly Inline[] }
  | { kind: "link"; href: string; content: readonly Inline[] }
  | { kind: "mention"; mention: Mention }
  | { kind: "break" };

export interface Item {
  /** Null where there is nothing to tick. */
  isDone: boolean | null;
  blocks: readonly Block[];
}

export type Block =
  | { kind: "paragraph" | "heading"; content: readonly Inline[] }
  | { kind: "quote"; blocks: readonly Block[] }
  | { kind: "list"; isOrdered: boolean; start: number; items: readonly Item[] }
  | { kind: "code"; language: string; text: string }
  | { kind: "rule" };

/** More is shown as it was typed; the server takes 16,000. */
const mostLetters = 20_000;

/** What a message says, as people type it: Markdown without HTML, pictures and tables. */
export function parseMessage(text: string): readonly Block[] {
  if (text.length > mostLetters) return [{ kind: "paragraph", content: [{ kind: "text", text }] }];
  const lexer = new Lexer({ ...getDefaults(), gfm: true, breaks: true, tokenizer: new ChatTokenizer() });
  return blocksOf(lexer.lex(text));
}

/** Whether a text is one to three emoji and nothing else. */
export function isOnlyEmoji(text: string): boolean {
  return text.length < 120 && /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text.trim());
}

/** What the sign of a mention in a text means; null for anything else. */
export function readMention(sign: string): Mention | null {
  const [, kind, name = ""] = /^<([@#])([\w-]+)>$/.exec(sign) ?? [];
  if (kind === "#") return { kind: "room", id: name };
  if (kind !== "@") return null;
  return name === "all" || name === "here" ? { kind: "everyone", whom: name } : { kind: "person", id: name };
}

function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token) => blockOf(token as Tokens.Generic));
}

function blockOf(token: Tokens.Generic): Block[] {
  switch (token.type) {
    case "heading":
      return [{ kind: "heading", content: inlinesOf(token.tokens) }];
    case "paragraph":
      return [{ kind: "paragraph", content: inlinesOf(token.tokens) }];
    case "blockquote":
      return [{ kind: "quote", blocks: blocksOf(token.tokens ?? []) }];
    case "code":
      return [codeOf(String(token["lang"] ?? ""), String(token["text"]))];
    case "list":
      return [listOf(token as Tokens.List)];
    case "hr":
      return [{ kind: "rule" }];
    case "space":
    case "checkbox":
      return [];
    default:
      return [
        { kind: "paragraph", content: token.tokens ? inlinesOf(token.tokens) : [{ kind: "text", text: token.raw }] },
      ];
  }
}

/** What stands behind the opening of a fence is its language, unless it is the code itself. */
function codeOf(info: string, text: string): Block {
  if (text === "") return { kind: "code", language: "", text: info };
  return /^[\w#+.-]{0,20}$/.test(info)
    ? { kind: "code", language: info, text }
    : { kind: "code", language: "", text: `${info}\n${text}` };
}

function listOf({ ordered, start, items }: Tokens.List): Block {
  return {
    kind: "list",
    isOrdered: ordered,
    start: Number(start) || 0,
    items: items.map(({ task, checked, tokens }) => ({
      isDone: task ? checked === true : null,
      blocks: blocksOf(tokens),
    })),
  };
}

const marks: Readonly<Record<string, "strong" | "em" | "strike">> = { strong: "strong", em: "em", del: "strike" };

function inlinesOf(tokens: readonly Token[] = []): Inline[] {
  return tokens.flatMap((token) => inlineOf(token as Tokens.Generic));
}

function inlineOf(token: Tokens.Generic): Inline[] {
  const mark = marks[token.type];
  if (mark) return [{ kind: mark, content: inlinesOf(token.tokens) }];
  switch (token.type) {
    case "codespan":
      return [{ kind: "code", text: String(token["text"]) }];
    case "br":
      return [{ kind: "break" }];
    case "html": {
      const mention = readMention(token.raw);
      return mention ? [{ kind: "mention", mention }] : [{ kind: "text", text: token.raw }];
    }
    case "link":
    case "image":
      return linkOf(token);
    case "checkbox":
      return [];
    case "text":
    case "escape":
      return token.tokens ? inlinesOf(token.tokens) : [{ kind: "text", text: String(token["text"]) }];
    default:
      return [{ kind: "text", text: token.raw }];
  }
}

/** A picture from elsewhere is only a way to it. Where an address leads nowhere safe, what was typed is shown. */
function linkOf(token: Tokens.Generic): Inline[] {
  const href = String(token["href"]);
  if (!/^(?:https?:\/\/|mailto:)[^\s]/i.test(href)) return [{ kind: "text", text: token.raw }];
  const isPicture = token.type === "image";
  const content: Inline[] = isPicture
    ? [{ kind: "text", text: String(token["text"]) || href }]
    : inlinesOf(token.tokens);
  return [{ kind: "link", href, content: content.length > 0 ? content : [{ kind: "text", text: href }] }];
}
