import type { Limits } from "../limits.ts";
import type { Span } from "../syntax/tree.ts";
import type { Action, HeaderEdits } from "./outcome.ts";
import { stop } from "./stop.ts";

/** What a run has decided to do so far. */
export class Actions {
  readonly limits: Limits;
  readonly list: Action[] = [];
  /** Nothing has taken the message away yet, RFC 5228 §2.10.2. */
  isKept = true;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** Adds an action; one that was there already is not done twice (RFC 5228 §2.10.3), the later one says how. */
  add(action: Action, span: Span): void {
    this.refuseConflict(action, span);
    const same = this.list.findIndex((other) => identity(other) === identity(action));
    if (same >= 0) this.list[same] = action;
    else {
      if (this.list.length >= this.limits.actions) stop("too-many-actions", span, { limit: this.limits.actions });
      this.list.push(action);
      const redirects = this.list.filter(({ kind }) => kind === "redirect").length;
      if (redirects > this.limits.redirects) stop("too-many-redirects", span, { limit: this.limits.redirects });
    }
    const isBeside =
      action.kind === "vacation" || ((action.kind === "fileinto" || action.kind === "redirect") && action.copy);
    if (!isBeside) this.isKept = false;
  }

  /** A message that is refused must not be delivered or answered as well: RFC 5429 §2.1 and §2.2, RFC 5230 §4.7. */
  private refuseConflict({ kind }: Action, span: Span): void {
    if (kind === "discard") return;
    const twice = this.list.some((other) => other.kind === kind) && (kind === "reject" || kind === "vacation");
    if (twice) stop("action-twice", span, { name: kind });
    const other = this.list.find((one) => one.kind !== "discard" && (one.kind === "reject") !== (kind === "reject"));
    if (other) stop("action-conflict", span, { name: kind, other: other.kind });
  }

  /** All of it, with the implicit keep where it holds. */
  finish(flags: readonly string[], edits: HeaderEdits | null): Action[] {
    return this.isKept ? [...this.list, { kind: "keep", flags, isImplicit: true, edits }] : this.list;
  }
}

function identity(action: Action): string {
  switch (action.kind) {
    case "fileinto":
      return JSON.stringify(["fileinto", action.mailbox, action.specialUse?.toLowerCase() ?? null]);
    case "redirect": {
      const at = action.address.lastIndexOf("@");
      return JSON.stringify(["redirect", action.address.slice(0, at) + action.address.slice(at).toLowerCase()]);
    }
    case "keep":
    case "discard":
    case "reject":
    case "vacation":
      return action.kind;
  }
}
