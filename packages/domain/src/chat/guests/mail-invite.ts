import { type Actor, newId } from "@carbyne/kernel";
import { composeMessage } from "@carbyne/mime";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { submitMessage } from "../../mail/index.ts";
import { fill, wordsOf } from "../../words/index.ts";

type Invitation = {
  readonly address: string;
  readonly roomName: string;
  readonly expiresAt: Date | null;
  readonly url: string;
};

/** Mails an invitation in the name of who makes it, in their language: that of a stranger is not known. */
export async function mailInvite(
  ctx: Context,
  actor: Actor,
  { address, roomName, expiresAt, url }: Invitation,
): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  const words = wordsOf(own.locale);
  const values = {
    person: own.name || own.address,
    room: roomName,
    date: expiresAt?.toLocaleDateString(own.locale, { dateStyle: "long", timeZone: own.zone }) ?? "",
  };
  const raw = await composeMessage({
    from: { name: own.name, address: own.address },
    to: [{ name: "", address }],
    subject: fill(words.inviteSubject, values),
    text: `${[fill(words.inviteText, values), url, words.inviteHow, expiresAt ? fill(words.inviteUntil, values) : ""].filter(Boolean).join("\n\n")}\n`,
    date: ctx.clock.now(),
    messageId: `<${newId()}@${own.address.slice(own.address.lastIndexOf("@") + 1)}>`,
    headers: [["Auto-Submitted", "auto-generated"]],
  });
  await submitMessage(ctx, actor, { reversePath: own.address, recipients: [address], raw });
}
