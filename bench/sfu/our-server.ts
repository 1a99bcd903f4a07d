import { readdirSync, readFileSync } from "node:fs";
import { silentLogger } from "@carbyne/kernel";
import { createMemoryBackend, createSfu } from "@carbyne/sfu";
import { WebSocketServer } from "ws";
import { mediaWorker } from "../media-worker.ts";

// The SFU of the product as it is, with a backend in memory: what is measured is the forwarding.
const { backend } = createMemoryBackend();
const sfu = await createSfu({
  backend,
  log: silentLogger,
  workerBin: mediaWorker(),
  workers: 1,
  listen: { port: 0, addresses: ["127.0.0.1"], announced: null },
  iceServers: () => [],
  recordingFolder: "/nonexistent",
});
const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("connection", (socket) => {
  sfu.connect(
    {
      send: (text) => socket.send(text),
      get waitingBytes() {
        return socket.bufferedAmount;
      },
      close: (code, reason) => socket.close(code, reason),
      onMessage: (listener) => void socket.on("message", (data: Buffer) => listener(data.toString())),
      onClose: (listener) => void socket.on("close", listener),
    },
    { meetingId: "bench", ip: "127.0.0.1" },
  );
});
process.on("SIGTERM", () => void sfu.close().then(() => process.exit(0)));
server.on("listening", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0, workers: childrenOf(process.pid) });
});

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
      } catch {
        return false; // It ended between the listing and now.
      }
    })
    .map(Number);
}
