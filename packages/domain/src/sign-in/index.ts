export { hashPassword } from "./password.ts";
export { countAttempt } from "./rate-limit.ts";
export { closeSession, findSession, openSession } from "./sessions.ts";
export { checkPassword } from "./sign-in.ts";
