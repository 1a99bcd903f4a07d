// @module-tag long
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, startProduct } from "./harness/product.ts";

let product: Product;
let folder: string;
let ann: { address: string; password: string };
beforeAll(async () => {
  product = await startProduct();
  folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-webdav-"));
  const { address } = await product.account("ann");
  const made = await product.carbyne(["app-password", "create", address, "--name", "Drive", "--scopes", "webdav"]);
  ann = { address, password: made.trim() };
});
afterAll(async () => {
  await product.remove();
  rmSync(folder, { recursive: true, force: true });
});

const address = () => `${product.url}/dav/files/`;
const run = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { cwd: folder, maxBuffer: 16 * 1024 * 1024 });

test("litmus finds nothing wrong in all five suites", async () => {
  const { stdout } = await run("litmus", ["-k", address(), ann.address, ann.password]);
  const summaries = [...stdout.matchAll(/summary for `(\w+)': of (\d+) tests run: (\d+) passed, 0 failed/g)];
  expect(summaries.map(([, suite, of, passed]) => [suite, of === passed])).toEqual(
    ["basic", "copymove", "props", "locks", "http"].map((suite) => [suite, true]),
  );
  expect(stdout).not.toMatch(/WARNING|skipped/i);
});

/** Files of many kinds of names and sizes, and the sum of each by its name. */
function buildTree(root: string): Record<string, string> {
  const sizes: Record<string, number> = {
    "empty.txt": 0,
    "small.txt": 11,
    "größe & co.bin": 400_000,
    "sub/日本 #1.bin": 3_000_000,
    "sub/deep/a%20b.txt": 70_000,
  };
  return Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => {
      const data = randomBytes(size);
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), data);
      return [name, createHash("sha256").update(data).digest("hex")];
    }),
  );
}

const sumOf = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

function sumsOf(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const files = names.map((one) => path.join(one.parentPath, one.name));
  return Object.fromEntries(files.map((file) => [path.relative(root, file), sumOf(file)]));
}

test("rclone copies a tree there and back, syncs what changed, moves and removes", async () => {
  const source = path.join(folder, "source");
  const sums = buildTree(source);
  const { stdout } = await run("rclone", ["obscure", ann.password]);
  const remote = (place: string) => `dav:${place}`;
  const config = path.join(folder, "rclone.conf");
  writeFileSync(
    config,
    `[dav]\ntype = webdav\nurl = ${address()}\nvendor = other\nuser = ${ann.address}\npass = ${stdout.trim()}\n`,
  );
  const rclone = (...args: string[]) => run("rclone", ["--config", config, "--retries", "1", ...args]);
  await rclone("copy", source, remote("tree"));
  await rclone("check", "--download", source, remote("tree"));
  await rclone("copy", remote("tree"), path.join(folder, "back"));
  expect(sumsOf(path.join(folder, "back"))).toEqual(sums);
  writeFileSync(path.join(source, "small.txt"), "another text, longer");
  rmSync(path.join(source, "sub/deep"), { recursive: true });
  await rclone("sync", source, remote("tree"));
  await rclone("check", "--download", source, remote("tree"));
  await rclone("moveto", remote("tree/sub"), remote("elsewhere"));
  const listed = await rclone("lsf", "--recursive", remote(""));
  expect(
    listed.stdout
      .split("\n")
      .filter((line) => line && !line.startsWith("litmus"))
      .toSorted(),
  ).toEqual(
    [
      "elsewhere/",
      "elsewhere/日本 #1.bin",
      "tree/",
      "tree/empty.txt",
      "tree/größe & co.bin",
      "tree/small.txt",
    ].toSorted(),
  );
  await rclone("purge", remote("elsewhere"));
  expect((await rclone("lsf", remote(""))).stdout).not.toContain("elsewhere");
});

/** A network drive needs the kernel's FUSE and the right to mount, which a container may not give. */
const mayMount =
  existsSync("/dev/fuse") && process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "true"]).status === 0;

test.runIf(mayMount)(
  "davfs2 mounts it: files are written, locked on the way, renamed, and there after a new mount",
  async () => {
    const place = path.join(folder, "drive");
    mkdirSync(place);
    const secrets = path.join(folder, "secrets");
    writeFileSync(secrets, `${address()} ${ann.address} ${ann.password}\n`, { mode: 0o600 });
    const config = path.join(folder, "davfs2.conf");
    writeFileSync(config, `secrets ${secrets}\nuse_locks 1\ndelay_upload 0\nask_auth 0\n`);
    const mount = () => execFileSync("mount.davfs", [address(), place, "-o", `conf=${config}`], { stdio: "pipe" });
    const unmount = () => execFileSync("umount", [place], { stdio: "pipe" });
    const tree = path.join(folder, "for-drive");
    const sums = buildTree(tree);
    mount();
    try {
      cpSync(tree, path.join(place, "drive"), { recursive: true });
      execFileSync("mv", [path.join(place, "drive/sub"), path.join(place, "drive/moved")]);
      writeFileSync(path.join(place, "drive/small.txt"), "changed on the drive");
    } finally {
      unmount();
    }
    mount();
    try {
      // By their names: Debian's davfs2 lists no folder of any server on kernels as new as some of those that tests run on.
      for (const name of ["empty.txt", "größe & co.bin", "moved/日本 #1.bin", "moved/deep/a%20b.txt"])
        expect([name, sumOf(path.join(place, "drive", name))]).toEqual([name, sums[name.replace("moved", "sub")]]);
      expect(readFileSync(path.join(place, "drive/small.txt"), "utf8")).toBe("changed on the drive");
      rmSync(path.join(place, "drive/small.txt"));
      expect(existsSync(path.join(place, "drive/small.txt"))).toBe(false);
    } finally {
      unmount();
    }
  },
);
