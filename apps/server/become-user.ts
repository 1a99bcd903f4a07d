import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";

const wanted = "carbyne";

/**
 * The unprivileged account that the roles run as when the server was started as root: `carbyne`, made when the machine lets us. Undefined when it
 * cannot be: no such account can be made, or it could not read the program (a checkout below /root).
 */
export function roleUser(programFile: string): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (!exists(wanted)) spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", wanted]);
  const ids = idsOf(wanted);
  if (!ids) return undefined;
  return spawnSync("/usr/bin/test", ["-r", programFile], ids).status === 0 ? wanted : undefined;
}

/** Makes a folder that the roles may write into. With mode 0o711 the database's own user finds its way through it and sees nothing. */
export function makeFolderFor(user: string | undefined, folder: string, mode: number): void {
  mkdirSync(folder, { recursive: true, mode });
  chmodSync(folder, mode);
  const ids = user === undefined ? undefined : idsOf(user);
  if (ids) chownSync(folder, ids.uid, ids.gid);
}

/** A program that the roles can run: itself, or a copy in a folder of ours where it lies in one that is not for their user, such as /root/.cache. */
export function runnableFor(user: string | undefined, file: string | undefined, folder: string): string | undefined {
  const ids = user === undefined ? undefined : idsOf(user);
  if (file === undefined || ids === undefined || spawnSync("/usr/bin/test", ["-x", file], ids).status === 0)
    return file;
  if (!existsSync(file)) return file;
  const copy = path.join(folder, path.basename(file));
  if (!existsSync(copy)) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    copyFileSync(file, `${copy}.new`);
    chmodSync(`${copy}.new`, 0o755);
    renameSync(`${copy}.new`, copy);
  }
  return copy;
}

/** Gives root's rights up for good; called once every listener is bound. */
export function becomeUser(user: string | undefined): void {
  if (user === undefined || process.getuid?.() !== 0) return;
  const ids = idsOf(user);
  if (!ids) throw new Error(`there is no user ${user}`);
  process.setgroups?.([ids.gid]);
  process.setgid?.(ids.gid);
  process.setuid?.(ids.uid);
}

function exists(user: string): boolean {
  return idsOf(user) !== undefined;
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const { status, stdout } = spawnSync("id", [flag, user], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : Number.NaN;
  });
  return uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { uid, gid };
}
