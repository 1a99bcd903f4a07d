// Generates the database client and builds the web app when their sources changed. Plain JavaScript for Node 18 or newer.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./install.mjs";

const bin = path.join(root, "node_modules/.bin");
const env = {
  ...process.env,
  PATH: `${bin}:${process.env.PATH}`,
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
};

/** Builds what is out of date; returns the names of what was built. */
export function build() {
  return [
    step(
      "database client",
      ["prisma/schema.prisma", "prisma/models"],
      ["prisma", ["generate"]],
      "packages/db/generated/client.ts",
    ),
    step(
      "web app",
      [
        "apps/web",
        "packages/ui",
        "packages/schemas",
        "packages/kernel",
        "packages/query",
        "packages/office",
        "package-lock.json",
      ],
      ["next", ["build", "apps/web"]],
      "apps/web/.next/BUILD_ID",
    ),
  ].filter(Boolean);
}

function step(name, sources, [command, args], result) {
  const stampFile = path.join(root, "node_modules", `.carbyne-${name.replace(" ", "-")}`);
  const stamp = stampOf(sources);
  if (existsSync(path.join(root, result)) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp)
    return null;
  const done = spawnSync(path.join(bin, command), args, {
    cwd: root,
    env: { ...env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (done.status !== 0) throw new Error(`the ${name} could not be built; what it printed above says why`);
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return name;
}

/** One hash over the content of all files below some paths. */
function stampOf(sources) {
  const hash = createHash("sha256");
  for (const source of sources)
    for (const file of filesBelow(path.join(root, source))) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

const left = new Set(["node_modules", ".next", "generated"]);

function filesBelow(place) {
  if (!existsSync(place)) return [];
  let entries;
  try {
    entries = readdirSync(place, { withFileTypes: true });
  } catch {
    return [place];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (left.has(entry.name) || entry.name === "tsbuildinfo" || entry.name === "next-env.d.ts") return [];
      const inside = path.join(place, entry.name);
      return entry.isDirectory() ? filesBelow(inside) : [inside];
    });
}
