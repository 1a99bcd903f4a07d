import type { Locale } from "./locale.ts";

/** The English words, a file for each feature; the file's name is the namespace. */
const en = {
  admin: () => import("../messages/en/admin.json"),
  away: () => import("../messages/en/away.json"),
  composer: () => import("../messages/en/composer.json"),
  dates: () => import("../messages/en/dates.json"),
  errors: () => import("../messages/en/errors.json"),
  filters: () => import("../messages/en/filters.json"),
  frame: () => import("../messages/en/frame.json"),
  identities: () => import("../messages/en/identities.json"),
  list: () => import("../messages/en/list.json"),
  listing: () => import("../messages/en/listing.json"),
  mail: () => import("../messages/en/mail.json"),
  message: () => import("../messages/en/message.json"),
  reading: () => import("../messages/en/reading.json"),
  recipients: () => import("../messages/en/recipients.json"),
  saved: () => import("../messages/en/saved.json"),
  search: () => import("../messages/en/search.json"),
  sendLater: () => import("../messages/en/sendLater.json"),
  session: () => import("../messages/en/session.json"),
  settings: () => import("../messages/en/settings.json"),
  sharing: () => import("../messages/en/sharing.json"),
  sieve: () => import("../messages/en/sieve.json"),
  storage: () => import("../messages/en/storage.json"),
  tags: () => import("../messages/en/tags.json"),
  times: () => import("../messages/en/times.json"),
  writing: () => import("../messages/en/writing.json"),
};

export type Messages = { [Name in keyof typeof en]: Awaited<ReturnType<(typeof en)[Name]>>["default"] };
type Files = { [Name in keyof Messages]: () => Promise<{ default: Messages[Name] }> };

/** The German words; a key that is missing here does not compile. */
const de: Files = {
  admin: () => import("../messages/de/admin.json"),
  away: () => import("../messages/de/away.json"),
  composer: () => import("../messages/de/composer.json"),
  dates: () => import("../messages/de/dates.json"),
  errors: () => import("../messages/de/errors.json"),
  filters: () => import("../messages/de/filters.json"),
  frame: () => import("../messages/de/frame.json"),
  identities: () => import("../messages/de/identities.json"),
  list: () => import("../messages/de/list.json"),
  listing: () => import("../messages/de/listing.json"),
  mail: () => import("../messages/de/mail.json"),
  message: () => import("../messages/de/message.json"),
  reading: () => import("../messages/de/reading.json"),
  recipients: () => import("../messages/de/recipients.json"),
  saved: () => import("../messages/de/saved.json"),
  search: () => import("../messages/de/search.json"),
  sendLater: () => import("../messages/de/sendLater.json"),
  session: () => import("../messages/de/session.json"),
  settings: () => import("../messages/de/settings.json"),
  sharing: () => import("../messages/de/sharing.json"),
  sieve: () => import("../messages/de/sieve.json"),
  storage: () => import("../messages/de/storage.json"),
  tags: () => import("../messages/de/tags.json"),
  times: () => import("../messages/de/times.json"),
  writing: () => import("../messages/de/writing.json"),
};

async function load(files: Files): Promise<Messages> {
  const words = Object.entries(files).map(async ([name, file]) => [name, (await file()).default] as const);
  return Object.fromEntries(await Promise.all(words)) as Messages;
}

/** The words of each language, loaded when a request needs them. */
export const catalogues: Record<Locale, () => Promise<Messages>> = { en: () => load(en), de: () => load(de) };
