import path from "node:path";
import { defineConfig } from "prisma/config";
// No native schema-engine download: the CLI talks to tooling/schema-engine.mjs (WASM engine) instead.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= path.join(import.meta.dirname, "tooling/schema-engine.mjs");
export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "postgresql://carbyne@127.0.0.1:5432/carbyne" },
});
