import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { memoryOf } from "./memory.ts";

export type SandboxOptions = {
  /** The module to run; it answers each message of its parent with one. */
  readonly module: string;
  /** Folders that it may read, its own code among them. Everything else of the file system is closed to it, and it can start nothing. */
  readonly readable: readonly string[];
  readonly timeoutMs: number;
  /** Memory above which it is ended. */
  readonly memoryBytes: number;
  /** How long it waits for more before it ends itself. */
  readonly idleMs: number;
};

/** What became of a piece of work. A process that is ended takes nothing with it but that piece. */
export type Outcome<Answer> =
  | { readonly status: "done"; readonly answer: Answer }
  | { readonly status: "failed"; readonly reason: "too-long" | "too-large" | "ended" };

export type Sandbox<Question, Answer> = {
  /** Does one piece of work after the other. */
  ask(question: Question): Promise<Outcome<Answer>>;
  close(): Promise<void>;
};

const watchMs = 100;

/**
 * A process of its own for work on content that nobody vouches for: without the environment, with Node's permission model (no writing, no
 * children, no workers, no add-ons), within limits of time and memory. It is started at the first question and again after it was ended.
 */
export function createSandbox<Question, Answer>(options: SandboxOptions): Sandbox<Question, Answer> {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const start = (): ChildProcess => {
    const heapMb = Math.max(64, Math.floor(options.memoryBytes / 2 / 2 ** 20));
    const started = fork(options.module, {
      execArgv: [
        "--permission",
        ...options.readable.map((folder) => `--allow-fs-read=${folder}`),
        `--max-old-space-size=${heapMb}`,
        "--disable-warning=ExperimentalWarning",
        "--disable-warning=SecurityWarning",
      ],
      env: { NODE_ENV: "production" },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    // A message that cannot be sent any more is seen by the exit that caused it.
    started.on("error", () => {});
    return started;
  };

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const over = once(ending, "exit");
    ending.kill("SIGKILL");
    await over;
  };

  const one = async (question: Question): Promise<Outcome<Answer>> => {
    clearTimeout(idle);
    if (child && (child.exitCode !== null || child.signalCode !== null)) child = undefined;
    child ??= start();
    const outcome = await answerOf<Answer>(child, question as object, options);
    if (outcome.status === "failed") await end();
    else {
      idle = setTimeout(() => void end(), options.idleMs);
      idle.unref();
    }
    return outcome;
  };

  return {
    ask(question) {
      const answer = last.then(() => one(question));
      last = answer.catch(() => {});
      return answer;
    },
    async close() {
      await end();
      await last;
    },
  };
}

function answerOf<Answer>(child: ChildProcess, question: object, limits: SandboxOptions): Promise<Outcome<Answer>> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome<Answer>) => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off("message", onMessage);
      child.off("exit", onExit);
      resolve(outcome);
    };
    const onMessage = (answer: unknown) => finish({ status: "done", answer: answer as Answer });
    const onExit = () => finish({ status: "failed", reason: "ended" });
    const timer = setTimeout(() => finish({ status: "failed", reason: "too-long" }), limits.timeoutMs);
    const watch = setInterval(() => {
      if (memoryOf(child.pid) > limits.memoryBytes) finish({ status: "failed", reason: "too-large" });
    }, watchMs);
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(question);
  });
}
