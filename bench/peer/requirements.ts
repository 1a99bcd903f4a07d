import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const packages = {
  postfix: "/usr/sbin/postfix",
  "dovecot-imapd": "/usr/lib/dovecot/imap",
  "dovecot-lmtpd": "/usr/lib/dovecot/lmtp",
} as const;

/** Says what the peer needs and how to get it; nothing is installed behind anyone's back. */
export function requirePeer(): void {
  const missing = Object.entries(packages).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
  if (missing.length > 0) {
    throw new Error(
      `The peer needs Debian packages that are not here. Install them:\n\n  apt-get install -y --no-install-recommends ${missing.join(" ")}\n\nor run with --ours-only.`,
    );
  }
  if (process.getuid?.() !== 0) throw new Error("postfix starts as root only: run as root, or with --ours-only.");
  ensureUser("postfix");
  ensureUser("vmail");
}

/** Postfix's daemons and Dovecot's mail processes run as system users of their own. */
function ensureUser(name: string): void {
  if (spawnSync("id", ["-u", name]).status === 0) return;
  const made = spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    name,
  ]);
  if (made.status !== 0) throw new Error(`could not create the user ${name}: ${made.stderr.toString()}`);
}
