import type { Blobs } from "@carbyne/blobs";
import type { Bus } from "@carbyne/bus";
import type { Database } from "@carbyne/db";
import type { Clock, Logger } from "@carbyne/kernel";

/** What every domain function is given first. */
export type Context = {
  readonly db: Database;
  readonly blobs: Blobs;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Logger;
};
