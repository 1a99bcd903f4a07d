import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Env } from "../env.ts";

/** Where the database of this installation listens: the one that was given, or the embedded one of the running server. */
export async function databaseUrl(env: Env): Promise<string> {
  if (env.databaseUrl !== undefined) return env.databaseUrl;
  const file = path.join(env.dataDir, "postgres-password");
  try {
    const password = (await readFile(file, "utf8")).trim();
    return `postgresql://carbyne:${password}@127.0.0.1:${env.postgresPort}/carbyne`;
  } catch (error) {
    const reason =
      error instanceof Error && "code" in error && error.code === "EACCES"
        ? "may not be read by this user"
        : "is not there";
    throw new Error(`${file} ${reason}: start the server first, and run this as the user who started it`, {
      cause: error,
    });
  }
}
