import type { Context } from "@carbyne/domain";
import type { Logger } from "@carbyne/kernel";
import type { Env, RoleName } from "./env.ts";
import type { Tls } from "./tls.ts";

/** What every service of a process is given. */
export type App = {
  readonly ctx: Context;
  readonly env: Env;
  readonly log: Logger;
  readonly tls: Tls;
  /** The name under which the mail services greet. */
  readonly hostname: string;
  readonly version: string;
};

export type Health = { readonly ok: boolean; readonly detail: string };

export type Running = {
  /** Takes no new work, ends what is under way, and returns when all is done. */
  stop(): Promise<void>;
  health(): Health;
  /** What others of ours are told of a process that takes what they hand on: its name among them, where it is, and how much it has to do. */
  readonly node?: { readonly id: string; readonly address: string | null; load(): number };
};

/** One listener or loop. */
export type Service = {
  readonly name: string;
  readonly role: RoleName;
  start(app: App): Promise<Running>;
};
