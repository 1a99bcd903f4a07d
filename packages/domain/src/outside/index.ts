export { createOutside, type Outside, type OutsideAnswer, type OutsideRequest, type Resolve } from "./ask.ts";
export {
  type ConnectMail,
  type MailLogin,
  type MailSource,
  SourceFault,
  type SourceFolder,
  type SourceMark,
  type SourceMessage,
} from "./mail-source.ts";
export { type Allowed, isPublicAddress, readAllowed } from "./public-address.ts";
