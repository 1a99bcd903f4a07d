import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import type { FileServer } from "./nginx.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const block = randomBytes(1024 * 1024);

/** Sends a file of its own bytes: random ones that come again each megabyte, behind a head that no other file has. */
export function putFile(server: FileServer, name: string, sizeBytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const head = randomBytes(Math.min(64, sizeBytes));
    const sent = request(
      `${server.address}${name}`,
      { method: "PUT", agent, headers: { ...server.headers, "content-length": sizeBytes } },
      (answer) => {
        answer.resume();
        answer.on("end", () => {
          if (answer.statusCode === 201 || answer.statusCode === 204) resolve();
          else reject(new Error(`PUT ${name}: ${answer.statusCode}`));
        });
      },
    );
    sent.on("error", reject);
    let left = sizeBytes - head.length;
    sent.write(head);
    const more = () => {
      while (left > 0) {
        const piece = left >= block.length ? block : block.subarray(0, left);
        left -= piece.length;
        if (!sent.write(piece)) {
          sent.once("drain", more);
          return;
        }
      }
      sent.end();
    };
    more();
  });
}

/** Reads a file, or a stretch of it, and answers how many bytes came. */
export function getFile(server: FileServer, name: string, range?: { from: number; to: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...server.headers, ...(range ? { range: `bytes=${range.from}-${range.to - 1}` } : {}) };
    const asked = request(`${server.address}${name}`, { agent, headers }, (answer) => {
      let count = 0;
      answer.on("data", (piece: Buffer) => (count += piece.length));
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.statusCode === (range ? 206 : 200)) resolve(count);
        else reject(new Error(`GET ${name}: ${answer.statusCode}`));
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** Does work for each number below `count`, eight at a time. */
export async function eightAtOnce(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}
