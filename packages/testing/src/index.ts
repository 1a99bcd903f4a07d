export { type TestContext, testContext } from "./context.ts";
export { testDatabase } from "./database.ts";
export { type ManyMessages, seedMessages } from "./many-messages.ts";
