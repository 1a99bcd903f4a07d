import type { Account, AccountUpdate, Role } from "../types.ts";

/** An account as it is written in the form. */
export interface AccountEdit {
  name: string;
  role: Role;
  /** In gigabytes, as typed; empty for the limit that is inherited. */
  quota: string;
  /** As typed; empty for the limit that is inherited. */
  messages: string;
  recipients: string;
  aliases: readonly string[];
}

const gigabyte = 1_000_000_000;
const mostGigabytes = 1_000_000;

export function editOf(account: Account): AccountEdit {
  return {
    name: account.name,
    role: account.role,
    quota: account.quotaBytes === null ? "" : String(account.quotaBytes / gigabyte),
    messages: String(account.messagesPerDay ?? ""),
    recipients: String(account.recipientsPerDay ?? ""),
    aliases: account.aliases,
  };
}

/** The limit in bytes; null for none of its own, undefined for what is no number. */
export function quotaBytes(text: string): number | null | undefined {
  const typed = text.trim().replace(",", ".");
  if (typed === "") return null;
  const number = Number(typed);
  return number > 0 && number <= mostGigabytes ? Math.round(number * gigabyte) : undefined;
}

/** A number of messages or people; null for no limit of its own, undefined for what is no number. */
export function dailyLimit(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  return /^\d{1,7}$/.test(typed) ? Number(typed) : undefined;
}

/** Whether all that is typed can be saved. */
export function isComplete(edit: AccountEdit): boolean {
  const limits = [quotaBytes(edit.quota), dailyLimit(edit.messages), dailyLimit(edit.recipients)];
  return edit.name.trim() !== "" && !limits.includes(undefined);
}

/** Only what differs, so that two administrators do not undo each other. */
export function updateOf(account: Account, edit: AccountEdit): Omit<AccountUpdate, "id"> {
  const quota = quotaBytes(edit.quota);
  const messages = dailyLimit(edit.messages);
  const recipients = dailyLimit(edit.recipients);
  const before = [...account.aliases].toSorted().join("\n");
  const after = [...edit.aliases].toSorted().join("\n");
  return {
    ...(edit.name.trim() === account.name ? {} : { name: edit.name.trim() }),
    ...(edit.role === account.role ? {} : { role: edit.role }),
    ...(quota === undefined || quota === account.quotaBytes ? {} : { quotaBytes: quota }),
    ...(messages === undefined || messages === account.messagesPerDay ? {} : { messagesPerDay: messages }),
    ...(recipients === undefined || recipients === account.recipientsPerDay ? {} : { recipientsPerDay: recipients }),
    ...(before === after ? {} : { aliases: [...edit.aliases] }),
  };
}
