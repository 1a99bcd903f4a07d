export * from "./admin.ts";
export * from "./drafts.ts";
export * from "./filters.ts";
export * from "./identities.ts";
export * from "./mail.ts";
export * from "./reading.ts";
export * from "./session.ts";
export * from "./sharing.ts";
