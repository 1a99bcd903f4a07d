import { newId } from "@carbyne/kernel";
import { composeMessage } from "@carbyne/mime";
import type { ShareObject } from "../access/index.ts";
import type { Context } from "../context.ts";
import { prepareMessage, shareHeader } from "../mail/index.ts";
import { fill, wordsOf } from "../words/index.ts";
import type { Holder, Party } from "./people.ts";
import { type ShareRole, roleOf } from "./roles.ts";
import type { StoredTerms } from "./terms.ts";

type Letter = {
  readonly from: Party;
  readonly to: Party;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly grantId?: string;
};

/** A mail of one person to another about what is shared. RFC 3834 §5: it is written by us, and nobody's absence answers it. */
async function letter(ctx: Context, { from, to, subject, paragraphs, grantId }: Letter) {
  const raw = await composeMessage({
    from,
    to: [to],
    subject,
    text: `${paragraphs.filter(Boolean).join("\n\n")}\n`,
    date: ctx.clock.now(),
    messageId: `<${newId()}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`,
    headers: [["Auto-Submitted", "auto-generated"], ...(grantId ? ([[shareHeader, grantId]] as const) : [])],
  });
  return prepareMessage(ctx, raw, { verdict: "local" });
}

export type Invitation = {
  readonly grantId: string;
  readonly from: Party;
  readonly to: Party;
  readonly owner: Holder;
  readonly kind: ShareObject["kind"];
  /** Whether it is a whole team folder. */
  readonly isTeam: boolean;
  /** Of what is shared. */
  readonly name: string;
  readonly terms: StoredTerms;
};

/** The mail that offers something to somebody. */
export async function invitation(ctx: Context, { grantId, from, to, owner, kind, isTeam, name, terms }: Invitation) {
  const words = wordsOf(to.locale);
  const values = { person: from.name || from.address, folder: name, owner: owner.name };
  const role = roleOf(terms.rights);
  const end = terms.expiresAt?.toLocaleDateString(to.locale, { dateStyle: "long" });
  return letter(ctx, {
    from,
    to,
    // What needs no answer is not asked about in the mail.
    ...(kind === "node" ? {} : { grantId }),
    subject: fill(
      isTeam ? words.shareTeamSubject : kind === "account" ? words.shareAccountSubject : words.shareFolderSubject,
      values,
    ),
    paragraphs: [
      fill(isTeam ? words.shareTeamText : words[texts[kind]], values),
      role ? words[kind === "node" ? nodeRoleWords[role] : roleWords[role]] : "",
      terms.rights.includes("sendAs") ? fill(words.shareSendAs, values) : "",
      terms.rights.includes("sendOnBehalf") ? fill(words.shareSendOnBehalf, values) : "",
      end ? fill(words.shareUntil, { date: end }) : "",
      terms.note,
      isTeam ? words.shareTeamHow : kind === "node" ? words.shareNodeHow : words.shareHow,
    ],
  });
}

const texts = { account: "shareAccountText", mailbox: "shareFolderText", node: "shareNodeText" } as const;
const nodeRoleWords = {
  read: "shareNodeRead",
  comment: "shareNodeComment",
  write: "shareNodeWrite",
  manage: "shareNodeManage",
} as const;
const roleWords = {
  read: "shareRead",
  // Of mail nobody is offered it.
  comment: "shareRead",
  write: "shareWrite",
  manage: "shareManage",
} as const satisfies Record<ShareRole, string>;

type Reply = { readonly from: Party; readonly to: Party; readonly name: string; readonly note: string };

/** The mail that says that somebody does not want what was offered. */
export async function refusalLetter(ctx: Context, { from, to, name, note }: Reply) {
  const words = wordsOf(to.locale);
  const values = { person: from.name || from.address, name };
  const text = fill(words.shareDeclinedText, values);
  return letter(ctx, { from, to, subject: fill(words.shareDeclinedSubject, values), paragraphs: [text, note] });
}

/** The mail that says that something is not shared any more. */
export async function farewellLetter(ctx: Context, { from, to, name, note }: Reply) {
  const words = wordsOf(to.locale);
  const values = { person: from.name || from.address, name };
  const text = fill(words.shareEndedText, values);
  return letter(ctx, { from, to, subject: fill(words.shareEndedSubject, values), paragraphs: [text, note] });
}

/** The mail to whoever is made the owner of something. */
export async function ownershipLetter(ctx: Context, { from, to, name }: Omit<Reply, "note">) {
  const words = wordsOf(to.locale);
  const values = { person: from.name || from.address, name };
  const paragraphs = [fill(words.ownerText, values), fill(words.ownerHow, values)];
  return letter(ctx, { from, to, subject: fill(words.ownerSubject, values), paragraphs });
}
