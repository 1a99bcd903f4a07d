import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { addresses, administration } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { type Cli, type Command, oneWord, textOption, UsageError } from "./command.ts";
import { table } from "./table.ts";

async function idOf(cli: Cli, address: string): Promise<string> {
  const found = await addresses.findAddress(cli.ctx, address);
  if (!found?.accountId) throw new Refusal("not-found", "account-unknown", { address });
  return found.accountId;
}

type What = {
  readonly of: administration.HoldOf;
  readonly named: { address: string } | { team: string };
  readonly text: string;
};

/** What a command is about: the account at an address, or with --team the team folder with an id, as `carbyne team list` shows it. */
async function whatIn(cli: Cli): Promise<What> {
  const team = textOption(cli, "team");
  if (team === undefined) {
    const address = oneWord(cli, "an address, or --team with the id of a team folder");
    return { of: { id: await idOf(cli, address) }, named: { address }, text: address };
  }
  if (cli.words.length > 0) throw new UsageError("give an address or --team, not both");
  return { of: { teamId: team }, named: { team }, text: `Team folder ${team}` };
}

const place: Command = {
  usage: "NAME@DOMAIN|--team ID --reason TEXT",
  summary:
    "Has nothing of an account or a team folder lost from now on, whatever people delete; they see no difference.",
  async run(cli) {
    const { of, named, text } = await whatIn(cli);
    const reason = textOption(cli, "reason");
    if (reason === undefined) throw new UsageError("give the reason with --reason");
    await administration.placeHold(cli.ctx, cli.actor, { ...of, reason });
    cli.print({ ...named, reason }, [`${text} is held.`]);
  },
};

const release: Command = {
  usage: "NAME@DOMAIN|--team ID",
  summary: "Ends a hold; what only it kept goes 30 days later.",
  async run(cli) {
    const { of, named, text } = await whatIn(cli);
    await administration.releaseHold(cli.ctx, cli.actor, of);
    cli.print(named, [`${text} is no longer held.`]);
  },
};

const list: Command = {
  usage: "",
  summary: "Lists the accounts and team folders that are held, and why.",
  async run(cli) {
    const holds = await administration.listHolds(cli.ctx, cli.actor);
    const rows = holds.map((one) => [
      "teamId" in one ? `${one.name} (${one.teamId})` : one.address,
      one.placedAt,
      one.reason,
    ]);
    cli.print(holds, table(["Account or team folder", "Since", "Reason"], rows));
  },
};

const kept: Command = {
  usage: "NAME@DOMAIN|--team ID [--output FOLDER]",
  summary:
    "Lists what a hold or retention keeps of an account or a team folder, or writes its content into a folder; both are audited.",
  async run(cli) {
    const { of } = await whatIn(cli);
    const all = await administration.listKept(cli.ctx, cli.actor, of);
    const output = textOption(cli, "output");
    if (output !== undefined) {
      mkdirSync(output, { recursive: true });
      for (const { id: keptId, name } of all.filter((one) => one.hasContent)) {
        const content = await administration.openKept(cli.ctx, cli.actor, { ...of, keptId });
        await pipeline(Readable.from(content), createWriteStream(path.join(output, fileName(keptId, name))));
      }
    }
    const rows = all.map((one) => [one.keptAt, one.kind, String(one.sizeBytes), one.name]);
    cli.print(all, table(["Deleted", "What", "Bytes", "Name"], rows));
  },
};

/** The name is somebody's: only what cannot lead out of the folder is taken of it. */
function fileName(id: string, name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}. _-]/gu, "_").slice(-80);
  return `${id} ${plain}`.trim();
}

export const hold: Readonly<Record<string, Command>> = { place, release, list, kept };
