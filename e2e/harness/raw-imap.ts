import tls from "node:tls";

/** Says IMAP commands over TLS and answers every octet that came back for them. */
export async function rawImap(
  port: number,
  { address, password }: { address: string; password: string },
  commands: readonly string[],
): Promise<Buffer> {
  const socket = tls.connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
  const chunks: Buffer[] = [];
  const lines = [`LOGIN "${address}" "${password}"`, ...commands, "LOGOUT"];
  socket.write(lines.map((line, i) => `t${i} ${line}\r\n`).join(""));
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const all = Buffer.concat(chunks);
  const failed = /^t\d+ (?:NO|BAD).*$/m.exec(all.toString("latin1"))?.[0];
  if (failed) throw new Error(failed);
  return all;
}
