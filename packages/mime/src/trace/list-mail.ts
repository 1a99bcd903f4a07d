import type { Part } from "../part.ts";
import { parseAuthResults } from "./authentication-results.ts";

/** How one leaves a mailing list, best way first to last: RFC 8058, then the addresses of RFC 2369 §3.2. */
export interface Leaving {
  /** One POST and nothing else. */
  oneClick: string | null;
  mail: string | null;
  web: string | null;
}

const mostAddresses = 10;

/** The ways that a message offers; null when it offers none. */
export function readLeaving(root: Part): Leaving | null {
  const header = root.unfolded("list-unsubscribe") ?? "";
  const all = [...header.matchAll(/<([^<>]{1,2000})>/g)]
    .slice(0, mostAddresses)
    .map(([, address = ""]) => address.replace(/\s+/g, ""));
  const web = all.find((address) => /^https:\/\//i.test(address) && URL.canParse(address)) ?? null;
  const mail = all.find((address) => /^mailto:[^?]*@/i.test(address)) ?? null;
  if (web === null && mail === null) return null;
  const isOffered = /^\s*List-Unsubscribe\s*=\s*One-Click\s*$/i.test(root.unfolded("list-unsubscribe-post") ?? "");
  return { oneClick: isOffered && isSigned(root) ? web : null, mail, web };
}

/** A signature that our server found good must cover both fields, RFC 8058 §4: else anybody on the way could make us ask any server for anything. */
function isSigned(root: Part): boolean {
  const own = parseAuthResults(root.all("authentication-results")[0] ?? "");
  const good = own.results.filter(({ method, result }) => method === "dkim" && result === "pass");
  return root.all("dkim-signature").some((field) => {
    const tags = new Map(
      field.split(";").map((tag) => {
        const at = tag.indexOf("=");
        return [tag.slice(0, at).trim().toLowerCase(), tag.slice(at + 1).replace(/\s+/g, "")] as const;
      }),
    );
    const covered = (tags.get("h") ?? "").toLowerCase().split(":");
    return (
      covered.includes("list-unsubscribe") &&
      covered.includes("list-unsubscribe-post") &&
      good.some(({ properties }) => isOf(properties, tags))
    );
  });
}

/** Whether a result speaks of a signature: by its domain, and by its selector and beginning where those are said. RFC 8601 §2.7.1, RFC 6008. */
function isOf(properties: ReadonlyMap<string, string>, tags: ReadonlyMap<string, string>): boolean {
  const domain = properties.get("header.d") ?? properties.get("header.i")?.replace(/^.*@/, "");
  const selector = properties.get("header.s");
  const beginning = properties.get("header.b");
  return (
    domain !== undefined &&
    domain.toLowerCase() === tags.get("d")?.toLowerCase() &&
    (selector === undefined || selector.toLowerCase() === tags.get("s")?.toLowerCase()) &&
    (beginning === undefined || (tags.get("b") ?? "").startsWith(beginning))
  );
}

/** A mailto address taken apart, RFC 6068; null when it names nobody. */
export function readMailto(href: string): { to: string; subject: string; body: string } | null {
  const [, path = "", query = ""] = /^mailto:([^?]*)(?:\?(.*))?$/i.exec(href) ?? [];
  const to = decoded(path).split(",")[0]?.trim() ?? "";
  if (!/^[^\s@<>]{1,64}@[^\s@<>]{1,253}$/.test(to)) return null;
  const fields = new Map(
    query.split("&").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [decoded(name).toLowerCase(), decoded(value.join("="))] as const;
    }),
  );
  return { to, subject: (fields.get("subject") ?? "").slice(0, 500), body: (fields.get("body") ?? "").slice(0, 5000) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
