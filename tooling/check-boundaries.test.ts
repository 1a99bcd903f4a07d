import { expect, test } from "vitest";
import { boundaryFaults } from "./check-boundaries.ts";
import type { Source } from "./sources.ts";

const manifest = (home: string, dependencies: readonly string[] = [], exports: object = { ".": "./src/index.ts" }) => ({
  path: `${home}/package.json`,
  text: JSON.stringify({
    exports,
    dependencies: Object.fromEntries(dependencies.map((name) => [`@carbyne/${name}`, "*"])),
  }),
});
const packages = [
  manifest("packages/kernel", [], { ".": "./src/index.ts", "./refusal": "./src/refusal.ts" }),
  manifest("packages/mime", ["kernel"]),
  manifest("packages/imap", ["kernel", "mime"]),
  manifest("packages/domain", ["kernel"]),
  manifest("packages/api", ["kernel", "domain"]),
  manifest("apps/web", ["kernel", "api"]),
];
const faults = (...sources: Source[]) => boundaryFaults([...packages, ...sources]);

test("what keeps to the table is well", () => {
  expect(
    faults(
      { path: "packages/imap/src/a.ts", text: 'import { Refusal } from "@carbyne/kernel";\nimport "../src/b.ts";' },
      { path: "apps/web/client/a.ts", text: 'import { type AppRouter } from "@carbyne/api";' },
      { path: "packages/domain/src/mail/a.ts", text: 'import { b } from "../accounts/index.ts";' },
      { path: "packages/imap/src/c.ts", text: "// process.env and import('@carbyne/db') are only spoken of" },
    ),
  ).toEqual([]);
});

const bad: [what: string, path: string, text: string, fault: RegExp][] = [
  [
    "an edge that the table lacks",
    "packages/imap/src/a.ts",
    'import { b } from "@carbyne/domain";',
    /may not (?:import|know)/,
  ],
  ["a whole import behind import()", "packages/api/src/a.ts", 'await import("@carbyne/db")', /may not import db/],
  ["a deep import", "packages/imap/src/a.ts", 'import { b } from "@carbyne/mime/src/b.ts";', /not among the exports/],
  [
    "a way out of the package",
    "packages/imap/src/a.ts",
    'import { b } from "../../mime/src/b.ts";',
    /leaves its package/,
  ],
  [
    "testing outside of tests",
    "packages/domain/src/a.ts",
    'import { testContext } from "@carbyne/testing";',
    /may not import testing/,
  ],
  ["a value of the API in the browser", "apps/web/a.tsx", 'import { appRouter } from "@carbyne/api";', /only types/],
  [
    "all of kernel in the browser",
    "apps/web/a.tsx",
    'import { newId } from "@carbyne/kernel";',
    /only @carbyne\/kernel\/refusal/,
  ],
  ["a database in a protocol", "packages/imap/src/a.ts", 'import pg from "pg";', /protocol package/],
  ["the environment in a package", "packages/domain/src/a.ts", "const a = process.env.HOME;", /reads the environment/],
  ["a feature's inside", "packages/domain/src/mail/a.ts", 'import { b } from "../accounts/b.ts";', /beside its index/],
  ["an import that is not stated", "packages/api/src/a.ts", 'import { b } from "@carbyne/schemas";', /not stated/],
];

test.each(bad)("%s is found", (_what, path, text, fault) => {
  const found = faults({ path, text });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(fault);
});

test("a statement in package.json that the table lacks is found", () => {
  expect(faults(manifest("packages/kernel", ["domain"]))).toContain(
    "packages/kernel/package.json: may not depend on domain",
  );
  expect(faults(manifest("packages/news"))).toEqual(["packages/news: has no line in tooling/boundaries.ts"]);
});

test("circles of packages and of features are found", () => {
  expect(faults(manifest("packages/kernel", ["domain"])).join()).toMatch(/packages depend on each other in a circle/);
  const [there, back] = ["../accounts/index.ts", "../mail/index.ts"];
  const circle = faults(
    { path: "packages/domain/src/mail/a.ts", text: `import { b } from "${there}";` },
    { path: "packages/domain/src/accounts/b.ts", text: `import { a } from "${back}";` },
  );
  expect(circle).toEqual(["features of the domain import each other in a circle: mail > accounts > mail"]);
});
