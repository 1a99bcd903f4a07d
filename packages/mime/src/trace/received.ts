import { parseDate } from "../date.ts";
import type { Part } from "../part.ts";
import { withoutComments } from "./authentication-results.ts";

/** One server that a message passed, RFC 5321 §4.4. */
export interface Hop {
  /** Who handed it over, as it named itself; "" when it was written there. */
  from: string;
  /** The address it came from, as the receiving server saw it. */
  ip: string;
  by: string;
  /** Such as ESMTPS. */
  protocol: string;
  isEncrypted: boolean;
  at: Date | null;
}

const mostHops = 100;
const longest = 4_000;

/** The way of a message, first server first. */
export function readRoute(root: Part): Hop[] {
  return root.all("received").slice(0, mostHops).map(readHop).toReversed();
}

function readHop(value: string): Hop {
  const text = value.slice(0, longest);
  const semicolon = text.lastIndexOf(";");
  const clauses = semicolon < 0 ? text : text.slice(0, semicolon);
  const plain = ` ${withoutComments(clauses)}`;
  const clause = (name: string) => new RegExp(`\\s${name}\\s+([^\\s;]+)`, "i").exec(plain)?.[1] ?? "";
  const protocol = clause("with").toUpperCase();
  return {
    from: clause("from"),
    ip: /\[(?:IPv6:)?([0-9a-fA-F:.]{3,45})\]/.exec(clauses)?.[1] ?? "",
    by: clause("by"),
    protocol,
    // The S of the protocol's name is TLS (RFC 3848); others say it in a comment.
    isEncrypted:
      /^(?:UTF8)?(?:E?SMTP|LMTP)S/.test(protocol) || /\bTLS|cipher[ =]/i.test(clauses) || protocol === "HTTPS",
    at: semicolon < 0 ? null : parseDate(text.slice(semicolon + 1)),
  };
}
