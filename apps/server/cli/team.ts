import { teamFolders } from "@carbyne/domain";
import { type Command, oneWord, UsageError } from "./command.ts";
import { table } from "./table.ts";

const list: Command = {
  usage: "",
  summary: "Lists the team folders with what they take and who runs them.",
  async run(cli) {
    const teams = await teamFolders.listAllTeams(cli.ctx, cli.actor);
    const rows = teams.map((team) => [
      team.id,
      team.name,
      String(team.usedBytes),
      team.quotaBytes === null ? "" : String(team.quotaBytes),
      team.managers.join(" ") || "nobody",
    ]);
    cli.print(teams, table(["Id", "Name", "Bytes", "Limit", "Managers"], rows));
  },
};

const manager: Command = {
  usage: "ID PERSON@DOMAIN",
  summary: "Lets a person run a team folder, also when all who ran it are gone.",
  async run(cli) {
    const [id, address, ...more] = cli.words;
    if (!id || !address || more.length > 0) throw new UsageError("expected the id of a team folder and a person");
    await teamFolders.nameManager(cli.ctx, cli.actor, { id, address });
    cli.print({ id, address }, [`${address} runs it now.`]);
  },
};

const makers: Command = {
  usage: "admins|everybody",
  summary: "Says who may make team folders.",
  async run(cli) {
    const word = oneWord(cli, "admins or everybody");
    if (word !== "admins" && word !== "everybody") throw new UsageError("expected admins or everybody");
    await teamFolders.setMakers(cli.ctx, cli.actor, { by: word });
    cli.print({ by: word }, [
      word === "admins" ? "Administrators make team folders." : "Everybody may make team folders.",
    ]);
  },
};

/** Files that belong to a team and to nobody alone. */
export const team: Readonly<Record<string, Command>> = { list, manager, makers };
