import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Command, textOption } from "./command.ts";

const root = path.join(import.meta.dirname, "../../..");
const template = path.join(root, "ops/systemd/carbyne.service");
const usual = "/etc/systemd/system/carbyne.service";

/** Variables that a unit carries over from the environment of the one who installs it. */
const kept = /^(?:CARBYNE_(?!ADMIN_PASSWORD|DATA_DIR|RUN_AS|ROLES)[A-Z0-9_]+|DATABASE_URL)$/;

const install: Command = {
  usage: "[--output FILE]",
  summary: `Writes a systemd unit that starts this checkout at boot (to ${usual}); settings of the environment are kept in it.`,
  needs: "nothing",
  run(cli) {
    const file = textOption(cli, "output") ?? usual;
    const settings = Object.entries(cli.environment)
      .filter(([name, value]) => kept.test(name) && value)
      .map(([name, value]) => `Environment=${quote(`${name}=${value}`)}`);
    const unit = readFileSync(template, "utf8")
      .replaceAll("@ROOT@", root)
      .replaceAll("@DATA_DIR@", cli.env.dataDir)
      .replace("@SETTINGS@\n", settings.map((line) => `${line}\n`).join(""));
    writeFileSync(file, unit);
    cli.print({ file }, [
      `${file} was written.`,
      "Start it with: systemctl daemon-reload && systemctl enable --now carbyne",
    ]);
    return Promise.resolve();
  },
};

/** systemd.syntax(7): in double quotes, backslash and quote escaped, percent signs doubled. */
function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%")}"`;
}

export const service: Readonly<Record<string, Command>> = { install };
