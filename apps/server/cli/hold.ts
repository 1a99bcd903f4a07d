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

const place: Command = {
  usage: "NAME@DOMAIN --reason TEXT",
  summary: "Has nothing of an account lost from now on, whatever its person deletes; they see no difference.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    const reason = textOption(cli, "reason");
    if (reason === undefined) throw new UsageError("give the reason with --reason");
    await administration.placeHold(cli.ctx, cli.actor, { id: await idOf(cli, address), reason });
    cli.print({ address, reason }, [`${address} is held.`]);
  },
};

const release: Command = {
  usage: "NAME@DOMAIN",
  summary: "Ends a hold; what only it kept goes 30 days later.",
  async run(cli) {
    const address = oneWord(cli, "an address");
    await administration.releaseHold(cli.ctx, cli.actor, { id: await idOf(cli, address) });
    cli.print({ address }, [`${address} is no longer held.`]);
  },
};

const list: Command = {
  usage: "",
  summary: "Lists the accounts that are held, and why.",
  async run(cli) {
    const holds = await administration.listHolds(cli.ctx, cli.actor);
    const rows = holds.map((one) => [one.address, one.placedAt, one.reason]);
    cli.print(holds, table(["Account", "Since", "Reason"], rows));
  },
};

const kept: Command = {
  usage: "NAME@DOMAIN [--output FOLDER]",
  summary: "Lists what a hold or retention keeps of an account, or writes its content into a folder; both are audited.",
  async run(cli) {
    const id = await idOf(cli, oneWord(cli, "an address"));
    const all = await administration.listKept(cli.ctx, cli.actor, { id });
    const output = textOption(cli, "output");
    if (output !== undefined) {
      mkdirSync(output, { recursive: true });
      for (const { id: keptId, name } of all.filter((one) => one.hasContent)) {
        const content = await administration.openKept(cli.ctx, cli.actor, { id, keptId });
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
