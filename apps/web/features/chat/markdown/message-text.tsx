import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment, memo, type ReactNode, useMemo } from "react";
import { guestBase, guestBaseOf } from "../../../client/guest-base.ts";
import { CodeBlock } from "./code-block.tsx";
import { type Block, type Inline, isOnlyEmoji, type Mention, parseMessage } from "./parse.ts";

/** What a mention is called, whether it means who reads, and where a press on it leads. */
export interface Named {
  name: string;
  isMine?: boolean;
  href?: string;
}
export type NameOf = (mention: Mention) => Named | null;

export interface MessageTextProps {
  text: string;
  /** The same function as long as nobody is called otherwise. Null for whom nobody knows; everybody has a name of ours then. */
  nameOf: NameOf;
  /** Somebody's name was pressed, which stands in that element. */
  onMention?: (mention: Mention, element: HTMLElement) => void;
  /** Stands behind the last word, such as that it was changed. */
  after?: ReactNode;
}

/** What somebody said, as they meant it. Nothing of it is taken for HTML, and nothing is fetched. */
export const MessageText = memo(function MessageText({ text, nameOf, onMention, after }: MessageTextProps) {
  const blocks = useMemo(() => parseMessage(text), [text]);
  const draw = useDrawing({ nameOf, onMention });
  if (isOnlyEmoji(text))
    return (
      <p className="text-32">
        {text.trim()}
        {after}
      </p>
    );
  const last = blocks.at(-1);
  const isInLast = last?.kind === "paragraph" || last?.kind === "heading";
  return (
    <div className="flex max-w-160 min-w-0 flex-col gap-1.5 wrap-anywhere">
      {blocks.map((block, at) => (
        <Fragment key={at}>{draw(block, isInLast && block === last ? after : null)}</Fragment>
      ))}
      {isInLast || !after ? null : <p>{after}</p>}
    </div>
  );
});

/** Each line is written from its own side, and one from the right stands beside the writer's face all the same. */
const line = "w-fit max-w-full whitespace-pre-wrap [unicode-bidi:plaintext]";

function useDrawing({
  nameOf,
  onMention,
}: Pick<MessageTextProps, "nameOf"> & { onMention: MessageTextProps["onMention"] }) {
  const t = useTranslations("chat.text");

  const named = (mention: Mention): Named => {
    const known = nameOf(mention);
    if (known) return known;
    if (mention.kind === "everyone") return { name: t(mention.whom), isMine: true };
    return { name: t(mention.kind === "room" ? "room" : "somebody") };
  };
  const inlines = (parts: readonly Inline[]): ReactNode =>
    parts.map((part, at) => <Fragment key={at}>{inline(part)}</Fragment>);
  const inline = (part: Inline): ReactNode => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "break":
        return <br />;
      case "strong":
        return <strong className="font-semibold">{inlines(part.content)}</strong>;
      case "em":
        return <em>{inlines(part.content)}</em>;
      case "strike":
        return <del>{inlines(part.content)}</del>;
      case "code":
        return (
          <code dir="ltr" className="rounded-[4px] border bg-sunken px-1 font-mono text-13 whitespace-pre-wrap">
            {part.text}
          </code>
        );
      case "link":
        return <Address href={part.href}>{inlines(part.content)}</Address>;
      case "mention":
        return <Name mention={part.mention} named={named(part.mention)} onPress={onMention} />;
    }
  };
  const draw = (block: Block, after: ReactNode = null): ReactNode => {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        return (
          // A heading of a message is none of the page.
          <p dir="auto" className={clsx(line, block.kind === "heading" && "text-16 font-semibold")}>
            {inlines(block.content)}
            {after}
          </p>
        );
      case "quote":
        return (
          <blockquote className="flex flex-col gap-1.5 border-s-2 border-strong ps-3 text-muted">
            {block.blocks.map((one, at) => (
              <Fragment key={at}>{draw(one)}</Fragment>
            ))}
          </blockquote>
        );
      case "list": {
        const List = block.isOrdered ? "ol" : "ul";
        return (
          <List
            {...(block.isOrdered ? { start: block.start } : {})}
            className={clsx("flex flex-col gap-0.5 ps-6", block.isOrdered ? "list-decimal" : "list-disc")}
          >
            {block.items.map(({ isDone, blocks }, at) => (
              <li key={at} className={isDone === null ? undefined : "flex list-none gap-2"}>
                {isDone === null ? null : <Tick isDone={isDone} label={t(isDone ? "done" : "open")} />}
                <div className="flex min-w-0 flex-col gap-0.5">
                  {blocks.map((one, place) => (
                    <Fragment key={place}>{draw(one)}</Fragment>
                  ))}
                </div>
              </li>
            ))}
          </List>
        );
      }
      case "code":
        return <CodeBlock text={block.text} language={block.language} />;
      case "rule":
        return <hr className="border-strong" />;
    }
  };
  return draw;
}

function Tick({ isDone, label }: { isDone: boolean; label: string }) {
  return (
    <span role="img" aria-label={label} className="-ms-6 w-4 text-center">
      {isDone ? "☑" : "☐"}
    </span>
  );
}

/** An address of our own opens here, any other one in a window of its own, which learns nothing of this one. */
function Address({ href, children }: { href: string; children: ReactNode }) {
  const look = "text-accent-ink underline underline-offset-2";
  const own = typeof window === "undefined" ? "" : `${window.location.origin}/`;
  // A guest stays in their room, and whoever opens an invitation is on a page of another kind.
  const isWithin = guestBase === "" && guestBaseOf(href.slice(own.length - 1)) === "";
  if (own !== "" && href.startsWith(own) && isWithin)
    return (
      <Link href={href.slice(own.length - 1)} prefetch={false} title={href} className={look}>
        {children}
      </Link>
    );
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" className={look}>
      {children}
    </a>
  );
}

interface NameProps {
  mention: Mention;
  named: Named;
  onPress: MessageTextProps["onMention"];
}

function Name({ mention, named, onPress }: NameProps) {
  const look = clsx(
    "rounded-[4px] px-1 py-px text-accent-ink",
    named.isMine === true ? "bg-selection font-semibold" : "bg-accent-soft font-medium",
  );
  const text = (
    <>
      {mention.kind === "room" ? "#" : "@"}
      <bdi>{named.name}</bdi>
    </>
  );
  if (named.href !== undefined)
    return (
      <Link href={named.href} prefetch={false} className={clsx(look, "hover:underline")}>
        {text}
      </Link>
    );
  if (!onPress || mention.kind === "everyone") return <span className={look}>{text}</span>;
  return (
    <button
      type="button"
      onClick={(event) => onPress(mention, event.currentTarget)}
      className={clsx(look, "inline text-start hover:underline")}
    >
      {text}
    </button>
  );
}
