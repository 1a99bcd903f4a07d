import { spawn, type ChildProcess } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTurnClient } from "werift";
import { startSfu, until } from "./test-client.fixture.ts";
import { openMedia } from "./test-media.fixture.ts";
import { turnServers } from "./turn.ts";

const secret = "a secret that both know";
let folder: string;
let coturn: ChildProcess;
let port: number;
let said = "";

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port: free } = socket.address();
  socket.close();
  return free;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "turn-"));
  port = await freePort();
  const flags =
    `-n --listening-ip=127.0.0.1 --listening-port=${port} --relay-ip=127.0.0.1 --realm=example.org --use-auth-secret ` +
    `--allow-loopback-peers --no-tls --no-dtls --no-cli --log-file=stdout --verbose --userdb=${folder}/turndb --pidfile=${folder}/pid`;
  coturn = spawn("turnserver", [...flags.split(" "), `--static-auth-secret=${secret}`]);
  for (const stream of [coturn.stdout, coturn.stderr]) stream?.setEncoding("utf8").on("data", (text) => (said += text));
  await until(() => expect(said).toMatch(/relay ready|listener opened on/i));
});
afterAll(async () => {
  coturn.kill();
  await once(coturn, "exit");
  rmSync(folder, { recursive: true });
});

test("Debian's coturn relays the media of whoever comes with our credentials", async () => {
  const { sfu, joined } = await startSfu();
  const [server] = turnServers({
    urls: [`turn:127.0.0.1:${port}`],
    secret,
    personId: "0193d3f0-0000-7000-8000-000000000009",
    now: new Date(),
    seconds: 60,
  });
  const relay = { port, username: server?.username ?? "", credential: server?.credential ?? "" };
  const [ann, bob] = [await joined(), await joined()];
  const [annMedia, bobMedia] = [await openMedia(ann, relay), await openMedia(bob)];
  const heard = await bobMedia.consume((await annMedia.produce("mic")).producerId);
  await until(() => expect(heard.count()).toBeGreaterThan(10));
  expect(annMedia.transports.send?.ice.getSelectedCandidatePair()?.local.candidate).toContain("relay");
  for (const media of [annMedia, bobMedia]) await media.close();
  await sfu.close();
});

test("credentials that have ended, or that another secret made, are worth nothing", async () => {
  const right = { urls: [`turn:127.0.0.1:${port}`], secret, personId: "ann", now: new Date(), seconds: 60 };
  const ended = { ...right, now: new Date(Date.now() - 120_000) };
  const allocate = async (given: typeof right) => {
    const [server] = turnServers(given);
    const { username = "", credential: password = "" } = server ?? {};
    return (await createTurnClient({ address: ["127.0.0.1", port], username, password })).close();
  };
  await allocate(right);
  await Promise.all([ended, { ...right, secret: "another" }].map((wrong) => expect(allocate(wrong)).rejects.toThrow()));
  expect(turnServers({ ...right, urls: [] })).toEqual([]);
});
