// The programs that tests meet: mail programs, a browser, fonts. Installed where they are missing and we may; else it is said how.
import { spawnSync } from "node:child_process";
import { packages as forMediaWorker } from "./media-worker/recipe.mjs";

export const needed = [
  "chromium",
  "chromium-headless-shell",
  "isync",
  "getmail6",
  "curl",
  "swaks",
  "dovecot-imapd",
  "tnef",
  "unzip",
  "dovecot-sieve",
  "fonts-noto-core",
  "fonts-noto-cjk",
  "python3",
  "python3-yaml",
  "procps",
  "bubblewrap",
  "libreoffice-writer-nogui",
  "libreoffice-calc-nogui",
  "libreoffice-impress-nogui",
  "poppler-utils",
  "ffmpeg",
  "libheif-examples",
  "libarchive-tools",
  "fonts-liberation",
  "fonts-dejavu-core",
  "fonts-crosextra-carlito",
  "fonts-crosextra-caladea",
  "litmus",
  "rclone",
  "davfs2",
  "clamav-daemon",
  "nats-server",
  "coturn",
  ...forMediaWorker,
];

/** Those of the packages that dpkg does not know as installed. */
export function missing(packages = needed) {
  const { stdout, error } = spawnSync("dpkg-query", ["-W", "-f", "${Package} ${db:Status-Status}\n", ...packages], {
    encoding: "utf8",
  });
  if (error) return [...packages];
  const there = new Set(
    stdout.split("\n").flatMap((line) => (line.endsWith(" installed") ? [line.split(" ")[0]] : [])),
  );
  return packages.filter((name) => !there.has(name));
}

/** The line that installs packages by hand. */
export function installLine(packages) {
  return `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

/** Installs what is missing as root; throws with the line to type when that cannot be. */
export function installMissing() {
  const names = missing();
  if (names.length === 0) return;
  const line = installLine(names);
  if (process.getuid?.() !== 0)
    throw new Error(`The tests need Debian packages that are not there. As root:\n\n  ${line}\n`);
  console.log(`Installing ${names.join(", ")}.`);
  // Debian's own configuration asks nothing; no service of theirs may take our ports.
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" } };
  const [command, ...args] = line.split(" ");
  if (spawnSync("apt-get", ["update", "-q"], options).status !== 0 || spawnSync(command, args, options).status !== 0)
    throw new Error(`The tests need Debian packages that could not be installed:\n\n  ${line}\n`);
}
