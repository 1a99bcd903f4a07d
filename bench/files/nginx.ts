import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, makeFolder, removeFolder } from "../scratch.ts";

/** What takes files on a port: the address of its folder, and what a request must carry. */
export type FileServer = {
  readonly side: "ours" | "peer";
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
};

const program = "/usr/sbin/nginx";

/** Debian's nginx with its WebDAV module, on a folder of the same disk. It writes files without fsync. */
export async function createNginx(onCleanUp: (task: () => Promise<void>) => void): Promise<FileServer> {
  if (!existsSync(program)) throw new Error("the peer needs nginx: apt-get install -y nginx-light");
  const folder = makeFolder("nginx");
  const root = join(folder, "files");
  mkdirSync(root, { mode: 0o777 });
  const port = await freePort();
  const config = join(folder, "nginx.conf");
  writeFileSync(
    config,
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 256; }
     http {
       access_log off; sendfile on; client_max_body_size 0; client_body_temp_path ${root}; keepalive_requests 100000;
       server { listen 127.0.0.1:${port}; root ${root}; location / { dav_methods PUT DELETE MKCOL; create_full_put_path on; } }
     }`,
  );
  const child = spawn(program, ["-c", config, "-e", join(folder, "error.log"), "-p", folder], { stdio: "inherit" });
  onCleanUp(async () => {
    await end(child);
    removeFolder(folder);
  });
  const address = `http://127.0.0.1:${port}/`;
  await untilThere(address);
  return { side: "peer", address, headers: {} };
}

async function untilThere(address: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(address).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nginx does not answer");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await over;
}
