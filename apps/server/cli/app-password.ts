import { addresses, administration, appPasswords } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { type Cli, type Command, oneWord, textOption, UsageError } from "./command.ts";
import { table } from "./table.ts";

async function idOf(cli: Cli, address: string): Promise<string> {
  const found = await addresses.findAddress(cli.ctx, address);
  if (!found?.accountId) throw new Refusal("not-found", "account-unknown", { address });
  return found.accountId;
}

const list: Command = {
  usage: "NAME@DOMAIN",
  summary: "Lists the programs that have an app password of an account.",
  async run(cli) {
    const id = await idOf(cli, oneWord(cli, "an address"));
    const programs = await administration.accountPrograms(cli.ctx, cli.actor, { id });
    const rows = programs.appPasswords.map(({ id: own, name, scopes, expiresAt, lastUse }) => [
      own,
      name,
      scopes.join(","),
      expiresAt ?? "",
      lastUse ? `${lastUse.at} ${lastUse.via} ${lastUse.ip ?? ""}` : "never",
    ]);
    cli.print(programs, [
      ...table(["Id", "Name", "For", "Ends", "Last used"], rows),
      programs.isRequired ? "Programs need one." : "Programs may also use the account's password.",
    ]);
  },
};

const create: Command = {
  usage: "NAME@DOMAIN --name TEXT [--scopes imap,smtp,pop3,webdav] [--days N]",
  summary: "Makes an app password and prints it; it is kept nowhere.",
  async run(cli) {
    const id = await idOf(cli, oneWord(cli, "an address"));
    const name = textOption(cli, "name");
    if (name === undefined) throw new UsageError("give it a --name");
    const input = { id, name, scopes: scopesOf(cli), expiresAt: endOf(cli) };
    const made = await administration.createAccountProgram(cli.ctx, cli.actor, input);
    cli.print(made, [made.secret]);
  },
};

function scopesOf(cli: Cli): appPasswords.Scope[] {
  const wanted = (textOption(cli, "scopes") ?? "imap,smtp").split(",");
  const known = appPasswords.scopes.filter((scope) => wanted.includes(scope));
  if (known.length !== wanted.length) throw new UsageError(`--scopes is a list of ${appPasswords.scopes.join(", ")}`);
  return known;
}

function endOf(cli: Cli): Date | null {
  const days = textOption(cli, "days");
  if (days === undefined) return null;
  if (!/^[1-9]\d{0,3}$/.test(days)) throw new UsageError("--days is a number of days");
  return new Date(cli.ctx.clock.now().getTime() + Number(days) * 86_400_000);
}

const revoke: Command = {
  usage: "NAME@DOMAIN ID",
  summary: "Takes an app password back; what is signed in with it is cut off.",
  async run(cli) {
    const [address, appPasswordId, ...more] = cli.words;
    if (!address || !appPasswordId || more.length > 0) throw new UsageError("expected an address and an id");
    const input = { id: await idOf(cli, address), appPasswordId };
    await administration.revokeAccountProgram(cli.ctx, cli.actor, input);
    cli.print(input, ["It was taken back."]);
  },
};

const answers = { on: true, off: false, inherit: null } as const;

const require: Command = {
  usage: "on|off|inherit [--domain NAME] [--account NAME@DOMAIN]",
  summary: "Whether programs must use app passwords: on this server, in a domain, for an account.",
  async run(cli) {
    const word = oneWord(cli, "on, off or inherit");
    if (!isAnswer(word)) throw new UsageError("expected on, off or inherit");
    await administration.requireAppPasswords(cli.ctx, cli.actor, { of: await objectOf(cli), isOn: answers[word] });
    cli.print({ answer: word }, [`App passwords for programs: ${word}.`]);
  },
};

function isAnswer(word: string): word is keyof typeof answers {
  return Object.hasOwn(answers, word);
}

async function objectOf(cli: Cli): Promise<administration.Requirement["of"]> {
  const account = textOption(cli, "account");
  if (account !== undefined) return { kind: "account", id: await idOf(cli, account) };
  const domain = textOption(cli, "domain");
  if (domain === undefined) return { kind: "server" };
  const found = (await administration.listDomains(cli.ctx, cli.actor)).find(
    ({ name }) => name === domain.toLowerCase(),
  );
  if (!found) throw new Refusal("not-found", "domain-unknown", { domain });
  return { kind: "domain", id: found.id };
}

/** Passwords of single programs. */
export const appPassword: Readonly<Record<string, Command>> = { list, create, revoke, require };
