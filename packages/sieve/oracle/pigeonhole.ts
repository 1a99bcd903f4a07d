// Runs a script through Dovecot's own Sieve, by its program sieve-test, and says what it would do in the words of `ourActions`.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const settings = (folder: string): string => `
mail_location = maildir:${folder}/mail
mail_home = ${folder}/home
postmaster_address = postmaster@example.org
protocols =
ssl = no
log_path = /dev/stderr
plugin {
  sieve_extensions = +vacation-seconds +editheader +ereject +special-use
  sieve_max_redirects = 4
}
`;

/** A place for its files; `close` takes it away. */
export function openPigeonhole() {
  const folder = mkdtempSync(path.join(tmpdir(), "sieve-oracle-"));
  chmodSync(folder, 0o777);
  writeFileSync(path.join(folder, "dovecot.conf"), settings(folder));
  return {
    close: () => rmSync(folder, { recursive: true, force: true }),
    run: (script: string, message: Buffer, envelope: { from: string; to: string }): string[] =>
      runOne(folder, { script, message, envelope }),
  };
}

function runOne(
  folder: string,
  { script, message, envelope }: { script: string; message: Buffer; envelope: { from: string; to: string } },
): string[] {
  const [scriptFile, mailFile] = [path.join(folder, "a.sieve"), path.join(folder, "a.eml")];
  writeFileSync(scriptFile, script);
  writeFileSync(mailFile, message);
  const addresses = ["-f", envelope.from, "-a", envelope.to, "-r", envelope.to];
  // As root it would ask Dovecot's user database, which is not running; nobody has no such thing.
  const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const environment: NodeJS.ProcessEnv = { NODE_ENV: "test", PATH: "/usr/local/bin:/usr/bin:/bin", TZ: "UTC" };
  const { stdout, stderr, status, error } = spawnSync(
    "sieve-test",
    ["-c", path.join(folder, "dovecot.conf"), ...addresses, scriptFile, mailFile],
    { encoding: "utf8", env: environment, cwd: folder, ...identity },
  );
  if (error) throw error;
  if (status === 89) return ["invalid"];
  if (status === 1) return ["failed"];
  if (status !== 0) throw new Error(`sieve-test ended with ${status}: ${stderr}`);
  return readActions(stdout);
}

/** Reads the listing that sieve-test prints: an action after ` * `, how it is done in lines with `+`. */
function readActions(listing: string): string[] {
  const actions: string[][] = [];
  for (const line of listing.split("\n")) {
    const action = /^ \* (.*)$/.exec(line)?.[1];
    if (action !== undefined) actions.push([action]);
    const detail = /^ +(?:\+|=>) (.*)$/.exec(line)?.[1];
    if (detail !== undefined) actions.at(-1)?.push(detail);
  }
  return actions
    .filter(([action]) => !/^track (?:last )?duplicate/.test(action ?? ""))
    .map(([action = "", ...details]) => describe(action, details))
    .sort();
}

function describe(action: string, details: readonly string[]): string {
  const value = (pattern: RegExp): string => details.map((detail) => pattern.exec(detail)?.[1]).find(Boolean) ?? "";
  const mailbox = /^store message in folder: (.*)$/.exec(action)?.[1];
  const flags = value(/^add IMAP flags: (.*)$/);
  const withFlags = flags === "" ? "" : ` [${flags.toLowerCase()}]`;
  if (mailbox !== undefined) return `${mailbox === "INBOX" ? "keep" : `fileinto ${mailbox}`}${withFlags}`;
  const address = /^redirect message to: <(.*)>$/.exec(action)?.[1];
  if (address !== undefined) return `redirect ${address}`;
  if (action === "send vacation message:") return `vacation ${value(/^seconds *: (.*)$/)}`;
  return action.replace(/ message with reason: /, " ");
}
