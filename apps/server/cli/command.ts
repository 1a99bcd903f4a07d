import type { Context } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import type { Env } from "../env.ts";

/** What a command of `carbyne <noun> <verb>` is given. */
export type Cli = {
  readonly ctx: Context;
  readonly env: Env;
  /** The environment as it was given, for a command that hands it on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly actor: Actor;
  /** What follows the verb, options taken out. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** All of standard input, for `--password-stdin` and the like. */
  readInput(): Promise<string>;
  /** One result: `value` with `--json`, else the lines. */
  print(value: unknown, lines: readonly string[]): void;
  /** Something on the way, never part of the result. */
  progress(line: string): void;
};

export type Command = {
  /** As help shows it, after the noun and verb. */
  readonly usage: string;
  readonly summary: string;
  /** The database, unless it says that it does without. */
  readonly needs?: "nothing";
  readonly run: (cli: Cli) => Promise<void>;
};

/** A wrong call: told with the usage, exit code 2. */
export class UsageError extends Error {}

/** The only word of a command, or a usage error. */
export function oneWord({ words }: Cli, what: string): string {
  const [word, ...more] = words;
  if (!word || more.length > 0) throw new UsageError(`expected ${what}`);
  return word;
}

/** An option that takes a value, if it was given. */
export function textOption({ options }: Pick<Cli, "options">, name: string): string | undefined {
  const value = options[name];
  if (typeof value === "boolean") throw new UsageError(`--${name} needs a value`);
  return value;
}
