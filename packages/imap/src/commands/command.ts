import type { Session } from "../session.ts";
import type { Reply, State } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";

export interface Command {
  /** States in which it may be given. */
  readonly states: readonly State[];
  /** Its answer may not renumber messages: expunges by others are told later. RFC 9051 §7.5.1. */
  readonly holdsExpunges?: boolean;
  run(session: Session, args: Arguments, call: Call): Promise<Reply> | Reply;
}

export interface Call {
  readonly tag: string;
}

export const signedIn: readonly State[] = ["authenticated", "selected"];
export const always: readonly State[] = ["not-authenticated", "authenticated", "selected"];
