import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { installLine, missing, needed } from "./debian-packages.mjs";
import { root } from "./sources.ts";

type Workflow = {
  readonly jobs: Readonly<
    Record<
      string,
      { readonly container: { readonly image: string }; readonly steps: readonly { readonly run?: string }[] }
    >
  >;
};

/** Python reads YAML where Node does not (Debian's python3-yaml). */
function read(file: string): Workflow {
  const script = "import sys, json, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))";
  return JSON.parse(
    execFileSync("python3", ["-c", script], { input: readFileSync(path.join(root, file)), encoding: "utf8" }),
  ) as Workflow;
}

test("the workflow runs on Debian 12 and ends in the README's test command", () => {
  const { test: job } = read(".github/workflows/ci.yml").jobs;
  expect(job?.container.image).toBe("debian:12");
  expect(job?.steps.at(-1)?.run).toBe("bash .ci/run");
  expect(readFileSync(path.join(root, ".ci/run"), "utf8")).toMatch(/^exec npm test$/m);
  expect(statSync(path.join(root, ".ci/run")).mode & 0o111).not.toBe(0);
  expect(readFileSync(path.join(root, "README.md"), "utf8")).toMatch(/^npm test\b/m);
});

test("Debian packages that are missing are named with the line that installs them", () => {
  expect(missing(["dpkg", "no-such-package-of-debian"])).toEqual(["no-such-package-of-debian"]);
  expect(installLine(["curl", "isync"])).toBe("apt-get install -y --no-install-recommends curl isync");
  expect(needed).toContain("chromium-headless-shell");
});
