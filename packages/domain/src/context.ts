import { type Blobs, createDiskBlobs } from "@carbyne/blobs";
import { type Bus, createPostgresBus } from "@carbyne/bus";
import { type Database, openDatabase } from "@carbyne/db";
import { type Clock, type Logger, systemClock } from "@carbyne/kernel";

/** What every domain function is given first. */
export type Context = {
  readonly db: Database;
  readonly blobs: Blobs;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Opens the context of a process: database pools, content store and hints. Nothing is asked of the database before first use. */
export function openContext(options: {
  databaseUrl: string;
  /** Where packs of content lie. */
  blobFolder: string;
  log: Logger;
  connections?: number;
}): Context & { close(): Promise<void> } {
  const { databaseUrl: url, blobFolder: folder, log, connections } = options;
  const db = openDatabase(connections === undefined ? { url } : { url, connections });
  const bus = createPostgresBus({ url, log });
  return {
    db,
    bus,
    blobs: createDiskBlobs({ pool: db.pool, folder }),
    clock: systemClock,
    log,
    async close() {
      await bus.close();
      await db.close();
    },
  };
}
