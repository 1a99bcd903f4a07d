import { Resolver } from "node:dns/promises";
import { outside } from "@carbyne/domain";
import type { Dns, Resolver as Resolve } from "@carbyne/smtp";
import type { Env } from "./env.ts";
import { connectMail } from "./mail-source/imap-source.ts";
import { rememberAnswers } from "./remember-answers.ts";

const patience = { timeout: 4000, tries: 2 };

/** DNS for mail: the machine's resolvers, or those of CARBYNE_DNS_SERVERS. */
function open({ dnsServers }: Pick<Env, "dnsServers">): Resolver {
  const resolver = new Resolver(patience);
  if (dnsServers && dnsServers.length > 0) resolver.setServers(dnsServers);
  return resolver;
}

/** Asks for any record type, as the checks of a sender need. */
export function resolver(env: Pick<Env, "dnsServers">): Resolve {
  const dns = open(env);
  return rememberAnswers(async (name, type) => {
    const answer: unknown = await dns.resolve(name, type);
    return Array.isArray(answer) ? answer : [answer];
  });
}

/** Asks for what delivering mail needs. */
export function mailDns(env: Pick<Env, "dnsServers">): Dns {
  const dns = open(env);
  return {
    resolveMx: (name) => dns.resolveMx(name),
    resolve4: (name) => dns.resolve4(name),
    resolve6: (name) => dns.resolve6(name),
  };
}

/** The way out to other servers, for pictures in mail and the like. */
export function openOutside(env: Pick<Env, "dnsServers" | "fetchAllow">): outside.Outside {
  const dns = open(env);
  return outside.createOutside({
    isAllowed: outside.readAllowed(env.fetchAllow),
    connectMail,
    // Many name servers answer for A and fail for AAAA: what is known counts.
    async resolve(name) {
      const found = await Promise.allSettled([dns.resolve4(name), dns.resolve6(name)]);
      return found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    },
  });
}
