import { addresses, administration } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { type Cli, type Command, oneWord, textOption, UsageError } from "./command.ts";
import { table } from "./table.ts";

const roles = ["read", "write", "manage", "none"] as const;

async function idOf(cli: Cli, address: string): Promise<string> {
  const found = await addresses.findAddress(cli.ctx, address);
  if (!found?.accountId) throw new Refusal("not-found", "account-unknown", { address });
  return found.accountId;
}

function twoWords({ words }: Cli): [mailbox: string, person: string] {
  const [mailbox, person, ...more] = words;
  if (!mailbox || !person || more.length > 0) throw new UsageError("expected a mailbox and a person");
  return [mailbox, person];
}

const create: Command = {
  usage: "NAME@DOMAIN [--name TEXT]",
  summary: "Makes a mailbox that belongs to nobody alone; nobody signs in to it.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    const { id } = await administration.createShared(cli.ctx, cli.actor, {
      address,
      name: textOption(cli, "name") ?? "",
    });
    cli.print({ id, address }, [`${address} was made.`]);
  },
};

const members: Command = {
  usage: "NAME@DOMAIN",
  summary: "Lists who may work with a mailbox or write in its name.",
  async run(cli) {
    const id = await idOf(cli, oneWord(cli, "an address"));
    const shares = await administration.listDelegates(cli.ctx, cli.actor, { id });
    const rows = shares.map((share) => [
      share.person?.address ?? share.domain ?? "",
      share.role ?? "none",
      share.canSendAs ? "as" : share.canSendOnBehalf ? "on behalf" : "",
      share.state,
    ]);
    cli.print(shares, table(["Person", "Role", "Sends", "State"], rows));
  },
};

const allow: Command = {
  usage: "NAME@DOMAIN PERSON@DOMAIN [--role read|write|manage|none] [--send-as] [--send-on-behalf]",
  summary: "Lets a person work with a mailbox at once, or changes how.",
  async run(cli) {
    const [mailbox, address] = twoWords(cli);
    const given = textOption(cli, "role") ?? "write";
    const role = roles.find((one) => one === given);
    if (!role) throw new UsageError(`--role is one of ${roles.join(", ")}`);
    await administration.setDelegate(cli.ctx, cli.actor, {
      id: await idOf(cli, mailbox),
      address,
      role: role === "none" ? null : role,
      canSendAs: cli.options["send-as"] === true,
      canSendOnBehalf: cli.options["send-on-behalf"] === true,
    });
    cli.print({ mailbox, address, role }, [`${address} may work with ${mailbox}.`]);
  },
};

const revoke: Command = {
  usage: "NAME@DOMAIN PERSON@DOMAIN",
  summary: "Ends what a person may do with a mailbox.",
  async run(cli) {
    const [mailbox, address] = twoWords(cli);
    const id = await idOf(cli, mailbox);
    const shares = await administration.listDelegates(cli.ctx, cli.actor, { id });
    const share = shares.find((one) => one.person?.address === address.toLowerCase());
    if (!share) throw new Refusal("not-found", "share-unknown");
    await administration.removeDelegate(cli.ctx, cli.actor, { id, shareId: share.id });
    cli.print({ mailbox, address }, [`${address} may no longer work with ${mailbox}.`]);
  },
};

/** Mailboxes such as info@, and who may work with one; delegates of a person are kept with the same commands. */
export const shared: Readonly<Record<string, Command>> = { create, members, allow, revoke };
