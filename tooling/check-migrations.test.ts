import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { migrationFaults } from "./check-migrations.ts";
import { root } from "./sources.ts";

const copy = mkdtempSync(path.join(os.tmpdir(), "carbyne-models-"));
afterAll(() => rmSync(copy, { recursive: true }));

test("a column that no migration makes is found", { timeout: 60_000 }, async () => {
  cpSync(path.join(root, "prisma"), copy, { recursive: true });
  const models = path.join(copy, "models");
  const file = path.join(
    models,
    readdirSync(models).find((name) => /^model Domain \{/m.test(readFileSync(path.join(models, name), "utf8"))) ?? "",
  );
  writeFileSync(file, readFileSync(file, "utf8").replace(/^model Domain \{$/m, "model Domain {\n  motto String?"));
  const [fault, ...more] = await migrationFaults({ schema: copy, migrations: path.join(root, "prisma/migrations") });
  expect(more).toEqual([]);
  expect(fault).toMatch(/models ask for what no migration does[\s\S]*motto/);
});
