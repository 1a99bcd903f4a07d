import { type Blobs, createDiskBlobs, createDiskSpool, createKeyFile, type Spool } from "@carbyne/blobs";
import { type Bus, createNatsBus, createPostgresBus } from "@carbyne/bus";
import { type Database, openDatabase } from "@carbyne/db";
import { type Clock, type Logger, systemClock } from "@carbyne/kernel";
import type { Outside } from "./outside/index.ts";
import type { Scanner } from "./scanning/index.ts";

/** What every domain function is given first. */
export type Context = {
  readonly db: Database;
  readonly blobs: Blobs;
  /** Files that are there for a while: what is brought in, and what is made to be taken along. */
  readonly spool: Spool;
  /** The key of this installation, by which secrets lie in the database. */
  readonly key: () => Promise<Buffer>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Logger;
  /** Other servers of the Internet, through the one guarded door. */
  readonly outside: Outside;
  /** What looks for viruses; null where nothing does. */
  readonly scanner: Scanner | null;
};

/** Opens the context of a process: database pools, content store and hints. Nothing is asked of the database before first use. */
export function openContext(options: {
  databaseUrl: string;
  /** The NATS server that hints and signals go through; undefined: the database. */
  nats: URL | undefined;
  /** Where packs of content lie. */
  blobFolder: string;
  /** Where files lie that are there for a while. */
  spoolFolder: string;
  /** Where the key lies by which secrets are kept. */
  keyFolder: string;
  log: Logger;
  outside: Outside;
  scanner: Scanner | null;
  connections?: number;
}): Context & { close(): Promise<void> } {
  const {
    databaseUrl: url,
    nats,
    blobFolder: folder,
    spoolFolder,
    keyFolder,
    log,
    outside,
    scanner,
    connections,
  } = options;
  const db = openDatabase(connections === undefined ? { url } : { url, connections });
  const bus = nats ? createNatsBus({ url: nats, log }) : createPostgresBus({ url, log });
  return {
    db,
    bus,
    blobs: createDiskBlobs({ pool: db.pool, folder }),
    spool: createDiskSpool(spoolFolder),
    key: createKeyFile(keyFolder),
    clock: systemClock,
    log,
    outside,
    scanner,
    async close() {
      await bus.close();
      await db.close();
    },
  };
}
