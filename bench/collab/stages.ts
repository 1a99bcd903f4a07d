import { readFileSync } from "node:fs";
import type { OurServer } from "../ours.ts";
import type { PeerServer } from "./peer.ts";
import type { Seats } from "./plan.ts";

/** A server that is up. */
export type Stage = {
  readonly side: "ours" | "peer";
  readonly port: number;
  readonly seats: Seats;
  /** The process that holds the sockets. */
  readonly door: number;
  /** All processes of the server but PostgreSQL's, and those. */
  server(): number[];
  postgres(): number[];
  stop(): Promise<void>;
};

/** The product: all its processes count, also those that have nothing to do here. */
export async function ourStage(server: OurServer, seats: Seats): Promise<Stage> {
  await server.start();
  const door = server.processes().find(({ pid }) => environmentOf(pid).includes("CARBYNE_ROLES=http\0"))?.pid;
  if (door === undefined) throw new Error("no process of the role http");
  const pids = (isPostgres: boolean) =>
    server
      .processes()
      .filter(({ name }) => name.startsWith("postgres") === isPostgres)
      .map(({ pid }) => pid);
  return {
    side: "ours",
    port: server.httpPort,
    seats,
    door,
    server: () => pids(false),
    postgres: () => pids(true),
    stop: () => server.stop(),
  };
}

export async function peerStage(server: PeerServer, seats: Seats): Promise<Stage> {
  const { port, pid } = await server.start();
  return {
    side: "peer",
    port,
    seats,
    door: pid,
    server: () => [pid],
    postgres: () => server.postgres(),
    stop: () => server.stop(),
  };
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}
