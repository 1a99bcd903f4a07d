export { judgmentsOf } from "./judge.ts";
export { forgetSender, judgeSender, listSenderRules, type SenderJudgment, type SenderRule } from "./sender-rules.ts";
