import { z } from "zod";
import { shareTerms } from "./sharing.ts";

const Id = z.uuid();
const State = z.enum(["active", "suspended", "closed"]);
export const Role = z.enum(["user", "domain-admin", "admin"]);

export const CreateDomain = z.object({ name: z.string().max(255) });
export const MarkExternal = z.object({ id: Id, isOn: z.boolean() });
export const SetLinkRules = z.object({
  id: Id,
  rules: z.object({
    isAllowed: z.boolean().optional(),
    needsCode: z.boolean().optional(),
    mostDays: z.number().int().min(0).max(3650).optional(),
  }),
});
export const SetDomainState = z.object({ id: Id, state: State });
export const ListAccounts = z.object({
  text: z.string().max(200).optional(),
  domainId: Id.optional(),
  state: State.optional(),
  cursor: z.string().max(1000).optional(),
});
export const OneAccount = z.object({ id: Id });
export const CreateAccount = z.object({
  address: z.string().max(998),
  name: z.string().max(200),
  password: z.string().max(1000),
  role: Role,
});
export const UpdateAccount = z.object({
  id: Id,
  name: z.string().max(200).optional(),
  role: Role.optional(),
  quotaBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().optional(),
  messagesPerDay: z.number().int().min(0).max(10_000_000).nullable().optional(),
  recipientsPerDay: z.number().int().min(0).max(100_000_000).nullable().optional(),
  aliases: z.array(z.string().max(998)).max(500).optional(),
});
export const SetAccountState = z.object({ id: Id, state: State });
export const PlaceHold = z.object({ id: Id, reason: z.string().max(1000) });
/** Null goes back to what is inherited. */
export const SetRetention = z.object({
  kind: z.enum(["domain", "account"]),
  id: Id,
  days: z.number().int().min(0).max(36_500).nullable(),
});
/** Null is for the whole server. */
export const ReadChatRules = z.object({ domainId: Id.nullable() });
/** Null as the value goes back to what is inherited. */
export const SetChatRule = z.object({
  domainId: Id.nullable(),
  key: z.string().max(100),
  value: z.union([z.boolean(), z.number()]).nullable(),
});
export const RequireAppPasswords = z.object({ id: Id, isOn: z.boolean().nullable() });
export const RevokeProgram = z.object({ id: Id, appPasswordId: Id });
export const ResetPassword = z.object({ id: Id, password: z.string().max(1000) });
export const CreateShared = z.object({ address: z.string().max(998), name: z.string().max(200) });
export const SetDelegate = z.object({ id: Id, address: z.string().max(998), ...shareTerms });
export const RemoveDelegate = z.object({ id: Id, shareId: Id });
