import { createServer, type Server } from "node:net";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Job, type Limits, runConfined } from "./confine.ts";

const limits: Limits = {
  wallMs: 15_000,
  cpuSeconds: 10,
  memoryBytes: 300 * 2 ** 20,
  scratchBytes: 8 * 2 ** 20,
  outputBytes: 4 * 2 ** 20,
  processes: 40,
};
const job = (script: string, more: Partial<Job> = {}, less: Partial<Limits> = {}): Job => ({
  program: "sh",
  args: ["-c", script],
  inputs: {},
  outputs: ["stdout"],
  ...more,
  limits: { ...limits, ...less },
});

/** What a script said inside, without its end of line. */
async function said(script: string, more: Partial<Job> = {}): Promise<string> {
  const outcome = await runConfined(job(script, { ...more, outputs: ["stdout", "stderr"] }));
  if (outcome.status === "failed") throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return ["stdout", "stderr"]
    .map((name) => outcome.files.get(name)?.toString() ?? "")
    .join("")
    .trim();
}

let listener: Server;
let visits = 0;
beforeAll(async () => {
  listener = createServer((socket) => {
    visits++;
    socket.destroy();
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
});
afterAll(() => listener.close());

test("files go in and come out, by name", async () => {
  const big = Buffer.alloc(3 * 2 ** 20, 7);
  const outcome = await runConfined(
    job("cat /in/a /in/b > both; printf x > empty.d; exit 4", {
      inputs: { a: Buffer.from("one "), b: big },
      outputs: ["both", "missing", "empty.d"],
    }),
  );
  const files = new Map([
    ["both", Buffer.concat([Buffer.from("one "), big])],
    ["empty.d", Buffer.from("x")],
  ]);
  expect(outcome).toEqual({ status: "done", code: 4, files });
});

test("nothing of this machine is there: no environment, home, user, process, password or place to write", async () => {
  process.env["CARBYNE_SECRET"] = "hidden";
  expect(await said("env | grep -c -e CARBYNE -e DATABASE || true")).toBe("0");
  expect(await said("echo $HOME; id -u; ls /proc | grep -c '^[0-9]'")).toMatch(/^\/tmp\n65534\n[3-6]$/);
  expect(
    await said(`ls -d /root /home /var/lib /etc/passwd /etc/shadow /sys ${import.meta.dirname} 2>/dev/null | wc -l`),
  ).toBe("0");
  for (const place of ["/x", "/usr/x", "/in/x", "/dev/x", "/etc/x", "/proc/x"])
    expect(await said(`echo x > ${place} && echo written`)).not.toContain("written");
  expect(await said("unshare -U true && echo more || true")).not.toBe("more");
  expect(await said("grep -E 'Cap(Eff|Prm|Bnd)' /proc/self/status | grep -vc '0000000000000000' || true")).toBe("0");
});

test("nothing is asked of the network, not even of this machine", async () => {
  const { port } = listener.address() as AddressInfo;
  const ask = `import socket\ntry:\n socket.create_connection(("127.0.0.1", ${port}), 2)\n print("reached")\nexcept OSError as e:\n print("no")`;
  expect(await said('python3 -c "$ASK"', { environment: { ASK: ask } })).toBe("no");
  expect(visits).toBe(0);
  expect(spawnSync("python3", ["-c", ask]).stdout.toString()).toBe("reached\n");
  await expect.poll(() => visits).toBe(1);
});

test("what hangs is ended, with everything that it started", async () => {
  const started = Date.now();
  const outcome = await runConfined(
    job("(setsid sleep 987654321 &) ; trap '' TERM; sleep 987654321", {}, { wallMs: 700 }),
  );
  expect(outcome).toMatchObject({ status: "failed", reason: "too-long" });
  expect(Date.now() - started).toBeLessThan(5000);
  expect(spawnSync("pgrep", ["-f", "sleep 987654321"]).stdout.toString()).toBe("");
});

test("what burns the processor is ended by it", async () => {
  const outcome = await runConfined(job("exec sh -c 'while :; do :; done'", {}, { cpuSeconds: 1 }));
  expect(outcome.status === "failed" ? outcome.reason : outcome.code).toBeOneOf(["too-long", 137]);
});

test("memory, in one process or in many, has an end", async () => {
  const grow = "a = bytearray(40 * 2**20)\nimport time\ntime.sleep(20)";
  const one = job("python3 -c 'a = bytearray(900 * 2**20)'");
  expect(await runConfined(one)).toMatchObject({ status: "failed", reason: "too-large" });
  const many = job('for i in 1 2 3 4 5 6 7 8 9 10 11 12; do python3 -c "$GROW" & done; wait', {
    environment: { GROW: grow },
  });
  expect(await runConfined(many)).toMatchObject({ status: "failed", reason: "too-large" });
});

test("a flood of processes stays inside and is ended, and a neighbour notices nothing", async () => {
  const flood = runConfined(job("f() { f | f & }; f; sleep 30", {}, { wallMs: 2000 }));
  expect(await said("echo well")).toBe("well");
  expect((await flood).status).toBe("failed");
  expect(await said("echo well")).toBe("well");
});

test("the disk cannot be filled: neither by one file nor by many, and no more comes out than was said", async () => {
  expect(await said("head -c 20000000 /dev/zero > a; n=$(wc -c < a); rm a; echo $n")).toMatch(/\b8[23]\d{5}$/);
  expect(
    await said(
      "for i in $(seq 30); do head -c 1000000 /dev/zero > $i; done; n=$(du -sm /tmp/out | cut -f1); rm 1 2; echo $n",
    ),
  ).toBe("8");
  expect(await said("head -c 20000000 /dev/zero > /dev/shm/a")).toContain("No space");
  const loud = await runConfined(job("head -c 6000000 /dev/zero"));
  expect(loud).toMatchObject({ status: "failed", reason: "too-large" });
});

test("one that crashes takes none of its neighbours along", async () => {
  const neighbour = said("sleep 0.5; echo well");
  const crash = await runConfined(job("kill -SEGV $$"));
  expect(crash).toMatchObject({ status: "done", code: 139 });
  // The shell around it is its own.
  expect(await runConfined(job("kill -9 $PPID; sleep 5"))).toMatchObject({ status: "failed", reason: "ended" });
  expect(await neighbour).toBe("well");
});

test("when we are ended, what we run ends too", async () => {
  const code = `import { runConfined } from ${JSON.stringify(`${import.meta.dirname}/confine.ts`)};
    await runConfined({ program: "sh", args: ["-c", "sleep 987654322"], inputs: {}, outputs: [], limits: ${JSON.stringify({ ...limits, wallMs: 60_000 })} });`;
  const us = spawn(process.execPath, ["--input-type=module", "-e", code]);
  const runs = () => spawnSync("pgrep", ["-fx", "sleep 987654322"]).stdout.toString() !== "";
  await expect.poll(runs, { timeout: 10_000 }).toBe(true);
  us.kill("SIGKILL");
  await expect.poll(runs, { timeout: 5000 }).toBe(false);
});

test("where nothing can be confined it is refused, and not run bare", async () => {
  // Inside there are no further namespaces: just such a place.
  const repository = path.resolve(import.meta.dirname, "../../..");
  const code = `import { runConfined } from ${JSON.stringify(`${import.meta.dirname}/confine.ts`)};
    const job = { program: "touch", args: ["/tmp/bare"], inputs: {}, outputs: [], limits: ${JSON.stringify(limits)} };
    await runConfined(job).then(() => console.log("done"), (error) => console.log(error.message));`;
  const nested = job(
    '"$0" --input-type=module -e "$CODE"; test -e /tmp/bare && echo ran; true',
    {
      environment: { CODE: code },
      readable: [process.execPath, ...["packages", "node_modules"].map((name) => path.join(repository, name))],
    },
    { memoryBytes: 2 ** 30 },
  );
  const outcome = await runConfined({ ...nested, args: [...nested.args, process.execPath] });
  const text = outcome.status === "done" ? outcome.files.get("stdout")?.toString() : outcome.detail;
  expect(text).toBe("busy: conversion-unavailable\n");
});

test("a folder that is given to work in is written to, and nothing beside it", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "work-"));
  await writeFile(path.join(folder, "in.txt"), "one");
  const ran = await runConfined({
    program: "sh",
    args: ["-c", `cat in.txt > out.txt; echo two > ../beside.txt; ls ${folder}`],
    inputs: {},
    outputs: [],
    workFolder: folder,
    limits,
  });
  expect(ran.status === "done" && ran.code).not.toBe(0);
  expect(await readFile(path.join(folder, "out.txt"), "utf8")).toBe("one");
  await rm(folder, { recursive: true });
});

test("what is stopped ends at once", async () => {
  const stopping = new AbortController();
  const ran = runConfined({ program: "sleep", args: ["30"], inputs: {}, outputs: [], signal: stopping.signal, limits });
  setTimeout(() => stopping.abort(), 200);
  expect((await ran).status).toBe("failed");
});
