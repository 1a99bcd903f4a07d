import { Refusal } from "@carbyne/kernel";
import { capabilities, mayAuthenticate } from "../capabilities.ts";
import type { Session } from "../session.ts";
import { BadSyntax, no, ok, type Reply } from "../types.ts";
import type { Command } from "./command.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** LOGIN, RFC 9051 §6.2.3. */
export const login: Command = {
  states: ["not-authenticated"],
  run(session, args) {
    args.space();
    const user = args.astring();
    args.space();
    const password = args.astring();
    args.end();
    if (!mayAuthenticate(session)) return tooOpen;
    return signIn(session, { user, password });
  },
};

/** AUTHENTICATE with PLAIN (RFC 4616) or LOGIN, the first response with the command if wished (SASL-IR, RFC 4959). */
export const authenticate: Command = {
  states: ["not-authenticated"],
  async run(session, args) {
    args.space();
    const mechanism = args.word();
    let initial: string | null = null;
    if (args.has(" ")) initial = args.atom();
    args.end();
    if (mechanism !== "PLAIN" && mechanism !== "LOGIN") return no("CANNOT", "mechanism not offered");
    if (!mayAuthenticate(session)) return tooOpen;
    if (mechanism === "PLAIN") return signIn(session, readPlain(await response(session, "", initial)));
    const user = text(await response(session, "Username:", initial));
    const password = text(await response(session, "Password:", null));
    return signIn(session, { user, password });
  },
};

const tooOpen = no("PRIVACYREQUIRED", "begin TLS first");

/** The client's answer to a challenge. `=` is an empty first response, `*` gives up. RFC 9051 §6.2.2. */
async function response(session: Session, challenge: string, initial: string | null): Promise<Buffer> {
  let answer = initial;
  if (answer === null) {
    session.out.write(`+ ${Buffer.from(challenge).toString("base64")}\r\n`);
    await session.out.flush();
    answer = await session.link.readLine();
  }
  if (answer === null || answer === "*") throw new BadSyntax("authentication given up");
  if (answer === "=") return Buffer.alloc(0);
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(answer))
    throw new BadSyntax("base64 expected");
  return Buffer.from(answer, "base64");
}

/** `authzid NUL authcid NUL password`, RFC 4616 §2. */
function readPlain(message: Buffer): Login {
  const fields = message.toString("latin1").split("\0");
  const [actAs, user, password] = fields.map((field) => text(Buffer.from(field, "latin1")));
  if (fields.length !== 3 || !user || password === undefined) throw new BadSyntax("not a PLAIN message");
  return actAs && actAs !== user ? { user, password, actAs } : { user, password };
}

function text(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BadSyntax("UTF-8 expected");
  }
}

interface Login {
  user: string;
  password: string;
  actAs?: string;
}

async function signIn(session: Session, given: Login): Promise<Reply> {
  const { backend, remoteAddress, isSecure, limits } = session;
  try {
    // NUL can be in no name; PostgreSQL would answer it with an error.
    if (given.user.includes("\0")) throw new Refusal("unauthenticated", "credentials-wrong");
    const user = await backend.authenticate({ ...given, remoteAddress, isSecure });
    if (!session.link.claim(user.userId)) {
      user.close?.();
      return no("LIMIT", "too many connections of this account");
    }
    session.signIn(user);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== "unauthenticated") throw error;
    // The wait makes guessing slow; it is the same whether the account exists or not.
    await new Promise((resolve) => setTimeout(resolve, limits.authDelayMs));
    if (++session.authFailures >= limits.authFailures) {
      session.out.write("* BYE too many failed attempts\r\n");
      session.state = "logout";
    }
    throw error;
  }
  return ok("signed in", `CAPABILITY ${capabilities(session)}`);
}
