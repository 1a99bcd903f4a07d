import { scanning } from "@carbyne/domain";
import type { Command } from "./command.ts";
import { table } from "./table.ts";

const list: Command = {
  usage: "",
  summary: "Lists the files in which a virus was found.",
  async run(cli) {
    const found = await scanning.listQuarantined(cli.ctx, cli.actor);
    const rows = found.map((one) => [one.address ?? "", one.name, String(one.version), one.found, one.scannedAt ?? ""]);
    cli.print(found, table(["Whose", "File", "Version", "Found", "When"], rows));
  },
};

const again: Command = {
  usage: "[--infected]",
  summary: "Has all files looked at for viruses once more, or those in which one was found.",
  async run(cli) {
    const isInfectedOnly = cli.options["infected"] === true;
    const { count } = await scanning.scanAllAgain(cli.ctx, cli.actor, { isInfectedOnly });
    cli.print({ count }, [`${count} contents are looked at again.`]);
  },
};

export const scan: Readonly<Record<string, Command>> = { list, again };
