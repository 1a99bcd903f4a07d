import { Agent, request } from "node:http";
import { connect } from "node:net";
import { createFrameReader, textFrame } from "./frames.ts";
import { nameLength, nameOf, words } from "./plan.ts";
import type { OpenTalker } from "./talker.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const mark = Buffer.from('"key":"bench-');
const ping = Buffer.from("PING");

/** A client of ours: it subscribes to `chat.live` over the socket and sends by a call over HTTP, as the web app does. */
export const openOurs: OpenTalker = ({ port, secret, room }, onMessage) =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const talker = {
      say: (number: number) => post(port, { secret, room, number }),
      close: () => void socket.destroy(),
    };
    let isUpgraded = false;
    let isHearing = false;
    const read = createFrameReader((payload) => {
      if (payload.equals(ping)) socket.write(textFrame("PONG"));
      if (!isHearing && payload.includes('"what":"rooms"')) {
        isHearing = true;
        resolve(talker);
      }
      if (!isHearing && payload.includes('"error"')) reject(new Error(payload.toString()));
      for (let at = payload.indexOf(mark); at >= 0; at = payload.indexOf(mark, at + 1)) {
        const begin = at + mark.length;
        onMessage(Number(payload.toString("latin1", begin, begin + nameLength - "bench-".length)));
      }
    });
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      if (isUpgraded) return read(chunk);
      const end = chunk.indexOf("\r\n\r\n");
      if (end < 0 || !chunk.toString("latin1", 0, 12).endsWith("101")) {
        reject(new Error(`no socket: ${chunk.toString("latin1")}`));
        return;
      }
      isUpgraded = true;
      socket.write(textFrame('{"id":1,"method":"subscription","params":{"path":"chat.live"}}'));
      read(chunk.subarray(end + 4));
    });
    socket.write(
      `GET /trpc-ws HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nCookie: carbyne=${secret}\r\n\r\n`,
    );
  });

function post(port: number, said: { secret: string; room: string; number: number }): Promise<void> {
  const body = JSON.stringify({ roomId: said.room, key: nameOf(said.number), text: words });
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: `carbyne=${said.secret}`,
      "content-type": "application/json",
      "content-length": body.length,
      "x-carbyne": "1",
    };
    const options = { host: "127.0.0.1", port, agent, method: "POST", path: "/trpc/chat.messages.send", headers };
    const sent = request(options, (answer) => {
      answer.resume();
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`a message was answered ${answer.statusCode}`)),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
