import { type Actor, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type SettingKey, settingsOfDomain } from "../settings/index.ts";
import { managedDomain } from "./access-managed.ts";
import { setPolicy } from "./policies.ts";

/** What an administrator says of the chat and of meetings in its rooms: what people may do there, what they see of each other, and how much. */
export const chatRuleKeys = [
  "chat.enabled",
  "chat.direct",
  "chat.groups",
  "chat.channels",
  "chat.threads",
  "chat.reactions",
  "chat.polls",
  "chat.voice",
  "chat.linkPreviews",
  "chat.guests",
  "chat.bots",
  "chat.presence",
  "chat.typing",
  "chat.readReceipts",
  "chat.membersMost",
  "chat.mailPeopleMost",
  "chat.editMinutes",
  "chat.deleteMinutes",
  "chat.attachmentBytes",
  "chat.roomQuotaBytes",
  "chat.pictureBytes",
  "meetings.enabled",
  "meetings.guests",
  "meetings.peopleMost",
] as const satisfies readonly SettingKey[];
export type ChatRuleKey = (typeof chatRuleKeys)[number];

export type ChatRule = {
  readonly key: ChatRuleKey;
  readonly value: boolean | number;
  /** Who says so: this domain, the server, or nobody. */
  readonly from: "domain" | "global" | "default";
};

/** What holds in a domain, or on the server where no domain says otherwise. A domain's administrator asks for their own. */
export async function readChatRules(
  ctx: Context,
  actor: Actor,
  { domainId }: { domainId: string | null },
): Promise<ChatRule[]> {
  const { scope } = await accessAdmin(ctx, actor);
  if (domainId === null && scope !== undefined) throw new Refusal("forbidden", "admin-needed");
  const id = domainId === null ? null : await managedDomain(ctx, domainId, scope);
  const resolved = await settingsOfDomain(ctx, id);
  return chatRuleKeys.map((key) => {
    const { value, from } = resolved[key];
    return { key, value: value as boolean | number, from: from as ChatRule["from"] };
  });
}

/** Says one of them for a domain, or for the server; null goes back to what is inherited. */
export async function setChatRule(
  ctx: Context,
  actor: Actor,
  { domainId, key, value }: { domainId: string | null; key: string; value: boolean | number | null },
): Promise<void> {
  if (!chatRuleKeys.some((known) => known === key)) throw new Refusal("invalid", "setting-unknown", { key });
  const of = domainId === null ? ({ kind: "server" } as const) : ({ kind: "domain", id: domainId } as const);
  await setPolicy(ctx, actor, { of, key, value });
}
