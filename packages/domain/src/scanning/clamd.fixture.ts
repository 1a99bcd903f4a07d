import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** What every scanner finds and that harms nobody, in two halves so that none finds it here. */
export const testVirus = Buffer.from(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
  "latin1",
);

export type StandIn = {
  readonly at: { readonly host: string; readonly port: number };
  /** Contents that were read to their end. */
  readonly asked: () => number;
  /** What it does instead of answering. */
  behave(how: "well" | "hangs" | "breaks" | "babbles"): void;
  close(): Promise<void>;
};

/** The far side of clamd(8): reads pieces after zINSTREAM, finds the test virus, takes no more than `mostBytes`. */
export async function startClamd({ mostBytes = 1_000_000 } = {}): Promise<StandIn> {
  let asked = 0;
  let how: Parameters<StandIn["behave"]>[0] = "well";
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let data = Buffer.alloc(0);
    let isAnswered = false;
    socket.on("error", () => undefined);
    const answer = (text: string) => {
      if (isAnswered || how === "hangs") return;
      isAnswered = true;
      if (how === "breaks") socket.destroy();
      else socket.end(how === "babbles" ? "x".repeat(100_000) : `${text}\0`);
    };
    socket.on("data", (piece) => {
      if (isAnswered) return;
      data = Buffer.concat([data, piece]);
      const command = data.subarray(0, data.indexOf(0)).toString();
      if (command === "zVERSION") return answer("ClamAV 1.4.6/1/Thu");
      const content: Buffer[] = [];
      for (let at = command.length + 1; at + 4 <= data.length; ) {
        const length = data.readUInt32BE(at);
        if (length === 0) {
          asked += 1;
          answer(Buffer.concat(content).includes(testVirus) ? "stream: Eicar-Test FOUND" : "stream: OK");
          return;
        }
        content.push(data.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
      if (data.length > mostBytes) answer("INSTREAM size limit exceeded. ERROR");
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    at: { host: "127.0.0.1", port: (server.address() as AddressInfo).port },
    asked: () => asked,
    behave(next) {
      how = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
