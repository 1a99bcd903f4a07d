import { mkdtempSync, chmodSync, rmSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const tmpfs = 0x01021994;
const ramfs = 0x858458f6;

/** Where temporary folders go: on a real disk, since an fsync into memory would make every figure a fairy tale. */
export function diskFolder(): string {
  const places = [tmpdir(), "/var/tmp", process.cwd()];
  const found = places.find((folder) => ![tmpfs, ramfs].includes(statfsSync(folder).type));
  if (!found) throw new Error("no folder on a real disk: set TMPDIR to one");
  return found;
}

/** A new folder that the servers' own users may pass through. */
export function makeFolder(name: string): string {
  const folder = mkdtempSync(join(diskFolder(), `carbyne-bench-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 });
}

/** A TCP port on loopback that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  if (!address || typeof address === "string") throw new Error("no free port");
  return address.port;
}
