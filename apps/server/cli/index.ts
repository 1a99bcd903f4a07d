import type { Command } from "./command.ts";
import { account } from "./account.ts";
import { domain } from "./domain.ts";
import { mailNoun } from "./mail.ts";

/** Every noun with its verbs. */
export const nouns: Readonly<Record<string, Readonly<Record<string, Command>>>> = { account, domain, mail: mailNoun };

/** The help text: every command with its usage. */
export function help(): string {
  const lines = Object.entries(nouns).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, { usage, summary }]) => `  carbyne ${noun} ${verb} ${usage}\n      ${summary}`),
  );
  return [`Usage: carbyne <noun> <verb> [options] [--json]\n`, ...lines].join("\n");
}
