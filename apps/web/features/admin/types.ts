import type { Inputs, Outputs } from "../../client/server.ts";

export type Overview = Outputs["admin"]["overview"];
export type Domain = Outputs["admin"]["domains"]["list"][number];
export type AccountPage = Outputs["admin"]["accounts"]["list"];
export type AccountRow = AccountPage["items"][number];
export type Account = Outputs["admin"]["accounts"]["get"];
export type AccountUpdate = Inputs["admin"]["accounts"]["update"];
export type ListPage = Outputs["admin"]["lists"]["list"];
export type MailList = Outputs["admin"]["lists"]["get"];
export type ListChange = Inputs["admin"]["lists"]["change"];
export type NewList = Inputs["admin"]["lists"]["create"];
export type ListMember = Outputs["admin"]["lists"]["members"]["items"][number];
export type Role = AccountRow["role"];
export type State = AccountRow["state"];

export const listSenders = ["everyone", "domain", "members"] as const satisfies readonly MailList["whoMaySend"][];
export const listReaders = ["domain", "members", "managers"] as const satisfies readonly MailList["whoSeesMembers"][];
export const states = ["active", "suspended", "closed"] as const satisfies readonly State[];
export const roles = ["user", "domain-admin", "admin"] as const satisfies readonly Role[];
