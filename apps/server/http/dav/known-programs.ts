import { createHmac, randomBytes } from "node:crypto";
import { appPasswords, type Context, signIn } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";

/** Programs send their password with every request; to prove one costs a tenth of a second. */
const holdsMs = 10 * 60_000;
const mostKnown = 10_000;

type Known = { readonly accountId: string; readonly until: number; readonly stop: () => void };

const secret = randomBytes(32);

/** Tells who a program is by what it sends as Basic, and remembers for some minutes what was right, until it holds no more. */
export function createKnownPrograms(ctx: Context) {
  const known = new Map<string, Known>();
  const forget = (key: string) => {
    known.get(key)?.stop();
    known.delete(key);
  };
  return async (header: string | undefined, ip: string): Promise<Actor> => {
    const given = readBasic(header);
    if (!given) throw new Refusal("unauthenticated", "sign-in-needed");
    const key = createHmac("sha256", secret).update(`${given.address}\0${given.password}\0${ip}`).digest("base64");
    const now = ctx.clock.now().getTime();
    const there = known.get(key);
    if (there && there.until > now) return { kind: "user", accountId: there.accountId };
    forget(key);
    const signedIn = await appPasswords.signInProgram(ctx, { ...given, ip, via: "webdav" });
    const { accountId } = signedIn;
    forget(key);
    known.set(key, {
      accountId,
      until: now + holdsMs,
      stop: signIn.watchProof(ctx, signedIn, () => known.delete(key)),
    });
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) forget(oldest);
    return { kind: "user", accountId };
  };
}

/** What a client says it is called and its password, in UTF-8. RFC 7617 §2. */
export function readBasic(header: string | undefined): { address: string; password: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/]{1,2000}={0,2})$/i.exec(header?.trim() ?? "")?.[1];
  const text = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const at = text.indexOf(":");
  return at > 0 ? { address: text.slice(0, at), password: text.slice(at + 1) } : null;
}
