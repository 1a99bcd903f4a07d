import { readFileSync } from "node:fs";
import path from "node:path";

/** The version that is running, as package.json says. */
export const version = versionOf(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8"));

function versionOf(json: string): string {
  const { version: found } = JSON.parse(json) as { version?: string };
  return found ?? "0";
}
