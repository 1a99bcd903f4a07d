import type { Locale } from "./locale.ts";

/** The English words, a file for each feature; the file's name is the namespace. Every other language has the same files. */
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

/** The words of a language, loaded when a request needs them. A test sees that every language has every key. */
export async function wordsIn(locale: Locale): Promise<Messages> {
  const words = Object.keys(en).map(async (name) => {
    const file: { default: unknown } = await import(`../messages/${locale}/${name}.json`);
    return [name, file.default] as const;
  });
  return Object.fromEntries(await Promise.all(words)) as Messages;
}
