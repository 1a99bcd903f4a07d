export { type Confined, confinementFault, type Job, type Limits, runConfined } from "./confine.ts";
export { createSandbox, type Outcome, type Sandbox, type SandboxOptions } from "./sandbox.ts";
