import type { Inputs, Outputs } from "../../client/server.ts";

export type Overview = Outputs["admin"]["overview"];
export type Domain = Outputs["admin"]["domains"]["list"][number];
export type AccountPage = Outputs["admin"]["accounts"]["list"];
export type AccountRow = AccountPage["items"][number];
export type Account = Outputs["admin"]["accounts"]["get"];
export type AccountUpdate = Inputs["admin"]["accounts"]["update"];
export type Role = AccountRow["role"];
export type State = AccountRow["state"];

export const states = ["active", "suspended", "closed"] as const satisfies readonly State[];
export const roles = ["user", "domain-admin", "admin"] as const satisfies readonly Role[];
