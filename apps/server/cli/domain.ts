import { administration } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { mailHostname, mailServers } from "../mail-servers.ts";
import { type Cli, type Command, oneWord } from "./command.ts";
import { table } from "./table.ts";

const create: Command = {
  usage: "NAME",
  summary: "Adds a domain that this server answers for.",
  async run(cli) {
    const name = oneWord(cli, "a domain name");
    const { id } = await administration.createDomain(cli.ctx, cli.actor, { name });
    cli.print({ id, name }, [`${name} was added.`, "Publish these records:", ...(await records(cli, id))]);
  },
};

const list: Command = {
  usage: "",
  summary: "Lists the domains.",
  async run(cli) {
    const domains = await administration.listDomains(cli.ctx, cli.actor);
    const rows = domains.map((one) => [one.name, one.state, String(one.accountCount)]);
    cli.print(domains, table(["Domain", "State", "Accounts"], rows));
  },
};

const dns: Command = {
  usage: "NAME",
  summary: "Shows the DNS records that mail for the domain needs.",
  async run(cli) {
    const found = await find(cli, oneWord(cli, "a domain name"));
    cli.print([...found.dnsHints, ...found.programHints], await records(cli, found.id));
  },
};

async function records(cli: Cli, id: string): Promise<string[]> {
  const domain = (await administration.listDomains(cli.ctx, cli.actor, serversOf(cli))).find((one) => one.id === id);
  return [...(domain?.dnsHints ?? []), ...(domain?.programHints ?? [])].map(
    ({ name, type, value }) => `  ${name}  ${type}  ${value}`,
  );
}

function serversOf({ env }: Cli): administration.MailServers {
  return mailServers({ env, hostname: mailHostname(env) });
}

async function find(cli: Cli, name: string) {
  const domains = await administration.listDomains(cli.ctx, cli.actor, serversOf(cli));
  const domain = domains.find((one) => one.name === name.toLowerCase());
  if (!domain) throw new Refusal("not-found", "domain-unknown", { domain: name });
  return domain;
}

function setState(state: "active" | "suspended" | "closed", summary: string): Command {
  return {
    usage: "NAME",
    summary,
    async run(cli) {
      const { id, name } = await find(cli, oneWord(cli, "a domain name"));
      await administration.setDomainState(cli.ctx, cli.actor, { id, state });
      cli.print({ name, state }, [`${name} is ${state}.`]);
    },
  };
}

export const domain: Readonly<Record<string, Command>> = {
  create,
  list,
  dns,
  suspend: setState("suspended", "Locks the domain's people out; mail still arrives."),
  reopen: setState("active", "Opens the domain again."),
  close: setState("closed", "Refuses mail and sign-in for the whole domain; nothing is deleted."),
};
