export * as access from "./access/index.ts";
export * as accounts from "./accounts/index.ts";
export * as addresses from "./addresses/index.ts";
export * as administration from "./administration/index.ts";
export * as appPasswords from "./app-passwords/index.ts";
export * as audit from "./audit/index.ts";
export * as chat from "./chat/index.ts";
export * as comments from "./comments/index.ts";
export { type Context, openContext } from "./context.ts";
export * as devices from "./devices/index.ts";
export * as documents from "./documents/index.ts";
export * as viewing from "./viewing/index.ts";
export * as fileSearch from "./file-search/index.ts";
export * as files from "./files/index.ts";
export * as identities from "./identities/index.ts";
export * as lists from "./lists/index.ts";
export * as longWork from "./long-work/index.ts";
export * as mail from "./mail/index.ts";
export * as maintenance from "./maintenance/index.ts";
export * as meetings from "./meetings/index.ts";
export * as notices from "./notices/index.ts";
export * as outside from "./outside/index.ts";
export * as people from "./people/index.ts";
export * as presence from "./presence/index.ts";
export * as previews from "./previews/index.ts";
export * as profile from "./profile/index.ts";
export * as push from "./push/index.ts";
export * as quota from "./quota/index.ts";
export * as recordings from "./recordings/index.ts";
export * as scanning from "./scanning/index.ts";
export * as search from "./search/index.ts";
export * as settings from "./settings/index.ts";
export * as sharing from "./sharing/index.ts";
export * as signIn from "./sign-in/index.ts";
export * as transfers from "./transfers/index.ts";
export * as teamFolders from "./team-folders/index.ts";
export * as templates from "./templates/index.ts";
export * as wopi from "./wopi/index.ts";
export {
  changeSpace,
  changeSpaces,
  longWorkSpace,
  outboundQueueSpace,
  previewAskedSpace,
  scanAskedSpace,
} from "./spaces/index.ts";
