import { commands } from "./commands.ts";

/** Names of all commands, in lower case. */
export const commandNames: ReadonlySet<string> = new Set(Object.keys(commands));
