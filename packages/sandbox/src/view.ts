import { existsSync, lstatSync, readlinkSync } from "node:fs";

export type View = {
  /** Files of the job, to be read as `/in/<name>`; each comes over the descriptor that is given. */
  readonly inputs: readonly { readonly name: string; readonly descriptor: number }[];
  /** Files and folders of this machine that the program needs beside `/usr`. */
  readonly readable: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** A folder of this machine to work in; otherwise it is one in memory. */
  readonly workFolder?: string;
  /** Room for all that it writes, in memory. */
  readonly scratchBytes: number;
};

/** What programs of Debian look for outside of `/usr`: none of it tells who or where we are. */
const configuration = [
  "/etc/alternatives",
  "/etc/fonts",
  "/etc/ld.so.cache",
  "/etc/libreoffice",
  "/usr/local/etc/fonts",
  "/var/cache/fontconfig",
];
const roots = ["/bin", "/lib", "/lib32", "/lib64", "/sbin"];
const nobody = "65534";

/**
 * What a confined program sees, as arguments of bubblewrap: the programs of this machine, its own input and an empty folder in memory, all else is not
 * there. No network, no other process, no user, no home, no way to more rights, no further namespaces; nothing that it writes reaches the disk but what it writes into the
 * folder that it was given to work in.
 */
export function viewArgs({ inputs, readable, environment, workFolder, scratchBytes }: View): string[] {
  const variables = { PATH: "/usr/bin", HOME: "/tmp", TMPDIR: "/tmp", LANG: "C.UTF-8", TZ: "UTC", ...environment };
  return [
    ["--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session"],
    ["--uid", nobody, "--gid", nobody, "--cap-drop", "ALL", "--hostname", "localhost", "--clearenv"],
    ...Object.entries(variables).map(([name, value]) => ["--setenv", name, value]),
    ["--ro-bind", "/usr", "/usr"],
    ...roots.map(rootArgs),
    ...configuration.map((path) => ["--ro-bind-try", path, path]),
    ["--proc", "/proc", "--dev", "/dev", "--size", String(2 ** 20), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"],
    ["--size", String(scratchBytes), "--tmpfs", "/tmp", "--dir", "/tmp/out", "--dir", "/in"],
    ...(workFolder === undefined ? [] : [["--bind", workFolder, "/tmp/out"]]),
    // After `/tmp`, below which the program itself may lie.
    ...readable.map((path) => ["--ro-bind", path, path]),
    ...inputs.map(({ name, descriptor }) => ["--file", String(descriptor), `/in/${name}`]),
    // Last: the root itself is memory without a bound.
    ["--remount-ro", "/", "--chdir", "/tmp/out"],
  ].flat();
}

/** `/bin` and its like are links into `/usr` on a system of today, folders on an older one. */
function rootArgs(path: string): string[] {
  if (!existsSync(path)) return [];
  return lstatSync(path).isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : ["--ro-bind", path, path];
}
