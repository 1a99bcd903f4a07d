import { Skeleton } from "@carbyne/ui";
import { marked, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode, useEffect, useMemo, useRef } from "react";
import { printPage } from "../print.ts";
import type { ViewProps } from "../view-props.ts";
import { More, Sheet } from "./text-view.tsx";
import { useText } from "./use-text.ts";

const mostBytes = 1_000_000;

const prose = [
  "text-16 leading-reading wrap-anywhere [&>*+*]:mt-4 [&_li>*+*]:mt-1 [&_:is(ul,ol)]:ps-6 [&_ul]:list-disc [&_ol]:list-decimal",
  "[&_h2]:text-24 [&_h3]:text-20 [&_:is(h2,h3,h4,h5,h6)]:font-semibold [&>*+:is(h2,h3)]:mt-8 [&_a]:text-accent-ink [&_a]:underline",
  "[&_blockquote]:border-s-2 [&_blockquote]:border-strong [&_blockquote]:ps-4 [&_blockquote]:text-muted [&_blockquote>*+*]:mt-3 [&_hr]:border-strong",
  "[&_:is(code,pre)]:rounded-1 [&_:is(code,pre)]:bg-sunken [&_:is(code,pre)]:font-mono [&_:is(code,pre)]:text-13 [&_code]:px-1 [&_pre]:overflow-x-auto [&_pre]:p-4",
  "[&_:is(th,td)]:border [&_:is(th,td)]:px-3 [&_:is(th,td)]:py-1.5 [&_table]:text-14 [&_th]:bg-sunken [&_th]:font-semibold",
].join(" ");

/** A text in Markdown as it is meant. HTML in it is shown as it is written, and pictures from elsewhere by their names: nothing runs and nothing is fetched. */
export function MarkdownView({ file, onPrintable, onFail }: ViewProps) {
  const { text, isCut, error } = useText(file.contentHref, mostBytes);
  const paper = useRef<HTMLDivElement>(null);
  const tokens = useMemo(() => (text === null ? null : marked.lexer(text, { gfm: true })), [text]);
  useEffect(() => {
    if (error) onFail(error);
  }, [error, onFail]);
  useEffect(() => {
    if (text === null) return undefined;
    onPrintable(
      () =>
        void printPage((page) => {
          const sheet = page.createElement("div");
          sheet.style.font = "16px/1.6 sans-serif";
          if (paper.current) sheet.append(page.importNode(paper.current, true));
          page.body.append(sheet);
        }),
    );
    return () => onPrintable(null);
  }, [text, onPrintable]);
  return (
    <Sheet label={file.name}>
      {tokens === null ? (
        <Skeleton className="h-96" />
      ) : (
        <div ref={paper} dir="auto" className={prose}>
          {blocks(tokens)}
        </div>
      )}
      {isCut ? <More shown={mostBytes} all={file.sizeBytes} onMore={null} /> : null}
    </Sheet>
  );
}

/** Only where a link of a stranger may go. */
function safeHref(href: string): string | null {
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? href : null;
}

function blocks(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, at) => <Fragment key={at}>{block(token as Tokens.Generic)}</Fragment>);
}

function block(token: Tokens.Generic): ReactNode {
  switch (token.type) {
    case "heading": {
      // The file's name is the heading of the page.
      const Heading = (["h2", "h3", "h4", "h5", "h6"] as const)[Math.min(4, Number(token["depth"]) - 1)] ?? "h6";
      return <Heading>{inline(token.tokens)}</Heading>;
    }
    case "paragraph":
      return <p>{inline(token.tokens)}</p>;
    case "blockquote":
      return <blockquote>{blocks(token.tokens ?? [])}</blockquote>;
    case "code":
      return (
        <pre dir="ltr" tabIndex={0}>
          {String(token["text"])}
        </pre>
      );
    case "hr":
      return <hr />;
    case "list":
      return list(token as Tokens.List);
    case "table":
      return table(token as Tokens.Table);
    case "space":
    case "def":
      return null;
    case "text":
      return token.tokens ? inline(token.tokens) : String(token["text"]);
    default:
      return <p>{token.raw}</p>;
  }
}

function list({ ordered, start, items }: Tokens.List): ReactNode {
  const lines = items.map((item, at) => (
    <li key={at} className={item.task ? "list-none" : undefined}>
      {item.task ? <span aria-hidden="true">{item.checked === true ? "☑ " : "☐ "}</span> : null}
      {blocks(item.tokens)}
    </li>
  ));
  return ordered ? <ol start={Number(start) || 1}>{lines}</ol> : <ul>{lines}</ul>;
}

function table({ header, rows, align }: Tokens.Table): ReactNode {
  const side = (at: number) =>
    align[at] === "right" ? "text-end" : align[at] === "center" ? "text-center" : "text-start";
  return (
    <div className="overflow-x-auto">
      <table>
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={at} scope="col" className={side(at)}>
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} className={side(column)}>
                  {inline(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inline(tokens: readonly Token[] = []): ReactNode {
  return tokens.map((token, at) => <Fragment key={at}>{word(token as Tokens.Generic)}</Fragment>);
}

function word(token: Tokens.Generic): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong>{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "del":
      return <del>{inline(token.tokens)}</del>;
    case "codespan":
      return <code dir="ltr">{String(token["text"])}</code>;
    case "br":
      return <br />;
    case "link": {
      const href = safeHref(String(token["href"]));
      return href === null ? (
        inline(token.tokens)
      ) : (
        <a href={href} title={href} target="_blank" rel="noopener noreferrer">
          {inline(token.tokens)}
        </a>
      );
    }
    case "image":
      return <span className="text-muted">[{String(token["text"])}]</span>;
    case "escape":
      return String(token["text"]);
    case "text":
      return token.tokens ? inline(token.tokens) : plain(String(token["text"]));
    default:
      return token.raw;
  }
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** The few names of letters that people write in such texts. */
function plain(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => named[name] ?? "");
}
