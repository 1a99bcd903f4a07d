import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";

/** What the signature below finds: 28 bytes that mean nothing anywhere else. */
export const virus = "carbyne-harmless-test-virus.";

/** Debian's clamd below a folder, that knows one signature of our own, on a socket. */
export async function startClamd(folder: string): Promise<{ socket: string; stop: () => void }> {
  const base = path.join(folder, "clamd");
  const database = path.join(base, "db");
  mkdirSync(database, { recursive: true });
  // https://docs.clamav.net/manual/Signatures/BodySignatureFormat.html: name, any kind of file, anywhere in it, bytes.
  writeFileSync(path.join(database, "test.ndb"), `Carbyne.Test:0:*:${Buffer.from(virus).toString("hex")}\n`);
  const socket = path.join(base, "clamd.sock");
  const config = [
    `LocalSocket ${socket}`,
    "LocalSocketMode 666",
    `DatabaseDirectory ${database}`,
    `LogFile ${base}/log`,
    "Foreground yes",
    "StreamMaxLength 1M",
    "MaxThreads 2",
  ];
  const file = path.join(base, "clamd.conf");
  writeFileSync(file, `${config.join("\n")}\n`);
  const started = spawn("clamd", ["-c", file], { stdio: "ignore" });
  const stop = () => void started.kill();
  for (let tries = 0; tries < 300; tries++) {
    if (await isThere(socket)) return { socket, stop };
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
  stop();
  throw new Error("clamd did not start");
}

function isThere(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = net.connect(socket);
    const end = (isOpen: boolean) => {
      asked.destroy();
      resolve(isOpen);
    };
    asked.once("connect", () => end(true));
    asked.once("error", () => end(false));
  });
}
