import { z } from "zod";

/** As clocks in the person's zone show it. */
const Wall = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
const Html = z.string().max(100_000);

export const SaveOutOfOffice = z.object({
  isOn: z.boolean(),
  startsAt: Wall.nullable(),
  endsAt: Wall.nullable(),
  internalHtml: Html,
  external: z.enum(["none", "same", "own"]),
  externalHtml: Html,
});

const Sender = z.string().min(1).max(320);
export const JudgeSender = z.object({ sender: Sender, verdict: z.enum(["allowed", "blocked"]) });
export const ForgetSender = z.object({ sender: Sender });

export const FilterDirection = z.enum(["incoming", "outgoing"]);
const Id = z.uuid();
const Text = z.string().max(1000);

const TextCondition = z
  .object({
    field: z.enum(["from", "to", "cc", "to-or-cc", "subject", "list", "header", "body"]),
    header: z.string().max(100),
    comparison: z.enum(["contains", "is", "matches", "regex", "exists"]),
    values: z.array(Text).max(500).readonly(),
    isNegated: z.boolean(),
  })
  .refine(({ comparison, values }) => (comparison === "exists") === (values.length === 0))
  .refine(({ field, header }) => (field === "header" ? /^[!-9;-~]+$/.test(header) : header === ""))
  .refine(({ field, comparison }) => field !== "body" || comparison !== "exists");
const Condition = z.union([
  TextCondition,
  z.object({
    field: z.literal("size"),
    comparison: z.enum(["over", "under"]),
    bytes: z.number().int().min(0).max(4_294_967_295),
    isNegated: z.boolean(),
  }),
  z.object({
    field: z.literal("date"),
    comparison: z.enum(["before", "after", "on"]),
    day: z.iso.date(),
    isNegated: z.boolean(),
  }),
  z.object({ field: z.literal("attachment"), isNegated: z.boolean() }),
]);
const RuleAction = z.union([
  z.object({ kind: z.enum(["keep", "mark-read", "star", "mark-important", "discard", "trash", "stop"]) }),
  z.object({ kind: z.enum(["move", "copy"]), mailbox: Text }),
  z.object({ kind: z.literal("tag"), keyword: z.string().max(100) }),
  z.object({ kind: z.literal("redirect"), address: z.string().max(320), keepsCopy: z.boolean() }),
  z.object({ kind: z.literal("reject"), reason: z.string().max(2000) }),
]);
export const FilterRule = z.object({
  name: z.string().max(200),
  notes: z.array(z.string().max(10_000)).max(1000).optional(),
  isEnabled: z.boolean(),
  match: z.enum(["all", "any"]),
  conditions: z.array(Condition).max(100).readonly(),
  actions: z.array(RuleAction).max(30).readonly(),
});
const Rules = z.array(FilterRule).max(500).readonly();
const ScriptText = z.string().max(262_144);
/** What is to run: rules as the editor has them, a text, or what is saved. */
const Draft = z.union([
  z.object({ rules: Rules }),
  z.object({ text: ScriptText }),
  z.object({ saved: z.literal(true) }),
]);
const Seen = z.string().max(100).nullable();

export const OfDirection = z.object({ direction: FilterDirection });
export const SaveRules = z.object({ direction: FilterDirection, rules: Rules, seen: Seen });
export const SaveScript = z.object({ direction: FilterDirection, text: ScriptText, seen: Seen });
export const CheckScript = z.object({ text: ScriptText });
export const TextOfRules = z.object({ rules: Rules });
export const ActivateScript = z.object({ id: Id.nullable(), direction: FilterDirection });
export const RenameScript = z.object({ id: Id, name: z.string().max(500) });
export const OneScript = z.object({ id: Id });
export const PreviewFilters = z.object({
  direction: FilterDirection,
  draft: Draft,
  mailboxId: Id,
  limit: z.number().int().min(1).max(100).optional(),
});
export const RunFilters = z.object({ direction: FilterDirection, draft: Draft, mailboxId: Id });
export const SuggestFilter = z.union([z.object({ messageId: Id }), z.object({ search: z.string().max(1000) })]);

export const OneWork = z.object({ id: Id });
