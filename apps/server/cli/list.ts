import { addresses, lists } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { refusalWords } from "../refusal-words.ts";
import { type Cli, type Command, oneWord, textOption, UsageError } from "./command.ts";
import { table } from "./table.ts";

const senders = ["everyone", "domain", "members"] as const satisfies readonly lists.ListSenders[];
const readers = ["domain", "members", "managers"] as const satisfies readonly lists.ListReaders[];

async function idOf(cli: Cli, address: string): Promise<string> {
  const found = await addresses.findAddress(cli.ctx, address);
  if (!found?.listId) throw new Refusal("not-found", "list-unknown", { address });
  return found.listId;
}

function choice<Value extends string>(cli: Cli, name: string, values: readonly Value[]): Value | undefined {
  const given = textOption(cli, name);
  if (given === undefined) return undefined;
  const value = values.find((one) => one === given);
  if (!value) throw new UsageError(`--${name} is one of ${values.join(", ")}`);
  return value;
}

function termsOf(cli: Cli) {
  return {
    name: textOption(cli, "name"),
    description: textOption(cli, "description"),
    whoMaySend: choice(cli, "senders", senders),
    whoSeesMembers: choice(cli, "readers", readers),
  };
}

const terms =
  "[--name TEXT] [--description TEXT] [--senders everyone|domain|members] [--readers domain|members|managers]";

const create: Command = {
  usage: `NAME@DOMAIN ${terms}`,
  summary: "Makes a list without members: mail to its address goes to whoever is added.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    const { id } = await lists.createList(cli.ctx, cli.actor, { address, ...termsOf(cli) });
    cli.print({ id, address }, [`${address} was made.`]);
  },
};

const all: Command = {
  usage: "[--text PART]",
  summary: "Lists the lists.",
  async run(cli) {
    const found: lists.ListRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await lists.listLists(cli.ctx, cli.actor, { text: textOption(cli, "text"), cursor });
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const rows = found.map((one) => [one.address, one.name, String(one.memberCount), one.whoMaySend]);
    cli.print(found, table(["Address", "Name", "Members", "Who may send"], rows));
  },
};

const show: Command = {
  usage: "NAME@DOMAIN",
  summary: "Shows a list with its members and those who keep it.",
  async run(cli) {
    const id = await idOf(cli, oneWord(cli, "an address"));
    const list = await lists.getList(cli.ctx, cli.actor, { id });
    const members: lists.MemberRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await lists.listMembers(cli.ctx, cli.actor, { id, cursor });
      members.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const rows = members.map((one) => [one.address, one.name, partOf(one)]);
    cli.print({ ...list, members }, [
      `${list.name} <${list.address}>`,
      ...(list.description === "" ? [] : [list.description]),
      `May send: ${list.whoMaySend}. See the members: ${list.whoSeesMembers}.`,
      ...table(["Address", "Name", "Part"], rows),
    ]);
  },
};

function partOf({ isMember, isManager }: lists.MemberRow): string {
  return isMember && isManager ? "member, manager" : isManager ? "manager" : "member";
}

/** The list and the addresses: the words that follow, or the lines of standard input for a single "-". */
async function listAndAddresses(cli: Cli): Promise<{ id: string; address: string; given: string[] }> {
  const [address, ...words] = cli.words;
  if (!address || words.length === 0) throw new UsageError("expected a list and at least one address");
  const given = words.length === 1 && words[0] === "-" ? (await cli.readInput()).split(/[\s,;]+/) : words;
  return { id: await idOf(cli, address), address, given: given.filter((one) => one !== "") };
}

const partOption = (cli: Cli) => (cli.options["managers"] === true ? "manager" : "member");

const add: Command = {
  usage: "NAME@DOMAIN ADDRESS... | - [--managers]",
  summary:
    "Adds people, other lists and addresses elsewhere, or people who keep the list; - reads them from standard input.",
  async run(cli) {
    const { id, address, given } = await listAndAddresses(cli);
    const result = await lists.addMembers(cli.ctx, cli.actor, { id, addresses: given, as: partOption(cli) });
    // What could not be added is a failure of the command, after all else was done.
    if (result.refused.length > 0) process.exitCode = 1;
    cli.print({ address, ...result }, [
      `${result.added.length} added to ${address}, ${result.known.length} were there.`,
      ...result.refused.map((one) => `Not added: ${refusedWords(one)}`),
    ]);
  },
};

function refusedWords({ address, reason }: { address: string; reason: string }): string {
  const words = refusalWords(new Refusal("invalid", reason, { address }));
  return words.includes(address) ? words : `${address}: ${words}`;
}

const remove: Command = {
  usage: "NAME@DOMAIN ADDRESS... | - [--managers]",
  summary: "Takes members out of a list, or ends that people keep it.",
  async run(cli) {
    const { id, address, given } = await listAndAddresses(cli);
    const { removed } = await lists.removeMembers(cli.ctx, cli.actor, { id, addresses: given, as: partOption(cli) });
    cli.print({ address, removed }, [`${removed.length} taken out of ${address}.`]);
  },
};

const change: Command = {
  usage: `NAME@DOMAIN [--to NEW@DOMAIN] ${terms}`,
  summary: "Changes what a list is called, its address, who may write to it and who sees its members.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    const [id, to] = [await idOf(cli, address), textOption(cli, "to")];
    await lists.changeList(cli.ctx, cli.actor, { id, address: to, ...termsOf(cli) });
    cli.print({ id, address: to ?? address }, [`${to ?? address} was changed.`]);
  },
};

const end: Command = {
  usage: "NAME@DOMAIN",
  summary: "Ends a list: its address takes no mail any more.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    await lists.deleteList(cli.ctx, cli.actor, { id: await idOf(cli, address) });
    cli.print({ address }, [`${address} is no list any more.`]);
  },
};

/** Addresses whose mail goes to many. */
export const list: Readonly<Record<string, Command>> = { create, list: all, show, add, remove, change, delete: end };
