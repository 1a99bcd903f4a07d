import type { Confined } from "@carbyne/sandbox";

/**
 * Why there is no preview. Only `unavailable` is of this machine, all else of the file: it is broken (or not what it seems), needs a password, would cost
 * more than it may, or has no such page.
 */
export type Reason = "broken" | "protected" | "too-large" | "too-long" | "no-page" | "unavailable";

export type Made = { readonly status: "made"; readonly type: string; readonly content: Buffer };
export type Failed = { readonly status: "failed"; readonly reason: Reason };
export type Outcome = Made | Failed;

/** A way on from one step to the next: a step that failed is the end. */
export type Step = { readonly status: "made"; readonly content: Buffer } | Failed;

export const failed = (reason: Reason): Failed => ({ status: "failed", reason });

/** The wanted file of a program that ran confined, or why there is none. A shell says 127 of a program that is not there. */
export function fileOf(ran: Confined, name: string, known: readonly (readonly [RegExp, Reason])[] = []): Step {
  if (ran.status === "failed") return failed(ran.reason === "ended" ? "broken" : ran.reason);
  if (ran.code === 127) return failed("unavailable");
  const content = ran.files.get(name);
  // Some exit with 0 and leave nothing: the file is what counts.
  if (content && content.length > 0) return { status: "made", content };
  const said = `${ran.files.get("stderr")?.toString() ?? ""}${ran.files.get("stdout")?.toString() ?? ""}`;
  return failed(known.find(([words]) => words.test(said))?.[1] ?? "broken");
}
