import { MediaStreamTrack, type RTCDtlsTransport, RTCPeerConnection, useVP8 } from "werift";
import { countArrivals, createPacer } from "./pacing.ts";
import type { Talk } from "./talk.ts";

type Jsep = { readonly type: "offer" | "answer"; readonly sdp: string };
type Said = {
  readonly janus: string;
  readonly transaction?: string;
  /** The handle that it is about. */
  readonly sender?: number;
  readonly data?: { readonly id: number };
  readonly plugindata?: { readonly data: { readonly id?: number; readonly error?: string } };
  readonly jsep?: Jsep;
};

const options = { iceServers: [], codecs: { video: [useVP8()] } };
const keepAliveMs = 20_000;

/** Speaks with Janus' videoroom over its WebSocket. */
export async function openJanusTalk(url: string): Promise<Talk> {
  const socket = new WebSocket(url, "janus-protocol");
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error("janus does not answer")));
  });
  const waiting = new Map<string, (said: Said) => void>();
  const ready = new Map<number, () => void>();
  let count = 0;
  socket.addEventListener("message", ({ data }) => {
    const said = JSON.parse(String(data)) as Said;
    if (said.janus === "webrtcup") ready.get(said.sender ?? 0)?.();
    // The answer proper comes later, under the same name.
    if (said.janus === "ack") return;
    waiting.get(said.transaction ?? "")?.(said);
    waiting.delete(said.transaction ?? "");
  });
  function ask(what: object): Promise<Said> {
    const transaction = String(++count);
    return new Promise((resolve) => {
      waiting.set(transaction, resolve);
      socket.send(JSON.stringify({ ...what, transaction }));
    });
  }
  const session_id = (await ask({ janus: "create" })).data?.id;
  setInterval(() => void ask({ janus: "keepalive", session_id }), keepAliveMs).unref();
  const attach = async () => (await ask({ janus: "attach", session_id, plugin: "janus.plugin.videoroom" })).data?.id;
  async function message(handle_id: number | undefined, body: object, jsep?: Jsep): Promise<Said> {
    const said = await ask({ janus: "message", session_id, handle_id, body, ...(jsep ? { jsep } : {}) });
    const error = said.plugindata?.data.error;
    if (error !== undefined) throw new Error(`janus: ${error}`);
    return said;
  }
  const feeds: (number | undefined)[] = [];

  return {
    async publish() {
      const handle = await attach();
      // Nobody may watch it before Janus says that it is there.
      const isUp = new Promise<void>((resolve) => ready.set(handle ?? 0, resolve));
      const joined = await message(handle, { request: "join", ptype: "publisher", room: 1 });
      const connection = new RTCPeerConnection(options);
      const { sender } = connection.addTransceiver(new MediaStreamTrack({ kind: "video" }), { direction: "sendonly" });
      await connection.setLocalDescription(await connection.createOffer());
      const answer = await message(handle, { request: "publish", audio: false, video: true }, localOf(connection));
      await connection.setRemoteDescription(given(answer));
      const dtls = await connected(connection);
      await isUp;
      feeds.push(joined.plugindata?.data.id);
      return createPacer(dtls, { ssrc: sender.ssrc, payloadType: sender.codec?.payloadType ?? 96 });
    },
    async watch() {
      const handle = await attach();
      const streams = feeds.map((feed) => ({ feed }));
      const offer = await message(handle, { request: "join", ptype: "subscriber", room: 1, streams });
      const connection = new RTCPeerConnection(options);
      await connection.setRemoteDescription(given(offer));
      await connection.setLocalDescription(await connection.createAnswer());
      await message(handle, { request: "start", room: 1 }, localOf(connection));
      const dtls = await connected(connection);
      return { count: countArrivals(dtls), profile: profileOf(dtls) };
    },
  };
}

function localOf(connection: RTCPeerConnection): Jsep {
  const { type, sdp } = connection.localDescription ?? {};
  if ((type !== "offer" && type !== "answer") || sdp === undefined) throw new Error("no description");
  return { type, sdp };
}

function given({ jsep }: Said): Jsep {
  if (!jsep) throw new Error("janus answered without a description");
  return jsep;
}

async function connected(connection: RTCPeerConnection): Promise<RTCDtlsTransport> {
  if (connection.connectionState !== "connected")
    await connection.connectionStateChange.watch((state) => state === "connected", 10_000);
  const [dtls] = connection.dtlsTransports;
  if (!dtls) throw new Error("no transport");
  return dtls;
}

const profileOf = ({ dtls }: RTCDtlsTransport) => dtls?.srtp.srtpProfile ?? 0;
