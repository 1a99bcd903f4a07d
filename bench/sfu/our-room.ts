import { execFileSync } from "node:child_process";
import path from "node:path";
import { newId, silentLogger } from "@carbyne/kernel";
import { createMemoryBackend, createSfu, type Socket } from "@carbyne/sfu";
import { observer, type types } from "mediasoup";
import { openMedia, payloadType, ssrc } from "./media.ts";
import type { MediaRoom } from "./room.ts";

/** A meeting of ours with its media worker; the asks go over a socket in memory, for they are not what is measured. */
export async function openOurRoom(address: string): Promise<MediaRoom> {
  let pid = 0;
  observer.once("newworker", (worker) => {
    pid = worker.pid;
  });
  const memory = createMemoryBackend();
  const meetingId = newId();
  const sfu = await createSfu({
    backend: memory.backend,
    log: silentLogger,
    workerBin: workerBin(),
    workers: 1,
    listen: { port: 0, addresses: [address], announced: null },
    iceServers: () => [],
    recordingFolder: "",
  });
  let producerId = "";

  function connect() {
    const waiting = new Map<number, (frame: { ok?: unknown; refused?: unknown }) => void>();
    let hear = (_text: string) => {};
    const socket: Socket = {
      waitingBytes: 0,
      send: (text) => {
        const frame = JSON.parse(text);
        waiting.get(frame.id)?.(frame);
      },
      close() {},
      onMessage: (listener) => void (hear = listener),
      onClose() {},
    };
    sfu.connect(socket, { meetingId, ip: address });
    let id = 0;
    return async (ask: string, data: object): Promise<never> => {
      const mine = ++id;
      const frame = await new Promise<{ ok?: unknown; refused?: unknown }>((resolve) => {
        waiting.set(mine, resolve);
        hear(JSON.stringify({ id: mine, ask, data }));
      });
      if (frame.refused) throw new Error(`${ask}: ${JSON.stringify(frame.refused)}`);
      return frame.ok as never;
    };
  }
  async function enter(direction: "send" | "receive") {
    const ask = connect();
    const { rtpCapabilities }: { rtpCapabilities: types.RtpCapabilities } = await ask("join", {
      grant: memory.grant({ meetingId }),
    });
    const media = await openMedia();
    const offer: types.WebRtcTransport = await ask("createTransport", { direction });
    const fingerprints = [{ algorithm: "sha-256", value: media.fingerprint }];
    await ask("connectTransport", { transportId: offer.id, dtlsParameters: { role: "client", fingerprints } });
    await media.connect(
      {
        ufrag: offer.iceParameters.usernameFragment,
        password: offer.iceParameters.password,
        isLite: true,
        candidates: offer.iceCandidates
          .filter(({ protocol }) => protocol === "udp")
          .map((one) => `candidate:${one.foundation} 1 udp ${one.priority} ${one.address} ${one.port} typ host`),
        fingerprint: offer.dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === "sha-256")?.value ?? "",
      },
      { opensPackets: direction === "send" },
    );
    return { ask, media, transportId: offer.id, rtpCapabilities };
  }
  return {
    pid: () => pid,
    async publish() {
      const { ask, media, transportId } = await enter("send");
      const codecs = [{ mimeType: "video/VP8", clockRate: 90_000, payloadType }];
      const rtpParameters = { codecs, encodings: [{ ssrc }] };
      ({ producerId } = await ask("produce", {
        transportId,
        kind: "video",
        source: "camera",
        rtpParameters,
        isPaused: false,
      }));
      return media;
    },
    async subscribe() {
      const { ask, media, rtpCapabilities } = await enter("receive");
      const codecs = (rtpCapabilities.codecs ?? [])
        .filter(({ mimeType }) => mimeType === "video/VP8")
        .map((codec) => ({ ...codec, rtcpFeedback: [] }));
      const { id }: { id: string } = await ask("consume", {
        producerId,
        rtpCapabilities: { codecs, headerExtensions: [] },
      });
      await ask("view", { sizes: [{ consumerId: id, width: 1280 }] });
      return media;
    },
    close: () => sfu.close(),
  };
}

/** What `npm start` made, or the one that the environment names. */
function workerBin(): string {
  const script = `import("./tooling/media-worker/worker.mjs").then(({ workerPath }) => process.stdout.write(workerPath()))`;
  return execFileSync(process.execPath, ["-e", script], {
    cwd: path.join(import.meta.dirname, "../.."),
    encoding: "utf8",
  });
}
