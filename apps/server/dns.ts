import { Resolver } from "node:dns/promises";
import type { Dns, Resolver as Resolve } from "@carbyne/smtp";
import type { Env } from "./env.ts";
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
