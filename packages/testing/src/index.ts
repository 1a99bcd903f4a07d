export { type TestContext, testContext } from "./context.ts";
export { testDatabase } from "./database.ts";
