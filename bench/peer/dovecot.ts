import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accounts } from "../servers.ts";

export interface DovecotOptions {
  readonly folder: string;
  readonly imapsPort: number;
  readonly lmtpPort: number;
}

/** Debian's defaults for a Maildir of a virtual user; what differs is said at the line. */
function configuration({ folder, imapsPort, lmtpPort }: DovecotOptions): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = ${folder.split("/").at(-2) ?? "bench"}
protocols = imap lmtp
listen = 127.0.0.1
log_path = ${folder}/dovecot.log
mail_location = maildir:${folder}/mail/%u
mail_uid = vmail
mail_gid = vmail
first_valid_uid = 1
# Mailboxes are read over TLS on both sides, since ours lets nobody sign in without.
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
auth_mechanisms = plain login
mail_max_userip_connections = 100
mailbox_list_index = yes
# The default: fsync where mail would be lost without it, which is at every delivery and APPEND.
mail_fsync = optimized
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=vmail gid=vmail home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${imapsPort}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
`;
}

/** A Dovecot with a configuration and folders of its own; the system's is not read. */
export class Dovecot {
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(options: DovecotOptions) {
    this.#folder = options.folder;
    for (const name of ["", "run", "state", "mail"]) mkdirSync(join(this.#folder, name), { recursive: true });
    execFileSync("chown", ["vmail:vmail", join(this.#folder, "mail")]);
    makeCertificate(this.#folder);
    writeFileSync(join(this.#folder, "dovecot.conf"), configuration(options));
    writeFileSync(
      join(this.#folder, "users"),
      accounts.map(({ user, password }) => `${user}:{PLAIN}${password}\n`).join(""),
    );
  }

  start(): void {
    const output = openSync(join(this.#folder, "output.log"), "a");
    this.#child = spawn("/usr/sbin/dovecot", ["-F", "-c", join(this.#folder, "dovecot.conf")], {
      stdio: ["ignore", output, output],
    });
    closeSync(output);
  }

  /** Why it no longer runs, if so. */
  failure(): string | undefined {
    if (!this.#child || this.#child.exitCode === null) return undefined;
    return `dovecot ended:\n${readFileSync(join(this.#folder, "output.log"), "utf8")}`;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
}

/** A certificate of the kind that ours makes for itself: P-256, so that both sides shake hands at the same price. */
function makeCertificate(folder: string): void {
  const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...kind, ...files, "-subj", "/CN=bench.example"], { stdio: "ignore" });
}
