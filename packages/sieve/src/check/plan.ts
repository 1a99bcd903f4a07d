import type { Problem } from "../problem.ts";
import type { Span } from "../syntax/tree.ts";
import type { Template } from "./template.ts";

/** An argument as the running script sees it. */
export type Value = { readonly kind: "number"; readonly number: number; readonly span: Span } | Strings;

export interface Strings {
  readonly kind: "strings";
  readonly list: readonly Template[];
  readonly span: Span;
}

/** A command or test with its arguments sorted out. */
export interface Call {
  readonly name: string;
  /** Tags given, with their values. */
  readonly tags: ReadonlyMap<string, Value | null>;
  /** By position; null for one that was left out. */
  readonly args: readonly (Value | null)[];
  readonly tests: readonly Call[];
  readonly block: readonly Call[];
  readonly span: Span;
  /** Why it cannot run; only where the script asked for that to be found out by `ihave`. RFC 5463 §4. */
  readonly failure: Problem | null;
}

/** A script ready to run. */
export interface Plan {
  readonly calls: readonly Call[];
  /** Extensions that are in force. */
  readonly required: ReadonlySet<string>;
}
