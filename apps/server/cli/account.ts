import { addresses, administration } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { type Cli, type Command, oneWord, textOption, UsageError } from "./command.ts";
import { table } from "./table.ts";

const roles = ["user", "domain-admin", "admin"] as const;
type Role = (typeof roles)[number];

function isRole(value: string): value is Role {
  return roles.some((role) => role === value);
}

function roleOf(cli: Cli): Role | undefined {
  const role = textOption(cli, "role");
  if (role !== undefined && !isRole(role)) throw new UsageError(`--role is one of ${roles.join(", ")}`);
  return role;
}

/** The password from standard input: arguments are seen by everybody on the machine. */
async function passwordOf(cli: Cli): Promise<string> {
  if (!cli.options["password-stdin"]) throw new UsageError("give the password on standard input with --password-stdin");
  return (await cli.readInput()).replace(/\r?\n$/, "");
}

async function idOf(cli: Cli, address: string): Promise<string> {
  const found = await addresses.findAddress(cli.ctx, address);
  if (!found?.accountId) throw new Refusal("not-found", "account-unknown", { address });
  return found.accountId;
}

const create: Command = {
  usage: "NAME@DOMAIN --password-stdin [--name TEXT] [--role user|domain-admin|admin]",
  summary: "Makes an account, and its domain if that is new.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    const name = textOption(cli, "name") ?? address.slice(0, address.lastIndexOf("@"));
    const input = { address, name, password: await passwordOf(cli), role: roleOf(cli) ?? "user" };
    const { id } = await administration.createAccount(cli.ctx, cli.actor, input);
    cli.print({ id, address }, [`${address} was made.`]);
  },
};

const list: Command = {
  usage: "[--text TEXT] [--state active|suspended|closed]",
  summary: "Lists accounts.",
  async run(cli) {
    const text = textOption(cli, "text");
    const items = [];
    let cursor: string | undefined;
    do {
      const page = await administration.listAccounts(cli.ctx, cli.actor, { text, cursor, state: stateOf(cli) });
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const rows = items.map((one) => [one.address, one.name, one.role, one.state]);
    cli.print(items, table(["Address", "Name", "Role", "State"], rows));
  },
};

function stateOf(cli: Cli): "active" | "suspended" | "closed" | undefined {
  const state = textOption(cli, "state");
  if (state === undefined || state === "active" || state === "suspended" || state === "closed") return state;
  throw new UsageError("--state is active, suspended or closed");
}

const update: Command = {
  usage:
    "NAME@DOMAIN [--name TEXT] [--role ROLE] [--quota BYTES] [--messages-per-day N] [--recipients-per-day N] [--aliases A@D,B@D]",
  summary: "Changes an account; --aliases gives the whole list.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    const quota = textOption(cli, "quota");
    const aliases = textOption(cli, "aliases");
    if (quota !== undefined && !/^\d{1,15}$/.test(quota))
      throw new UsageError("--quota is a number of bytes, 0 for none");
    await administration.updateAccount(cli.ctx, cli.actor, {
      id: await idOf(cli, address),
      name: textOption(cli, "name"),
      role: roleOf(cli),
      ...(quota === undefined ? {} : { quotaBytes: Number(quota) || null }),
      messagesPerDay: limitOf(cli, "messages-per-day"),
      recipientsPerDay: limitOf(cli, "recipients-per-day"),
      ...(aliases === undefined ? {} : { aliases: aliases.split(",").filter((one) => one !== "") }),
    });
    cli.print({ address }, [`${address} was changed.`]);
  },
};

/** `default` goes back to what is inherited. */
function limitOf(cli: Cli, name: string): number | null | undefined {
  const limit = textOption(cli, name);
  if (limit === undefined || limit === "default") return limit === undefined ? undefined : null;
  if (!/^\d{1,8}$/.test(limit)) throw new UsageError(`--${name} is a number, 0 for no limit, or "default"`);
  return Number(limit);
}

const password: Command = {
  usage: "NAME@DOMAIN --password-stdin",
  summary: "Sets a password and ends the account's sessions.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    const input = { id: await idOf(cli, address), password: await passwordOf(cli) };
    await administration.resetPassword(cli.ctx, cli.actor, input);
    cli.print({ address }, [`${address} has a new password.`]);
  },
};

function setState(state: "active" | "suspended" | "closed", summary: string): Command {
  return {
    usage: "NAME@DOMAIN",
    summary,
    async run(cli) {
      const address = oneWord(cli, "an address");
      await administration.setAccountState(cli.ctx, cli.actor, { id: await idOf(cli, address), state });
      cli.print({ address, state }, [`${address} is ${state}.`]);
    },
  };
}

export const account: Readonly<Record<string, Command>> = {
  create,
  list,
  update,
  password,
  suspend: setState("suspended", "Locks a person out; mail still arrives."),
  reopen: setState("active", "Lets a person in again."),
  close: setState("closed", "Locks a person out and refuses mail; nothing is deleted."),
};
