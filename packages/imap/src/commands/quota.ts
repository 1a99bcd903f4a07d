import type { QuotaBackend, QuotaRoot } from "../backend.ts";
import type { Session } from "../session.ts";
import { BadSyntax, ok } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { mailboxName, textString } from "../wire/encoder.ts";
import { type Command, signedIn } from "./command.ts";

/** A server whose backend has no limits does not know these commands, as it does not offer QUOTA. */
function quotaCommand(run: (quota: QuotaBackend, session: Session, args: Arguments) => Promise<void>): Command {
  return {
    states: signedIn,
    async run(session, args) {
      const { quota } = session.user;
      if (!quota) throw new BadSyntax("unknown command");
      args.space();
      await run(quota, session, args);
      return ok("that is all");
    },
  };
}

/** GETQUOTA, RFC 9208 §4.1.2. */
export const getQuota = quotaCommand(async (quota, session, args) => {
  const root = args.astring();
  args.end();
  session.out.write(quotaResponse(await quota.get(root)));
});

/** GETQUOTAROOT, RFC 9208 §4.1.3. A mailbox that nothing limits has no root. */
export const getQuotaRoot = quotaCommand(async (quota, session, args) => {
  const name = args.mailbox();
  args.end();
  const found = await quota.rootOf(name);
  const root = found ? ` ${textString(found.root)}` : "";
  session.out.write(`* QUOTAROOT ${mailboxName(name, session.isUtf8)}${root}\r\n`);
  if (found) session.out.write(quotaResponse(found));
});

/** Storage is told in units of 1024 octets, RFC 9208 §5.1; what is begun counts. */
function quotaResponse({ root, usedBytes, quotaBytes }: QuotaRoot): string {
  const units = (bytes: number) => Math.ceil(bytes / 1024);
  return `* QUOTA ${textString(root)} (STORAGE ${units(usedBytes)} ${units(quotaBytes)})\r\n`;
}
