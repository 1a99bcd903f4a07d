import { capabilities } from "../capabilities.ts";
import type { Extension } from "../session.ts";
import { ok } from "../types.ts";
import { quote, textString } from "../wire/encoder.ts";
import { always, type Command, signedIn } from "./command.ts";

/** CAPABILITY, RFC 9051 §6.1.1. */
export const capability: Command = {
  states: always,
  run(session, args) {
    args.end();
    session.out.write(`* CAPABILITY ${capabilities(session)}\r\n`);
    return ok("that is all");
  },
};

/** NOOP, RFC 9051 §6.1.2, and CHECK of RFC 3501 §6.4.1: a client asks what is new, hint or no hint. */
export const noop: Command = {
  states: always,
  run(session, args) {
    args.end();
    if (session.hasView) session.view.isStale = true;
    return ok("done");
  },
};

export const check: Command = { ...noop, states: ["selected"] };

/** LOGOUT, RFC 9051 §6.1.3. */
export const logout: Command = {
  states: always,
  run(session, args) {
    args.end();
    session.out.write("* BYE see you\r\n");
    session.close();
    return ok("logged out");
  },
};

/** STARTTLS, RFC 9051 §6.2.1. */
export const starttls: Command = {
  states: ["not-authenticated"],
  run(session, args) {
    args.end();
    if (session.isSecure || !session.options.tls) return { status: "BAD", text: "TLS can not begin here" };
    session.afterReply = () => session.link.startTls();
    return ok("begin TLS now");
  },
};

const enableable: ReadonlySet<string> = new Set<Extension>(["IMAP4REV2", "UTF8=ACCEPT", "CONDSTORE", "QRESYNC"]);

/** ENABLE, RFC 9051 §6.3.1. Words that can not be enabled are passed over. */
export const enable: Command = {
  states: signedIn,
  run(session, args) {
    const names: string[] = [];
    do {
      args.space();
      names.push(args.word());
    } while (!args.isAtEnd());
    args.end();
    const fresh = names.filter((name) => enableable.has(name) && !session.enabled.has(name as Extension));
    for (const name of fresh) session.enable(name as Extension);
    session.out.write(
      `* ENABLED${[...new Set(fresh)].map((name) => ` ${name.replace("IMAP4REV2", "IMAP4rev2")}`).join("")}\r\n`,
    );
    return ok("enabled");
  },
};

const maxIdFields = 30;

/** ID, RFC 2971. */
export const id: Command = {
  states: always,
  run(session, args) {
    args.space();
    const fields: Record<string, string | null> = {};
    if (!args.has("NIL")) {
      const written = args.list(() => args.nstring(), 0);
      for (let i = 0; i < Math.min(written.length, 2 * maxIdFields); i += 2)
        fields[(written[i] ?? "").toLowerCase()] = written[i + 1] ?? null;
    }
    args.end();
    session.options.onClientId?.(fields, session.userId);
    const own = Object.entries(session.options.id ?? {}).map(([name, value]) => `${quote(name)} ${textString(value)}`);
    session.out.write(`* ID ${own.length === 0 ? "NIL" : `(${own.join(" ")})`}\r\n`);
    return ok("pleased to meet you");
  },
};

/** NAMESPACE, RFC 2342. */
export const namespace: Command = {
  states: signedIn,
  run(session, args) {
    args.end();
    const { personal, others, shared } = session.user.namespaces ?? { personal: [""], others: [], shared: [] };
    const list = (prefixes: readonly string[]): string =>
      prefixes.length === 0 ? "NIL" : `(${prefixes.map((prefix) => `(${quote(prefix)} "/")`).join("")})`;
    session.out.write(`* NAMESPACE ${list(personal)} ${list(others)} ${list(shared)}\r\n`);
    return ok("done");
  },
};
