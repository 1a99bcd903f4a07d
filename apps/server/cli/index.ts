import { account } from "./account.ts";
import { appPassword } from "./app-password.ts";
import type { Command } from "./command.ts";
import { doctor } from "./doctor.ts";
import { domain } from "./domain.ts";
import { hold } from "./hold.ts";
import { list } from "./list.ts";
import { policy } from "./policy.ts";
import { scan } from "./scan.ts";
import { mailNoun } from "./mail.ts";
import { service } from "./service.ts";
import { shared } from "./shared.ts";
import { team } from "./team.ts";

/** Every noun with its verbs. */
export const nouns: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  account,
  "app-password": appPassword,
  doctor,
  domain,
  hold,
  list,
  mail: mailNoun,
  policy,
  scan,
  service,
  shared,
  team,
};

/** The help text: the commands of one noun, or of all. */
export function help(noun: string): string {
  const shown = Object.entries(nouns).filter(([name]) => !Object.hasOwn(nouns, noun) || name === noun);
  const lines = shown.flatMap(([name, verbs]) =>
    Object.entries(verbs).map(([verb, { usage, summary }]) =>
      [`  carbyne ${name} ${verb} ${usage}`.trimEnd(), `      ${summary}`].join("\n"),
    ),
  );
  return ["Usage: carbyne <noun> <verb> [options] [--json]", "", ...lines].join("\n");
}
