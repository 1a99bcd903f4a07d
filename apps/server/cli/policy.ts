import { addresses, administration } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { type Cli, type Command, oneWord, textOption, UsageError } from "./command.ts";
import { table } from "./table.ts";

async function ofWhat(cli: Cli): Promise<administration.PolicyOf> {
  const [domain, account] = [textOption(cli, "domain"), textOption(cli, "account")];
  if (domain !== undefined && account !== undefined) throw new UsageError("give --domain or --account, not both");
  if (account !== undefined) return { kind: "account", id: await accountId(cli, account) };
  if (domain === undefined) return { kind: "server" };
  const found = (await administration.listDomains(cli.ctx, cli.actor)).find((one) => one.name === domain.toLowerCase());
  if (!found) throw new Refusal("not-found", "domain-unknown", { domain });
  return { kind: "domain", id: found.id };
}

async function accountId(cli: Cli, address: string): Promise<string> {
  const found = await addresses.findAddress(cli.ctx, address);
  if (!found?.accountId) throw new Refusal("not-found", "account-unknown", { address });
  return found.accountId;
}

const set: Command = {
  usage: "KEY VALUE|default [--domain NAME|--account NAME@DOMAIN]",
  summary: "Sets what holds for the server, a domain or an account, such as retention.deletedDays or files.trashDays.",
  async run(cli) {
    const [key, text, ...more] = cli.words;
    if (key === undefined || text === undefined || more.length > 0) throw new UsageError("expected a key and a value");
    const value = text === "default" ? null : valueOf(text);
    await administration.setPolicy(cli.ctx, cli.actor, { of: await ofWhat(cli), key, value });
    cli.print({ key, value }, [value === null ? `${key} is inherited.` : `${key} is ${text}.`]);
  },
};

/** A number, a truth, or a word. */
function valueOf(text: string): unknown {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}

const show: Command = {
  usage: "NAME@DOMAIN",
  summary: "Shows what holds for an account, and from where it has it.",
  async run(cli) {
    const id = await accountId(cli, oneWord(cli, "an address"));
    const policies = await administration.accountPolicies(cli.ctx, cli.actor, { id });
    const rows = policies.map((one) => [one.key, JSON.stringify(one.value), one.from]);
    cli.print(policies, table(["Key", "Value", "From"], rows));
  },
};

export const policy: Readonly<Record<string, Command>> = { set, show };
