import path from "node:path";
import { parseArgs } from "node:util";
import { openContext, scanning } from "@carbyne/domain";
import { Refusal, silentLogger } from "@carbyne/kernel";
import { openOutside } from "../dns.ts";
import { type Env, EnvironmentError, readEnv } from "../env.ts";
import { refusalWords } from "../refusal-words.ts";
import { type Cli, type Command, UsageError } from "./command.ts";
import { databaseUrl } from "./database-url.ts";
import { help, nouns } from "./index.ts";

/** Exit codes: 0 done, 1 refused or failed, 2 called wrongly. */
async function main(args: readonly string[]): Promise<number> {
  const { values: options, positionals } = readArguments(args);
  const [noun = "", verb = "", ...words] = positionals;
  const verbs = own(nouns, noun);
  // A noun with one thing to do needs no verb: `carbyne doctor`.
  const command = own(verbs, verb) ?? (verb === "" ? own(verbs, "run") : undefined);
  const isHelp = noun === "" || noun === "help" || options["help"] === true;
  if (isHelp || !command) {
    (isHelp ? process.stdout : process.stderr).write(`${help(noun === "help" ? verb : noun)}\n`);
    return isHelp ? 0 : 2;
  }
  try {
    await run(command, { options, words });
    return process.exitCode === 1 ? 1 : 0;
  } catch (error) {
    return tell(error, { noun, verb, command, isJson: options["json"] === true });
  }
}

function own<Value>(table: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

type Options = Record<string, string | boolean | undefined>;

/** Any option is taken: each command says which it knows. Flags are listed, so that the word behind one is not its value. */
const flags = [
  "json",
  "help",
  "password-stdin",
  "self-signed",
  "eml",
  "send-as",
  "send-on-behalf",
  "blobs",
  "infected",
  "managers",
] as const;
const texts = [
  "name",
  "role",
  "text",
  "state",
  "quota",
  "aliases",
  "account",
  "mbox",
  "file",
  "to",
  "format",
  "maildir",
  "imap",
  "folder",
  "user",
  "output",
  "scopes",
  "days",
  "domain",
  "description",
  "senders",
  "readers",
  "reason",
  "team",
] as const;

function readArguments(args: readonly string[]): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(flags.map((name) => [name, { type: "boolean" as const }])),
        ...Object.fromEntries(texts.map((name) => [name, { type: "string" as const }])),
      },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

async function run(command: Command, { options, words }: { options: Options; words: string[] }): Promise<void> {
  const env = readEnv(process.env);
  const io: Omit<Cli, "ctx" | "env"> = {
    environment: process.env,
    actor: { kind: "system", part: "cli" },
    words,
    options,
    readInput,
    print: (value, lines) =>
      process.stdout.write(options["json"] ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join("")),
    progress: (line) => process.stderr.write(`${line}\n`),
  };
  if (command.needs === "nothing") return command.run({ ...io, env, ctx: closedContext });
  const ctx = await open(env);
  try {
    await command.run({ ...io, env, ctx });
  } finally {
    await ctx.close();
  }
}

async function open(env: Env) {
  const url = await databaseUrl(env);
  return openContext({
    databaseUrl: url,
    nats: env.nats,
    blobFolder: path.join(env.dataDir, "blobs"),
    spoolFolder: path.join(env.dataDir, "spool"),
    keyFolder: path.join(env.dataDir, "keys"),
    log: silentLogger,
    outside: openOutside(env),
    scanner: env.clamd ? scanning.createClamd({ at: env.clamd }) : null,
    connections: 4,
  });
}

/** What a command gets that said it needs no database: every use of it is a mistake of ours. */
const closedContext = new Proxy({} as Cli["ctx"], {
  get(_target, key) {
    throw new Error(`the command uses ${String(key)} without having asked for the database`);
  },
});

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}

function tell(
  error: unknown,
  { noun, verb, command, isJson }: { noun: string; verb: string; command: Command; isJson: boolean },
): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nUsage: carbyne ${noun} ${verb} ${command.usage}\n`);
    return 2;
  }
  if (error instanceof Refusal) {
    const { kind, reason, params } = error;
    process.stderr.write(
      isJson ? `${JSON.stringify({ refusal: { kind, reason, params } })}\n` : `${refusalWords(error)}\n`,
    );
    return 1;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof EnvironmentError ? `${message}\n` : `${noun} ${verb} failed: ${message}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
