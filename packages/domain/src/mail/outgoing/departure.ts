import { Refusal } from "@carbyne/kernel";

const maxDelayDays = 400;

export type Departure = { readonly notBefore: Date; readonly isScheduled: boolean };

/** When a message leaves: after the undo time, or at the time that was asked for when that is later. Refuses no time and one too far away. */
export function departure(now: Date, input: { undoSeconds: number; sendAt?: string | undefined }): Departure {
  const earliest = now.getTime() + input.undoSeconds * 1000;
  if (input.sendAt === undefined) return { notBefore: new Date(earliest), isScheduled: false };
  const wanted = Date.parse(input.sendAt);
  if (Number.isNaN(wanted) || wanted > now.getTime() + maxDelayDays * 86_400_000)
    throw new Refusal("invalid", "send-time-invalid");
  return { notBefore: new Date(Math.max(earliest, wanted)), isScheduled: wanted > earliest };
}
