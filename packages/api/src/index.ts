import type { chat, files } from "@carbyne/domain";

export { type AppRouter, appRouter } from "./root.ts";
export type { Call, RoleState } from "./trpc.ts";
/** What the page of a link is told. */
export type LinkAbout = files.LinkAbout;
export type LinkPage = files.LinkPage;
/** What the page of an invitation to a room is told. */
export type InviteAbout = chat.InviteAbout;
