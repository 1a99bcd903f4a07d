import type { Logger } from "@carbyne/kernel";
import { pino } from "pino";

/** Logs JSON lines to standard output; in a terminal, short lines for people. Secrets have no field that is logged. */
export function createLogger({ level, role }: { level: string; role: string }): Logger {
  const stream = process.stdout.isTTY ? { write: (line: string) => process.stdout.write(humanLine(line)) } : undefined;
  const options = { level, base: { role }, serializers: { err: pino.stdSerializers.err } };
  return stream ? pino(options, stream) : pino(options);
}

const levels: Readonly<Record<number, string>> = { 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal" };

function humanLine(line: string): string {
  const { level, time, role, msg, err, pid: _pid, hostname: _hostname, ...rest } = JSON.parse(line) as LogLine;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const fields = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
  const stack = err?.stack ? `\n${err.stack}` : "";
  return `${clock} ${(levels[level] ?? "").padEnd(5)} ${role}: ${msg}${fields}${stack}\n`;
}

type LogLine = {
  level: number;
  time: number;
  role: string;
  msg: string;
  pid?: number;
  hostname?: string;
  err?: { stack?: string };
};
