import type { Inputs, Outputs } from "../../client/server.ts";

export type Direction = Inputs["filters"]["get"]["direction"];
export type Filters = Outputs["filters"]["get"];
export type Rule = Inputs["filters"]["saveRules"]["rules"][number];
export type Condition = Rule["conditions"][number];
export type RuleAction = Rule["actions"][number];
export type TextCondition = Extract<Condition, { values: unknown }>;
export type Problem = Outputs["filters"]["check"]["problems"][number];
export type Preview = Outputs["filters"]["preview"];
export type Draft = Inputs["filters"]["preview"]["draft"];
export type Work = Outputs["works"]["list"][number];
