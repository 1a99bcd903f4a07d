import type { Locale } from "./locale.ts";

/** The English words, a file for each feature; the file's name is the namespace. */
async function en() {
  const [admin, composer, dates, errors, frame, list, mail, message, reading, search, session, settings, tags, times] =
    await Promise.all([
      import("../messages/en/admin.json"),
      import("../messages/en/composer.json"),
      import("../messages/en/dates.json"),
      import("../messages/en/errors.json"),
      import("../messages/en/frame.json"),
      import("../messages/en/list.json"),
      import("../messages/en/mail.json"),
      import("../messages/en/message.json"),
      import("../messages/en/reading.json"),
      import("../messages/en/search.json"),
      import("../messages/en/session.json"),
      import("../messages/en/settings.json"),
      import("../messages/en/tags.json"),
      import("../messages/en/times.json"),
    ]);
  return {
    admin: admin.default,
    composer: composer.default,
    dates: dates.default,
    errors: errors.default,
    frame: frame.default,
    list: list.default,
    mail: mail.default,
    message: message.default,
    reading: reading.default,
    search: search.default,
    session: session.default,
    settings: settings.default,
    tags: tags.default,
    times: times.default,
  };
}

export type Messages = Awaited<ReturnType<typeof en>>;

/** The German words; a key that is missing here does not compile. */
async function de(): Promise<Messages> {
  const [admin, composer, dates, errors, frame, list, mail, message, reading, search, session, settings, tags, times] =
    await Promise.all([
      import("../messages/de/admin.json"),
      import("../messages/de/composer.json"),
      import("../messages/de/dates.json"),
      import("../messages/de/errors.json"),
      import("../messages/de/frame.json"),
      import("../messages/de/list.json"),
      import("../messages/de/mail.json"),
      import("../messages/de/message.json"),
      import("../messages/de/reading.json"),
      import("../messages/de/search.json"),
      import("../messages/de/session.json"),
      import("../messages/de/settings.json"),
      import("../messages/de/tags.json"),
      import("../messages/de/times.json"),
    ]);
  return {
    admin: admin.default,
    composer: composer.default,
    dates: dates.default,
    errors: errors.default,
    frame: frame.default,
    list: list.default,
    mail: mail.default,
    message: message.default,
    reading: reading.default,
    search: search.default,
    session: session.default,
    settings: settings.default,
    tags: tags.default,
    times: times.default,
  };
}

/** The words of each language, loaded when a request needs them. */
export const catalogues: Record<Locale, () => Promise<Messages>> = { en, de };
