import net, { type Socket } from "node:net";
import tls from "node:tls";

/** A client for tests: sends octets as they are and waits for whole replies. */
export async function connectLine(port: number) {
  let socket: Socket = net.connect(port, "127.0.0.1");
  let text = "";
  let isOver = false;
  let wake = () => {};
  const attach = (to: Socket) => {
    socket = to;
    to.on("data", (data) => {
      text += data.toString("latin1");
      wake();
    });
    to.on("error", () => {});
    to.on("close", () => {
      isOver = true;
      wake();
    });
  };
  attach(socket);
  const reply = async (): Promise<string> => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(text)?.[0];
      if (whole) {
        text = text.slice(whole.length);
        return whole.trimEnd();
      }
      if (isOver) throw new Error(`closed after ${JSON.stringify(text)}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const greeting = await reply();
  return {
    greeting,
    socket: () => socket,
    reply,
    write: (octets: string | Buffer) => socket.write(octets),
    /** Sends a line and answers with its reply. */
    say: (line: string): Promise<string> => {
      socket.write(`${line}\r\n`);
      return reply();
    },
    /** Begins TLS, after 220. */
    encrypt: async (): Promise<void> => {
      socket.removeAllListeners("data");
      const secure = tls.connect({ socket, rejectUnauthorized: false });
      await new Promise((resolve) => secure.once("secureConnect", resolve));
      attach(secure);
    },
    /** Waits until the other side has closed. */
    closed: async (): Promise<void> => {
      while (!isOver) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}
