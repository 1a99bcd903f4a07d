import type { Context } from "../../context.ts";
import type { Mail } from "./carry-out.ts";
import type { Owner } from "./owners.ts";
import type { Plan } from "./plan.ts";
import { markForwarded } from "./redirect.ts";

/** The messages that go out because of a plan: what is passed on, and the answers. */
export async function mailsOf(
  ctx: Context,
  { owner, plan, raw, reversePath }: { owner: Owner; plan: Plan; raw: Buffer; reversePath: string },
): Promise<Mail[]> {
  const mails: Mail[] = [];
  for (const [edited, same] of Map.groupBy(plan.redirects, (one) => one.edited)) {
    const marked = markForwarded(edited ?? raw, owner.address);
    mails.push({
      // A null path stays null (RFC 5228 §4.2); else it is ours, whose server may send it (RFC 7208 §2.4).
      envelope: {
        accountId: owner.accountId,
        reversePath: reversePath === "" ? "" : owner.address,
        recipients: same.map(({ address }) => address),
        signDomain: "",
      },
      raw: marked,
      blob: await ctx.blobs.prepare(marked),
    });
  }
  for (const answer of plan.answers)
    mails.push({
      // From the null path, so that nobody reports on it (RFC 3834 §3.3).
      envelope: { accountId: null, reversePath: "", recipients: [answer.to], signDomain: answer.signDomain },
      raw: answer.raw,
      blob: await ctx.blobs.prepare(answer.raw),
      answer,
    });
  return mails;
}
