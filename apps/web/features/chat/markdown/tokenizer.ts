import { Tokenizer, type Tokens } from "marked";

const mention =
  /^<(?:@(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|all|here)|#[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})>/;

/** Where plain text ends: at a sign, at the end of a line, and where an address begins. */
const special = /[\\<![`*_~]| {0,80}\n|(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)|(?<![\w.+-])[\w.+-]{1,64}@/giu;

/** Signs that are looked for a second time up to the end of the text: together no further than this. */
const mostSteps = 600_000;
const deepest = 8;

/**
 * What of Markdown people mean when they talk. HTML stays what was typed, and so do tables, references, indented lines and underlined headings,
 * which in a conversation are mostly something else. What a hostile text makes quadratic or deep ends after so many steps; the rest of it is plain.
 */
export class ChatTokenizer extends Tokenizer {
  #steps = mostSteps;
  #depth = 0;

  #within<Token>(src: string, read: () => Token | undefined): Token | undefined {
    if (this.#depth >= deepest || this.#steps < src.length) return undefined;
    this.#steps -= src.length;
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return src.trimStart().startsWith(">") ? this.#within(src, () => super.blockquote(src)) : undefined;
  }
  override list(src: string): Tokens.List | undefined {
    return /^ {0,3}(?:[*+-]|\d{1,9}[.)])\s/.test(src) ? this.#within(src, () => super.list(src)) : undefined;
  }
  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    return /^!?\[/.test(src) ? this.#within(src, () => super.link(src)) : undefined;
  }
  override emStrong(src: string, masked: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    return /^[*_]/.test(src) ? this.#within(src, () => super.emStrong(src, masked, before)) : undefined;
  }
  /** One tilde is "about": ~5 km. */
  override del(src: string, masked: string, before?: string): Tokens.Del | undefined {
    return src.startsWith("~~") ? this.#within(src, () => super.del(src, masked, before)) : undefined;
  }
  override codespan(src: string): Tokens.Codespan | undefined {
    return src.startsWith("`") ? this.#within(src, () => super.codespan(src)) : undefined;
  }
  /** Of what stands in angle brackets only people and rooms are meant. */
  override tag(src: string): Tokens.Tag | undefined {
    const raw = mention.exec(src)?.[0];
    if (raw === undefined) return undefined;
    return { type: "html", raw, text: raw, block: false, inLink: false, inRawBlock: false };
  }
  /** The library looks for an "@" up to the end of each word, however long: ours go on only where one is near. */
  override url(src: string): Tokens.Link | undefined {
    return /^(?:https?:\/\/|www\.|[\w.+-]{1,64}@)/i.test(src) ? super.url(src) : undefined;
  }
  override inlineText(src: string): Tokens.Text | undefined {
    special.lastIndex = 1;
    const raw = src.slice(0, special.exec(src)?.index ?? src.length);
    return raw === "" ? undefined : { type: "text", raw, text: raw, escaped: false };
  }

  override html(): undefined {
    return undefined;
  }
  override table(): undefined {
    return undefined;
  }
  override def(): undefined {
    return undefined;
  }
  override lheading(): undefined {
    return undefined;
  }
  override code(): undefined {
    return undefined;
  }
  override reflink(): undefined {
    return undefined;
  }
}
