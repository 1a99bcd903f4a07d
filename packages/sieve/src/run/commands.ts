import { createHash } from "node:crypto";
import type { Call } from "../check/plan.ts";
import * as names from "../match/names.ts";
import { changeFlags, flagList } from "./flags.ts";
import { fieldText } from "./header-list.ts";
import { matchesAny } from "./matching.ts";
import type { Vacation } from "./outcome.ts";
import type { Run } from "./run.ts";
import { stop } from "./stop.ts";
import { modify } from "./variables.ts";

/** Does one command that is neither `if` nor `stop`. */
export function runCommand(run: Run, call: Call): void {
  commands[call.name]?.(run, call);
}

type RunCommand = (run: Run, call: Call) => void;

const changeFlagList: RunCommand = (run, { name, args: [variable, flags] }) => {
  const given = run.texts(flags);
  for (const target of run.texts(variable))
    run.variables.set(target, changeFlags(name, flagList([run.variables.get(target)]), given).join(" "), run.at);
  if (!variable) run.flags = changeFlags(name, run.flags, given);
};

const reject: RunCommand = (run, { name, args: [reason], span }) =>
  run.actions.add({ kind: "reject", reason: run.text(reason) ?? "", how: name === "ereject" ? name : "reject" }, span);

const commands: Readonly<Record<string, RunCommand>> = {
  keep: (run, call) =>
    run.actions.add(
      { kind: "keep", flags: flagsOf(run, call), isImplicit: false, edits: run.headers.edits },
      call.span,
    ),

  discard: (run, { span }) => run.actions.add({ kind: "discard" }, span),

  redirect(run, { tags, args, span }) {
    const written = run.text(args[0]) ?? "";
    const address = names.addressIn(written) ?? stop("address-bad", span, { address: written });
    run.actions.add({ kind: "redirect", address, copy: tags.has("copy"), edits: run.headers.edits }, span);
  },

  fileinto(run, call) {
    const { tags, args, span } = call;
    const mailbox = run.text(args[0]) ?? "";
    if (!names.isMailboxName(mailbox)) stop("mailbox-bad", span, { mailbox });
    run.actions.add(
      {
        kind: "fileinto",
        mailbox,
        flags: flagsOf(run, call),
        copy: tags.has("copy"),
        create: tags.has("create"),
        specialUse: run.text(tags.get("specialuse")),
        edits: run.headers.edits,
      },
      span,
    );
  },

  reject,
  ereject: reject,
  vacation: (run, call) => run.actions.add(vacation(run, call), call.span),

  set(run, { tags, args: [name, value], span }) {
    run.variables.set(run.text(name) ?? "", modify(run.text(value) ?? "", tags), span);
  },

  setflag: changeFlagList,
  addflag: changeFlagList,
  removeflag: changeFlagList,

  addheader(run, { tags, args, span }) {
    const header = run.text(args[0]) ?? "";
    if (!names.isHeaderName(header)) stop("header-bad", span, { header });
    countEdit(run);
    // One field stays one field, whatever a variable holds.
    const value = (run.text(args[1]) ?? "").replace(/[\r\n\0]+[ \t]*/g, " ").trim();
    run.headers.add(header, value.slice(0, run.limits.variableLength), tags.has("last"));
  },

  deleteheader(run, call) {
    const [nameArgument, patterns] = call.args;
    const header = run.text(nameArgument) ?? "";
    if (!names.isHeaderName(header)) stop("header-bad", call.span, { header });
    if (isProtected(run, header)) return;
    countEdit(run);
    const all = run.headers.fields(header);
    const index = run.number(call.tags.get("index"));
    const at = index === null ? null : call.tags.has("last") ? all.length - index : index - 1;
    const chosen = at === null ? all : all.filter((_, place) => place === at);
    const keys = run.texts(patterns);
    run.headers.remove(
      patterns ? chosen.filter((field) => matchesAny(run, call, { values: [fieldText(field)], keys })) : chosen,
    );
  },

  error: (run, { args: [text], span }) => stop("script-error", span, { text: run.text(text) ?? "" }),
};

/** How the message came and that it is a reply must stay to be seen, RFC 5293 §4: such loops are noticed by them. */
function isProtected(run: Run, header: string): boolean {
  const key = header.toLowerCase();
  return key === "received" || key === "auto-submitted" || (run.options.protectedHeaders?.includes(key) ?? false);
}

function countEdit(run: Run): void {
  if (++run.edits > run.limits.headerEdits) stop("too-many-actions", run.at, { limit: run.limits.headerEdits });
}

/** The flags of `:flags`, else those of the internal variable. RFC 5232 §5. */
function flagsOf(run: Run, { tags }: Call): string[] {
  return tags.has("flags") ? flagList(run.texts(tags.get("flags"))) : run.flags;
}

const day = 86_400;

function vacation(run: Run, call: Call): Vacation {
  const { tags, args, span } = call;
  const from = run.text(tags.get("from"));
  if (from !== null && names.addressIn(from) === null) stop("address-bad", span, { address: from });
  const [received] = run.headers.fields("subject");
  const { subjectPrefix = "Auto: " } = run.options.vacation ?? {};
  return {
    kind: "vacation",
    subject: run.text(tags.get("subject")) ?? subjectPrefix + (received ? fieldText(received) : ""),
    from,
    addresses: run.texts(tags.get("addresses")).flatMap((text) => names.addressIn(text) ?? []),
    handle: run.text(tags.get("handle")) ?? handleOf(call),
    seconds: secondsOf(run, call),
    mime: tags.has("mime"),
    reason: run.text(args[0]) ?? "",
  };
}

/** Days and seconds within the bounds of the house, RFC 5230 §4.1 and RFC 6131 §2. */
function secondsOf(run: Run, { tags }: Call): number {
  const { minSeconds = 0, maxSeconds = 30 * day, defaultSeconds = 7 * day } = run.options.vacation ?? {};
  const days = run.number(tags.get("days"));
  const seconds = run.number(tags.get("seconds")) ?? (days === null ? defaultSeconds : Math.max(1, days) * day);
  return Math.min(Math.max(seconds, minSeconds), maxSeconds);
}

/** Replies without a handle are the same when their arguments are, as they are written: what variables held makes no new one. RFC 5230 §4.2. */
function handleOf({ tags, args: [reason] }: Call): string {
  const parts = [reason, ...["subject", "from", "mime"].map((tag) => (tags.has(tag) ? (tags.get(tag) ?? true) : null))];
  const written = parts.map((part) =>
    typeof part === "object" && part?.kind === "strings" ? part.list.map(({ pieces }) => pieces) : part,
  );
  return createHash("sha256").update(JSON.stringify(written)).digest("hex");
}
