export { type Database, openDatabase } from "./client.ts";
export { type Embedded, type EmbeddedOptions, startPostgres } from "./embedded.ts";
export { migrate } from "./migrate.ts";
export { nextModseq, transaction } from "./transaction.ts";
