import { newId } from "@carbyne/kernel";
import { composeDsn } from "@carbyne/mime";
import type { Context } from "../../context.ts";
import { fill, wordsOf } from "../../words/index.ts";
import type { Incoming } from "../out-of-office/may-answer.ts";
import type { Mail } from "./carry-out.ts";
import type { Rejection } from "./plan.ts";

/** A report goes only to somebody who wrote: not to the null path (RFC 5321 §6.1), and not where the path is forged. */
export function mayReport({ reversePath, verdict, summary }: Incoming): boolean {
  const isByProgram = summary.autoSubmitted !== null && summary.autoSubmitted !== "no";
  return reversePath !== "" && verdict !== "failed" && !isByProgram;
}

/** Tells the sender that a recipient does not take a message which others of it have taken, RFC 5429 §2.1.2. */
export async function reportRejection(
  ctx: Context,
  input: { raw: Buffer; incoming: Incoming; rejection: Rejection; recipient: string; hostname: string },
): Promise<Mail> {
  const { raw, incoming, rejection, recipient, hostname } = input;
  const words = wordsOf("en");
  const report = composeDsn({
    reportingMta: hostname,
    from: `MAILER-DAEMON@${hostname}`,
    to: incoming.reversePath,
    originalHeaders: raw,
    recipients: [
      { address: recipient, action: "failed", status: "5.7.1", diagnostic: `550 5.7.1 ${rejectionLine(rejection)}` },
    ],
    date: ctx.clock.now(),
    messageId: `<${newId()}@${hostname}>`,
    subject: fill(words.undeliveredSubject, { subject: incoming.summary.subject || words.noSubject }),
    text: `${words.refusedText}\n\n${recipient}\n\n${rejection.reason}\n`,
    arrivalDate: ctx.clock.now(),
  });
  return {
    envelope: { accountId: null, reversePath: "", recipients: [incoming.reversePath] },
    raw: report,
    blob: await ctx.blobs.prepare(report),
  };
}

const longestLine = 400;

/** The reason as one line of an SMTP reply. */
export function rejectionLine({ reason }: Rejection): string {
  return reason.replace(/\s+/g, " ").trim().slice(0, longestLine);
}

/** Whether the sender's server can be told in the dialogue itself: its replies are ASCII, and the whole reason is what was promised (RFC 5429 §2.2.1). */
export function canSayInDialogue(rejection: Rejection): boolean {
  return /^[\x20-\x7e\r\n\t]*$/.test(rejection.reason);
}
