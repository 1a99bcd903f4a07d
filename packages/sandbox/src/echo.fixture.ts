import { readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

/** What the tests have done inside: each does what its name says, and answers. */
const acts: Readonly<Record<string, () => unknown>> = {
  echo: () => "echo",
  environment: () => Object.keys(process.env),
  hang: () => {
    for (;;);
  },
  grow: () => {
    const all: Buffer[] = [];
    for (;;) all.push(Buffer.alloc(8 * 2 ** 20, 1));
  },
  exit: () => process.exit(3),
  write: () => writeFileSync("/tmp/carbyne-sandbox-test", "x"),
  read: () => readFileSync("/etc/passwd", "utf8"),
  spawn: () => spawnSync("true").error?.message ?? "started",
};

process.on("message", (name) => {
  try {
    process.send?.({ value: acts[String(name)]?.() });
  } catch (error) {
    process.send?.({ fault: error instanceof Error && "code" in error ? error.code : "?" });
  }
});
