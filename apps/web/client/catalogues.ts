import type { Locale } from "./locale.ts";

/** The English words, a file for each feature; the file's name is the namespace. Every other language has the same files. */
const en = {
  admin: () => import("../messages/en/admin.json"),
  adminChat: () => import("../messages/en/adminChat.json"),
  adminLists: () => import("../messages/en/adminLists.json"),
  away: () => import("../messages/en/away.json"),
  chat: () => import("../messages/en/chat.json"),
  comments: () => import("../messages/en/comments.json"),
  composer: () => import("../messages/en/composer.json"),
  conversion: () => import("../messages/en/conversion.json"),
  dates: () => import("../messages/en/dates.json"),
  devices: () => import("../messages/en/devices.json"),
  docs: () => import("../messages/en/docs.json"),
  errors: () => import("../messages/en/errors.json"),
  files: () => import("../messages/en/files.json"),
  filesSearch: () => import("../messages/en/filesSearch.json"),
  filters: () => import("../messages/en/filters.json"),
  frame: () => import("../messages/en/frame.json"),
  identities: () => import("../messages/en/identities.json"),
  install: () => import("../messages/en/install.json"),
  keys: () => import("../messages/en/keys.json"),
  links: () => import("../messages/en/links.json"),
  list: () => import("../messages/en/list.json"),
  listing: () => import("../messages/en/listing.json"),
  mail: () => import("../messages/en/mail.json"),
  meet: () => import("../messages/en/meet.json"),
  message: () => import("../messages/en/message.json"),
  notices: () => import("../messages/en/notices.json"),
  notifications: () => import("../messages/en/notifications.json"),
  offline: () => import("../messages/en/offline.json"),
  preview: () => import("../messages/en/preview.json"),
  reading: () => import("../messages/en/reading.json"),
  recordings: () => import("../messages/en/recordings.json"),
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
  transfer: () => import("../messages/en/transfer.json"),
  writing: () => import("../messages/en/writing.json"),
};

export type Messages = { [Name in keyof typeof en]: Awaited<ReturnType<(typeof en)[Name]>>["default"] };

/** The words of a language, loaded when a request needs them; a word that it lacks is English. */
export async function wordsIn(locale: Locale): Promise<Messages> {
  const words = Object.entries(en).map(async ([name, english]) => {
    const [known, file] = await Promise.all([
      english(),
      import(`../messages/${locale}/${name}.json`) as Promise<{ default: Words }>,
    ]);
    return [name, filled(known.default, file.default)] as const;
  });
  return Object.fromEntries(await Promise.all(words)) as Messages;
}

type Words = { readonly [key: string]: string | Words };

function filled(english: Words, words: Words): Words {
  const parts = Object.entries(english).map(([key, known]) => {
    const own = words[key];
    if (typeof known === "string") return [key, typeof own === "string" ? own : known] as const;
    return [key, typeof own === "object" ? filled(known, own) : known] as const;
  });
  return Object.fromEntries(parts);
}
