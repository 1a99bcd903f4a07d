import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, makeFolder, removeFolder } from "../scratch.ts";
import { type Media, openMedia, payloadType, type Remote, ssrc } from "./media.ts";
import type { MediaRoom } from "./room.ts";

const program = "/usr/bin/janus";

type Event = {
  readonly sender?: number;
  readonly jsep?: { readonly type: string; readonly sdp: string };
  readonly plugindata?: { readonly data: { readonly id?: number; readonly error?: string } };
};

/** A room of Debian's janus, its videoroom plugin, spoken with over its HTTP API. */
export async function openJanusRoom(address: string): Promise<MediaRoom> {
  if (!existsSync(program))
    throw new Error("The peer needs a Debian package:\n\n  apt-get install -y --no-install-recommends janus\n");
  const folder = makeFolder("janus");
  const port = await freePort();
  mkdirSync(join(folder, "etc"));
  const write = (name: string, text: string) => writeFileSync(join(folder, "etc", name), text);
  write("janus.jcfg", `general: { debug_level = 2 }\nmedia: { }\nnat: { ice_lite = false }\n`);
  write(
    "janus.transport.http.jcfg",
    `general: { http = true\n port = ${port}\n ip = "127.0.0.1"\n https = false }\nadmin: { admin_http = false }\n`,
  );
  write("janus.plugin.videoroom.jcfg", `general: { }\n`);
  const janus = spawn(program, ["-F", join(folder, "etc"), "-i", address, "-N"], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}/janus`;
  let count = 0;

  async function post(path: string, body: object): Promise<{ data: { id: number } }> {
    const answer = await fetch(base + path, {
      method: "POST",
      body: JSON.stringify({ transaction: `t${++count}`, ...body }),
    });
    return (await answer.json()) as { data: { id: number } };
  }
  for (let left = 100; ; left--) {
    const isUp = await fetch(`${base}/info`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) break;
    if (left === 0) throw new Error("janus did not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const session = (await post("", { janus: "create" })).data.id;
  const waiting = new Map<number, (event: Event) => void>();
  let isOver = false;
  const polling = (async () => {
    while (!isOver) {
      const event: Event | null = await fetch(`${base}/${session}?maxev=1`)
        .then(async (answer) => (await answer.json()) as Event)
        // It ends in the middle of a question.
        .catch(() => null);
      if (event?.sender !== undefined && event.plugindata) waiting.get(event.sender)?.(event);
    }
  })();
  async function attach() {
    const handle = (await post(`/${session}`, { janus: "attach", plugin: "janus.plugin.videoroom" })).data.id;
    return async (body: object, jsep?: { type: string; sdp: string }): Promise<Event> => {
      const event = new Promise<Event>((resolve) => waiting.set(handle, resolve));
      await post(`/${session}/${handle}`, { janus: "message", body, ...(jsep && { jsep }) });
      const { plugindata, jsep: theirs } = await event;
      if (plugindata?.data.error) throw new Error(`janus: ${plugindata.data.error}`);
      return { ...(plugindata && { plugindata }), ...(theirs && { jsep: theirs }) };
    };
  }
  const room = 4_711;
  const creator = await post(`/${session}`, { janus: "attach", plugin: "janus.plugin.videoroom" });
  await post(`/${session}/${creator.data.id}`, {
    janus: "message",
    body: { request: "create", room, publishers: 1, bitrate: 20_000_000, bitrate_cap: false, videocodec: "vp8" },
  });
  let feed = 0;

  return {
    pid: () => janus.pid ?? 0,
    async publish() {
      const media = await openMedia();
      const ask = await attach();
      const { jsep, plugindata } = await ask(
        { request: "joinandconfigure", room, ptype: "publisher", audio: false, video: true },
        { type: "offer", sdp: describe(media, "sendonly") },
      );
      feed = plugindata?.data.id ?? 0;
      await media.connect(readRemote(jsep?.sdp ?? ""), { opensPackets: true });
      return media;
    },
    async subscribe() {
      const media = await openMedia();
      const ask = await attach();
      const { jsep } = await ask({ request: "join", room, ptype: "subscriber", streams: [{ feed }] });
      await ask({ request: "start" }, { type: "answer", sdp: describe(media, "recvonly") });
      await media.connect(readRemote(jsep?.sdp ?? ""), { opensPackets: false });
      return media;
    },
    async close() {
      isOver = true;
      janus.kill();
      await once(janus, "exit");
      await polling;
      removeFolder(folder);
    },
  };
}

/** SDP of one picture, by hand: what a browser says, without what plays no part here. */
function describe(media: Media, direction: "sendonly" | "recvonly"): string {
  const candidates = media.candidates.map((one) => `a=${one.startsWith("candidate:") ? "" : "candidate:"}${one}\n`);
  const text = `v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
m=video 9 UDP/TLS/RTP/SAVPF ${payloadType}
c=IN IP4 0.0.0.0
a=mid:0
a=${direction}
a=rtcp-mux
a=rtpmap:${payloadType} VP8/90000
a=ice-ufrag:${media.ufrag}
a=ice-pwd:${media.password}
a=fingerprint:sha-256 ${media.fingerprint}
a=setup:active
${direction === "sendonly" ? `a=ssrc:${ssrc} cname:bench\n` : ""}${candidates.join("")}a=end-of-candidates
`;
  return text.replaceAll("\n", "\r\n");
}

function readRemote(sdp: string): Remote {
  const value = (name: string) => new RegExp(`^a=${name}:?(.*)$`, "m").exec(sdp)?.[1]?.trim() ?? "";
  return {
    ufrag: value("ice-ufrag"),
    password: value("ice-pwd"),
    isLite: sdp.includes("a=ice-lite"),
    candidates: [...sdp.matchAll(/^a=(candidate:.*) *$/gm)]
      .map(([, line = ""]) => line.trim())
      .filter((line) => / udp /i.test(line)),
    fingerprint: value("fingerprint").split(" ")[1] ?? "",
  };
}
