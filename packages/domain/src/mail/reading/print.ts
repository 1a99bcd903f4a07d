import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Words, wordsOf } from "../../words/index.ts";
import { getConversation } from "../conversations/get.ts";
import { readBody } from "./body.ts";

/** A message as it stands on paper. */
export type PrintedMessage = {
  /** What stands above the text: who, to whom, when, with which files; names in the reader's language. */
  readonly head: readonly (readonly [name: string, value: string])[];
  /** Safe to show, its style sheet first. */
  readonly html: string;
};

export type Printed = {
  readonly subject: string;
  readonly locale: string;
  readonly printLabel: string;
  readonly messages: readonly PrintedMessage[];
};

const mostMessages = 100;

type Named = { readonly name: string; readonly address: string };

/** A conversation, or by the id of a message that one alone, for paper: quotes are open, and pictures as they are shown on the screen. */
export async function printConversation(
  ctx: Context,
  actor: Actor,
  { id, remote }: { id: string; remote: "block" | "load" },
): Promise<Printed> {
  const { locale, zone } = await accessOwnAccount(ctx, actor);
  const words = wordsOf(locale);
  // As on the screen: English without the month first.
  const when = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: zone,
  });
  const conversation = await getConversation(ctx, actor, { id });
  const shown = conversation.messages.filter(({ isDraft }) => !isDraft).slice(-mostMessages);
  const messages = shown.length > 0 ? shown : conversation.messages.slice(-1);
  return {
    subject: conversation.subject || words.noSubject,
    locale,
    printLabel: words.printTitle,
    messages: await Promise.all(
      messages.map(async (message) => ({
        head: headOf(words, { ...message, when: when.format(new Date(message.date)) }),
        html: (
          await readBody(ctx, actor, {
            id: message.id,
            remote: message.showsRemoteImages ? "load" : remote,
            length: "all",
            quotes: "show",
          })
        ).html,
      })),
    ),
  };
}

type Headed = {
  readonly from: Named | null;
  readonly to: readonly Named[];
  readonly cc: readonly Named[];
  readonly when: string;
  readonly attachments: readonly { readonly name: string; readonly isInline: boolean }[];
};

function headOf(words: Words, { from, to, cc, when, attachments }: Headed): [string, string][] {
  const files = attachments.filter(({ isInline }) => !isInline).map(({ name }) => name);
  const lines: [string, string][] = [
    [words.from, from ? full(from) : ""],
    [words.to, to.map(full).join(", ")],
    [words.cc, cc.map(full).join(", ")],
    [words.date, when],
    [words.attachmentsLine, files.join(", ")],
  ];
  return lines.filter(([, value]) => value !== "");
}

function full({ name, address }: Named): string {
  return name.trim() === "" ? address : `${name} <${address}>`;
}
