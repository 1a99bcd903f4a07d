export { createSandbox, type Outcome, type Sandbox, type SandboxOptions } from "./sandbox.ts";
