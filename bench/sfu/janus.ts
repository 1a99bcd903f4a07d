import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, makeFolder, removeFolder } from "../scratch.ts";
import type { Forwarder } from "./stages.ts";

const program = "/usr/bin/janus";
const lib = `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/janus`;
const unused = ["audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "streaming", "textroom"];

/** Debian's Janus with its videoroom, on the loopback, as its package sets it up but for what is not needed here. */
export async function startJanus(onCleanUp: (task: () => Promise<void>) => void): Promise<Forwarder> {
  if (!existsSync(program)) throw new Error("the peer needs janus: apt-get install -y --no-install-recommends janus");
  const folder = makeFolder("janus");
  const configs = join(folder, "configs");
  mkdirSync(configs);
  const port = await freePort();
  const off = unused.concat("videocall", "voicemail").map((name) => `libjanus_${name}.so`);
  writeFileSync(
    join(configs, "janus.jcfg"),
    `general: { configs_folder = "${configs}" plugins_folder = "${lib}/plugins" transports_folder = "${lib}/transports"
       events_folder = "${lib}/events" loggers_folder = "${lib}/loggers" debug_level = 2 }
     media: { rtp_port_range = "40000-43000" }
     nat: { ice_lite = true ice_enforce_list = "127.0.0.1" }
     plugins: { disable = "${off.join(",")}" }
     transports: { disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so" }`,
  );
  writeFileSync(
    join(configs, "janus.transport.websockets.jcfg"),
    `general: { json = "compact" ws = true ws_port = ${port} ws_ip = "127.0.0.1" wss = false }`,
  );
  writeFileSync(
    join(configs, "janus.plugin.videoroom.jcfg"),
    `room-1: { description = "bench" publishers = 100 bitrate = 0 videocodec = "vp8" record = false }`,
  );
  const child = spawn(program, ["-F", configs, "-C", join(configs, "janus.jcfg")], { stdio: "ignore" });
  const stop = async () => {
    await end(child);
    removeFolder(folder);
  };
  onCleanUp(stop);
  const url = `ws://127.0.0.1:${port}`;
  await untilThere(url);
  return { side: "peer", url, workers: () => [child.pid ?? 0], all: () => [child.pid ?? 0], stop };
}

async function untilThere(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = new WebSocket(url, "janus-protocol");
      socket.addEventListener("open", () => (socket.close(), resolve(true)));
      socket.addEventListener("error", () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("janus does not answer");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await over;
}
