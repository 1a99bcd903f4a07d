import { type Address, formatAddress, type Part, parseAddresses } from "@carbyne/mime";
import type { DraftContent } from "./content.ts";

/**
 * The fields that say how important a message is and that its reading should be reported. Importance is the standard's (RFC 2156 §5.3.4); the
 * others are what programs of decades look for.
 */
export function wishHeaders(
  { priority, wantsRead }: Pick<DraftContent, "priority" | "wantsRead">,
  from: Address,
): [name: string, value: string][] {
  const fields: [string, string][] = [];
  if (priority === "high") fields.push(["Importance", "high"], ["X-Priority", "1 (Highest)"], ["Priority", "urgent"]);
  if (priority === "low") fields.push(["Importance", "low"], ["X-Priority", "5 (Lowest)"], ["Priority", "non-urgent"]);
  // The answer goes to the address in From: any other would ask the reader first (RFC 8098 §2.1).
  if (wantsRead) fields.push(["Disposition-Notification-To", formatAddress({ name: "", address: from.address })]);
  return fields;
}

/** What a saved draft wishes, from its fields. */
export function wishesOf(
  part: Part,
  importance: "high" | "normal" | "low",
): Pick<DraftContent, "priority" | "wantsRead"> {
  const asked = parseAddresses(part.unfolded("disposition-notification-to") ?? "");
  return {
    ...(importance === "normal" ? {} : { priority: importance }),
    ...(asked.length > 0 ? { wantsRead: true } : {}),
  };
}
