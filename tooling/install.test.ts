import { expect, test } from "vitest";
import { isInStep } from "./install.mjs";

const zod = { version: "4.6.7", integrity: "sha512-a" };
const binary = { version: "1.0.0", integrity: "sha512-b", optional: true };
const lock = (packages: object) => ({ packages: { "": { name: "carbyne" }, ...packages } });
const wanted = lock({ "apps/web": { version: "0.1.0" }, "node_modules/zod": zod, "node_modules/bin-arm64": binary });

test("what npm installed by hand is left as it is when it is what the lockfile says", () => {
  const installed = { packages: { "apps/web": { version: "0.1.0" }, "node_modules/zod": zod } };
  expect(isInStep(wanted, installed)).toBe(true);
  expect(isInStep(wanted, { packages: { ...installed.packages, "node_modules/bin-arm64": binary } })).toBe(true);
});

test("a package that is absent, other or left over asks for an installation", () => {
  const web = { "apps/web": { version: "0.1.0" } };
  for (const packages of [
    web,
    { ...web, "node_modules/zod": { ...zod, version: "4.6.6" } },
    { ...web, "node_modules/zod": { ...zod, integrity: "sha512-c" } },
    { ...web, "node_modules/zod": zod, "node_modules/left": zod },
  ])
    expect(isInStep(wanted, { packages })).toBe(false);
});
