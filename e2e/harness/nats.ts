import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

const password = "a p@ssword";

/** Debian's nats-server on a port of the machine, which lets one user in. */
export async function startNats(port: number) {
  const args = ["-a", "127.0.0.1", "-p", String(port), "--user", "carbyne", "--pass", password];
  const server = spawn("nats-server", args, { stdio: "ignore" });
  const over = once(server, "exit");
  for (let tries = 0; !(await isThere(port)); tries++) {
    if (tries > 100) throw new Error("nats-server did not start");
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
  return {
    async stop(): Promise<void> {
      server.kill();
      await over;
    },
  };
}

export const natsUrl = (port: number) => `nats://carbyne:${encodeURIComponent(password)}@127.0.0.1:${port}`;

/** Everything that the server tells a stranger to us who may listen to all. */
export async function listenAt(port: number): Promise<{ heard(): string; close(): void }> {
  const socket = await opened(port);
  let heard = "";
  socket.on("data", (piece: Buffer) => (heard += piece.toString()));
  socket.write(`CONNECT ${JSON.stringify({ user: "carbyne", pass: password, verbose: false })}\r\nSUB > 1\r\nPING\r\n`);
  return { heard: () => heard, close: () => void socket.destroy() };
}

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

function isThere(port: number): Promise<boolean> {
  return opened(port).then(
    (socket) => {
      socket.destroy();
      return true;
    },
    () => false,
  );
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}
