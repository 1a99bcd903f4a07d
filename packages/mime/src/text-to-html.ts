import { escapeHtml } from "./escape-html.ts";

const deepestQuote = 20;
const link = /\b(?:https?:\/\/|www\.(?=[a-z0-9])|mailto:(?=[^\s@]{1,64}@))[^\s<>"\u00a0\u3000]{1,2000}/giu;

/**
 * Plain text as HTML: everything escaped, web and mail addresses linked, lines quoted with `>` in nested blockquotes.
 * Line breaks and spaces are kept by `white-space: pre-wrap`.
 */
export function textToHtml(text: string): string {
  let html = "";
  let depth = 0;
  let first = true;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const { level, rest } = splitQuote(line);
    const wanted = Math.min(level, deepestQuote);
    if (wanted !== depth) {
      html +=
        wanted > depth ? '<blockquote type="cite">'.repeat(wanted - depth) : "</blockquote>".repeat(depth - wanted);
      depth = wanted;
    } else if (!first) html += "\n";
    html += linkify(rest);
    first = false;
  }
  return `<div style="white-space: pre-wrap; overflow-wrap: anywhere">${html}${"</blockquote>".repeat(depth)}</div>`;
}

/** `> > text` and `>> text` are both two levels. */
function splitQuote(line: string): { level: number; rest: string } {
  if (!line.startsWith(">")) return { level: 0, rest: line };
  let level = 0;
  let pos = 0;
  for (; pos < line.length; pos++) {
    if (line[pos] === ">") level++;
    else if (!(line[pos] === " " && line[pos + 1] === ">")) break;
  }
  return { level, rest: line[pos] === " " ? line.slice(pos + 1) : line.slice(pos) };
}

function linkify(line: string): string {
  let html = "";
  let pos = 0;
  for (const match of line.matchAll(link)) {
    const url = trimUrl(match[0]);
    html += escapeHtml(line.slice(pos, match.index));
    const href = /^www\./i.test(url) ? `http://${url}` : url;
    html += `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${escapeHtml(url)}</a>`;
    pos = match.index + url.length;
  }
  return html + escapeHtml(line.slice(pos));
}

/** Punctuation that ends the sentence is no part of an address, nor a bracket that was opened before it. */
function trimUrl(url: string): string {
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1] ?? "";
    if (".,;:!?'*_”’»…。、，".includes(last)) continue;
    const opener = last === ")" ? "(" : last === "]" ? "[" : last === "}" ? "{" : "";
    if (opener === "" || url.slice(0, end).split(opener).length >= url.slice(0, end).split(last).length) break;
  }
  return url.slice(0, end);
}
