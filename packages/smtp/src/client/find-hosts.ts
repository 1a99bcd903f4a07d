import { isIP } from "node:net";

/** The part of DNS that finding a mail server needs; as in `dns.promises`, faults carry Node's codes. */
export type Dns = {
  resolveMx(name: string): Promise<{ readonly exchange: string; readonly priority: number }[]>;
  resolve4(name: string): Promise<string[]>;
  resolve6(name: string): Promise<string[]>;
};

export type Host = { readonly name: string; readonly addresses: readonly string[] };

export type Hosts =
  | { readonly status: "found"; readonly hosts: readonly Host[] }
  /** Nobody takes mail for the domain, for good. */
  | { readonly status: "failed"; readonly reply: string }
  /** DNS does not say: ask again later. */
  | { readonly status: "deferred"; readonly reply: string };

const maxHosts = 10;

/** The servers that take mail for a domain, in the order in which to try them. RFC 5321 §5.1, RFC 7505. */
export async function findHosts(domain: string, dns: Dns): Promise<Hosts> {
  const literal = /^\[(?:IPv6:)?([^\]]+)\]$/i.exec(domain)?.[1];
  if (literal !== undefined)
    return isIP(literal)
      ? { status: "found", hosts: [{ name: literal, addresses: [literal] }] }
      : { status: "failed", reply: `553 5.1.2 ${domain} is no address of a host` };
  try {
    const records = await mxOf(domain, dns);
    if (records.some(({ exchange }) => exchange === "" || exchange === "."))
      return { status: "failed", reply: `556 5.1.10 ${domain} takes no mail` };
    const names = records.length > 0 ? inOrder(records) : [domain];
    const hosts: Host[] = [];
    let fault: unknown;
    // One server whose name does not resolve now takes nothing from the others.
    for (const name of names.slice(0, maxHosts)) {
      const { addresses, fault: its } = await addressesOf(name, dns);
      if (addresses.length > 0) hosts.push({ name, addresses });
      fault ??= its;
    }
    if (hosts.length > 0) return { status: "found", hosts };
    if (fault !== undefined) throw fault;
    return { status: "failed", reply: `550 5.1.2 there is no mail server for ${domain}` };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown fault";
    return { status: "deferred", reply: `451 4.4.3 DNS does not answer for ${domain} (${code})` };
  }
}

/** What DNS says when a name or a record is not there; all else is a fault that may pass. */
const missing = new Set(["ENOTFOUND", "ENODATA", "NXDOMAIN"]);

async function orNone<Value>(asked: Promise<Value[]>): Promise<Value[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && "code" in error && missing.has(String(error.code))) return [];
    throw error;
  }
}

function mxOf(domain: string, dns: Dns) {
  return orNone(dns.resolveMx(domain));
}

/** Best preference first; equal ones in random order, so that they share the load. */
function inOrder(records: readonly { exchange: string; priority: number }[]): string[] {
  return records
    .map(({ exchange, priority }) => ({
      name: exchange.replace(/\.$/, "").toLowerCase(),
      rank: priority + Math.random(),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name);
}

/** Addresses of both kinds: many name servers answer for A and fail for AAAA, so that a fault counts only when nothing was found. */
async function addressesOf(name: string, dns: Dns): Promise<{ addresses: string[]; fault?: unknown }> {
  if (isIP(name)) return { addresses: [name] };
  const found = await Promise.allSettled([orNone(dns.resolve4(name)), orNone(dns.resolve6(name))]);
  const addresses = found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  const failed = found.find((one) => one.status === "rejected");
  return failed && addresses.length === 0 ? { addresses, fault: failed.reason as unknown } : { addresses };
}
