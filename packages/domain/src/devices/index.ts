export { type Activity, listActivity } from "./activity.ts";
export { endOtherSessions, endSession, listSessions, type SessionRow } from "./sessions.ts";
export { type BrowserGiven, signInBrowser } from "./sign-in-browser.ts";
export { type Device, readUserAgent } from "./user-agent.ts";
