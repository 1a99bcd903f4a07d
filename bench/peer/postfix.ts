import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accounts, domain } from "../servers.ts";

export interface PostfixOptions {
  readonly folder: string;
  readonly smtpPort: number;
  readonly lmtpPort: number;
}

const binary = "/usr/sbin/postfix";

/** Postfix's defaults; only places, names and the way to Dovecot are set. It syncs every queue file before its 250. */
function mainConfiguration({ folder, lmtpPort }: PostfixOptions): string {
  return `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/log/postfix.log
maillog_file_prefixes = ${folder}/log
myhostname = mx.${domain}
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
local_recipient_maps =
alias_maps =
alias_database =
virtual_mailbox_domains = ${domain}
virtual_mailbox_maps = texthash:${folder}/etc/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:${lmtpPort}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_security_level = none
biff = no
`;
}

function masterConfiguration({ smtpPort }: PostfixOptions): string {
  return `
127.0.0.1:${smtpPort} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}

/** A Postfix instance with a configuration, queue and log of its own; the system's is not read. */
export class Postfix {
  readonly #folder: string;
  readonly #configuration: string;
  #running = false;

  constructor(options: PostfixOptions) {
    this.#folder = options.folder;
    this.#configuration = join(options.folder, "etc");
    for (const name of ["", "etc", "queue", "data", "log"]) mkdirSync(join(this.#folder, name), { recursive: true });
    execFileSync("chown", ["postfix", join(this.#folder, "data")]);
    writeFileSync(join(this.#configuration, "main.cf"), mainConfiguration(options));
    writeFileSync(join(this.#configuration, "master.cf"), masterConfiguration(options));
    writeFileSync(join(this.#configuration, "mailboxes"), accounts.map(({ user }) => `${user} ${user}\n`).join(""));
  }

  start(): void {
    this.#command("start");
    this.#running = true;
  }

  /** Why it no longer runs, if so. */
  failure(): string | undefined {
    const status = spawnSync(binary, ["-c", this.#configuration, "status"]);
    return status.status === 0 ? undefined : `postfix ended:\n${this.log()}`;
  }

  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#command("stop");
  }

  log(): string {
    try {
      return readFileSync(join(this.#folder, "log", "postfix.log"), "utf8").slice(-4_000);
    } catch {
      return "(no log)"; // it ended before it could write one
    }
  }

  #command(verb: "start" | "stop"): void {
    const done = spawnSync(binary, ["-c", this.#configuration, verb], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`postfix ${verb} failed:\n${done.stdout}${done.stderr}${this.log()}`);
  }
}
