import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./bench.ts";

const file = join(import.meta.dirname, "last.json");

/** Keeps the last run of each bench. A run of one side alone does not push out a comparison. */
export function saveReport(name: string, report: Report): void {
  const all = readReports();
  if (all[name]?.ratio !== undefined && report.ratio === undefined) return;
  all[name] = report;
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(file, `${JSON.stringify(sorted, rounded, 2)}\n`);
}

function readReports(): Record<string, Report> {
  if (!existsSync(file)) return {};
  const parsed: Record<string, Report> = JSON.parse(readFileSync(file, "utf8"));
  return parsed;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;
}
