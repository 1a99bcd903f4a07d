import { Parser } from "htmlparser2";
import { decodeBytes } from "./charset.ts";

/** What a web page says of itself in its head. */
export type PageInfo = {
  readonly title: string;
  readonly description: string;
  readonly siteName: string;
  /** The address of a picture, as it stands there. */
  readonly picture: string | null;
};

const headBytes = 4096;
const mostTitle = 300;
const mostDescription = 600;

/** Reads the head of a page: Open Graph first, as pages mean it for this, then its title and description. `charset` is what came with it, if anything. */
export function readPageInfo(body: Buffer, charset = ""): PageInfo {
  const [, declared = ""] =
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(body.toString("latin1", 0, headBytes)) ?? [];
  const meta = new Map<string, string>();
  let title = "";
  let isInTitle = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "title" && title === "") isInTitle = true;
      if (name === "body") parser.pause();
      const key = (attributes["property"] ?? attributes["name"] ?? "").toLowerCase();
      const content = attributes["content"];
      if (name === "meta" && content !== undefined && !meta.has(key)) meta.set(key, content);
    },
    ontext(text) {
      if (isInTitle && title.length < mostTitle * 4) title += text;
    },
    onclosetag(name) {
      if (name === "title") isInTitle = false;
    },
  });
  parser.write(decodeBytes(body, charset || declared));
  const first = (most: number, ...texts: (string | undefined)[]) =>
    texts.map((text) => line(text ?? "", most)).find(Boolean) ?? "";
  const said = (key: string) => meta.get(key);
  return {
    title: first(mostTitle, said("og:title"), said("twitter:title"), title),
    description: first(mostDescription, said("og:description"), said("twitter:description"), said("description")),
    siteName: first(mostTitle, said("og:site_name")),
    picture: (said("og:image:secure_url") || said("og:image") || said("twitter:image"))?.trim() || null,
  };
}

function line(text: string, most: number): string {
  const plain = text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  return (plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`).toWellFormed();
}
