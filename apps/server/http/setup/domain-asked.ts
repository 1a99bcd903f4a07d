import { domainToASCII } from "node:url";
import { type Context, mail } from "@carbyne/domain";

/** Names that a domain gives this server so that programs find it. */
const prefix = /^(?:autoconfig|autodiscover|mail)\./;

/**
 * The domain of ours that a program asks about: that of its address, else that of the name it called us by; null when it is none of ours. Whether the
 * address itself is anybody's is never looked at, so no answer tells it.
 */
export async function domainAsked(
  ctx: Context,
  { address, host }: { address: string | null; host: string },
): Promise<string | null> {
  const called = host.replace(/:\d+$/, "").toLowerCase();
  const domains = address
    ? // A name in other letters is kept by its A-label, RFC 5890 §2.3.2.1.
      [domainToASCII(address.slice(address.lastIndexOf("@") + 1)).toLowerCase()]
    : [called, called.replace(prefix, "")];
  for (const domain of domains) if (domain.length < 256 && (await mail.isLocalDomain(ctx, domain))) return domain;
  return null;
}
