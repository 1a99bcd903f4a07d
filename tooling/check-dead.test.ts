import { expect, test } from "vitest";
import { deadFaults } from "./check-dead.ts";

test("an export that nobody names is found; used ones, own uses and pages of the framework are not", () => {
  const faults = deadFaults([
    {
      path: "packages/a/src/a.ts",
      text: "export function lost() {}\nexport const kept = 1;\nexport const own = 2;\nown;",
    },
    { path: "packages/a/src/b.ts", text: 'import { kept } from "./a.ts";\n// lost is spoken of, not used\n' },
    { path: "apps/web/app/page.tsx", text: "export const dynamic = 1;" },
  ]);
  expect(faults).toEqual(["packages/a/src/a.ts: nobody uses lost"]);
});
