import { readFileSync } from "node:fs";
import type { OurServer } from "../ours.ts";
import type { Crowd, Seat } from "./plan.ts";
import { startProsody } from "./prosody.ts";

export type OnCleanUp = (task: () => Promise<void>) => void;

/** A server that is up, with who talks there. `pids` are its processes, `door` the one that holds the clients. */
export type Stage = {
  readonly side: "ours" | "peer";
  readonly port: number;
  readonly seats: readonly Seat[];
  readonly door: number;
  pids(): number[];
  stop(): Promise<void>;
};

/** The process with the role http, and PostgreSQL. */
export async function ourStage(server: OurServer, seats: readonly Seat[]) {
  await server.start();
  const door = server.processes().find(({ pid }) => environmentOf(pid).includes("CARBYNE_ROLES=http\0"))?.pid;
  if (door === undefined) throw new Error("no process of the role http");
  const isOurs = ({ pid, name }: { pid: number; name: string }) => pid === door || name.startsWith("postgres");
  return {
    side: "ours" as const,
    port: server.httpPort,
    seats,
    door,
    pids: () =>
      server
        .processes()
        .filter(isOurs)
        .map(({ pid }) => pid),
    stop: () => server.stop(),
  };
}

/** Prosody with as many people in as many rooms. */
export async function prosodyStage(crowd: Crowd, onCleanUp: OnCleanUp, { isSynced = true } = {}) {
  const seats = Array.from({ length: crowd.rooms * crowd.each }, (_, at) => ({
    secret: `person${at}`,
    room: `room${Math.floor(at / crowd.each)}`,
  }));
  const prosody = await startProsody(
    seats.map(({ secret }) => secret),
    { isSynced },
  );
  onCleanUp(() => prosody.stop());
  return {
    side: "peer" as const,
    port: prosody.port,
    seats,
    door: prosody.pid,
    pids: () => [prosody.pid],
    stop: () => prosody.stop(),
  };
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}
