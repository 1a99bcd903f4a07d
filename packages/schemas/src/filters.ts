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
