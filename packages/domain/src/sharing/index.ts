export { listAccounts, type MailAccount, type SharedFolder } from "./list-accounts.ts";
