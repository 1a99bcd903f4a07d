import { access, appPasswords, mail, signIn } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { addHeaders } from "@carbyne/mime";
import { type Backend, receivedHeader } from "@carbyne/smtp";
import type { App } from "../app.ts";

type Person = Actor & appPasswords.ProgramSignIn;

/** Mail from our own people's programs, RFC 6409. */
export function submissionBackend({ ctx, hostname }: App): Backend<Person> {
  const sender = (principal: Person | null): Person => {
    if (!principal) throw new Refusal("unauthenticated", "sign-in-needed");
    return principal;
  };
  return {
    async authenticate({ user, password, peer }) {
      const given = { address: user, password, ip: peer.ip, via: "smtp" } as const;
      return { kind: "user", ...(await appPasswords.signInProgram(ctx, given)) };
    },

    onEnd: (principal, end) => signIn.watchProof(ctx, principal, end),

    async mailFrom({ principal }, reversePath) {
      await access.accessSender(ctx, await access.accessOwnAccount(ctx, sender(principal)), reversePath);
    },

    async recipient(_session, address) {
      // A wrong address of ours is known now: the writer hears of it at once and not by a report.
      try {
        await mail.resolveRecipient(ctx, address);
      } catch (error) {
        if (!(error instanceof Refusal) || error.reason !== "relay-denied") throw error;
      }
    },

    async deliver(session, { reversePath, recipients, envId, ret, isUtf8 }, raw) {
      const received = receivedHeader(session, { by: hostname, at: ctx.clock.now() });
      const { id } = await mail.submitMessage(ctx, sender(session.principal), {
        reversePath,
        recipients,
        envId,
        ret,
        isUtf8,
        raw: addHeaders(raw, [received]),
      });
      return { text: `2.0.0 queued as ${id}` };
    },
  };
}
