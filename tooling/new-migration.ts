// `npm run migration -- add_tags`: writes the SQL that brings the migrations up to the models. Read it, and add what Prisma cannot say.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { migrationDiff } from "./check-migrations.ts";
import { root } from "./sources.ts";

const name = process.argv[2] ?? "";
if (!/^[a-z]+(_[a-z]+)+$/.test(name)) {
  console.error("Give it a name such as add_tags: a verb and a thing.");
  process.exit(1);
}
const { status, text } = await migrationDiff({ schema: "prisma", migrations: "prisma/migrations" });
if (status !== 2) {
  console.error(status === 0 ? "The migrations do all that the models ask for." : text);
  process.exit(status ?? 1);
}
const stamp = new Date().toISOString().replaceAll(/[-T:]/g, "").slice(0, 14);
const folder = path.join("prisma/migrations", `${stamp}_${name}`);
mkdirSync(path.join(root, folder));
writeFileSync(path.join(root, folder, "migration.sql"), `${text}\n`);
console.log(`${folder}/migration.sql`);
