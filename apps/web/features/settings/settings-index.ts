import type { MessageKeys, NestedKeyOf } from "next-intl";
import type { Messages } from "../../client/catalogues.ts";
import type { SettingsSection } from "./settings-place.ts";

export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>;

/** One setting that can be looked for. */
export interface Findable {
  section: SettingsSection;
  /** The words that stand beside it on the page; by them it is found there too. */
  label: MessageKey;
  hint?: MessageKey;
  /** Other words that people look for, which are not shown. */
  also?: MessageKey;
}

/** Every single setting, in the order of the pages. A new one is found once it has its line here. */
export const findables: readonly Findable[] = [
  { section: "profile", label: "settings.profile.name", hint: "settings.profile.nameHint", also: "settings.also.name" },
  { section: "appearance", label: "frame.theme.title", also: "settings.also.theme" },
  { section: "appearance", label: "settings.appearance.density", also: "settings.also.density" },
  { section: "appearance", label: "settings.appearance.textSize", also: "settings.also.textSize" },
  { section: "appearance", label: "settings.appearance.accent", hint: "settings.appearance.accentHint" },
  { section: "appearance", label: "settings.appearance.motion", hint: "settings.appearance.motionHint" },
  { section: "language", label: "frame.language", hint: "settings.profile.languageHint" },
  { section: "language", label: "settings.profile.zone", hint: "settings.profile.zoneHint" },
  { section: "language", label: "settings.region.hours", also: "settings.also.hours" },
  { section: "language", label: "settings.region.weekStart", also: "settings.also.weekStart" },
  { section: "keys", label: "keys.preset.title", also: "settings.also.keys" },
  { section: "keys", label: "keys.swipe.title", hint: "keys.swipe.hint", also: "settings.also.swipes" },
  { section: "keys", label: "keys.own.title", hint: "keys.own.hint" },
  { section: "notifications", label: "notifications.push", hint: "notifications.pushHint", also: "settings.also.push" },
  { section: "notifications", label: "notifications.mail", hint: "notifications.mailHint" },
  { section: "notifications", label: "notifications.chat", hint: "notifications.chatHint" },
  { section: "notifications", label: "notifications.preview", hint: "notifications.previewHint" },
  { section: "notifications", label: "notifications.sound", hint: "notifications.soundHint" },
  { section: "notifications", label: "notifications.seen.presence", hint: "notifications.seen.presenceHint" },
  { section: "notifications", label: "notifications.seen.typing", hint: "notifications.seen.typingHint" },
  { section: "notifications", label: "notifications.seen.reading", hint: "notifications.seen.readingHint" },
  {
    section: "notifications",
    label: "notifications.quietSwitch",
    hint: "notifications.quietHint",
    also: "settings.also.quiet",
  },
  { section: "list", label: "listing.layout.title", also: "settings.also.layout" },
  { section: "list", label: "listing.settings.grouping", hint: "listing.settings.groupingHint" },
  { section: "list", label: "listing.settings.order" },
  { section: "list", label: "listing.settings.read", also: "settings.also.read" },
  { section: "list", label: "listing.settings.after", hint: "listing.settings.afterHint" },
  {
    section: "reading",
    label: "message.settings.remote",
    hint: "message.settings.remoteHint",
    also: "settings.also.pictures",
  },
  { section: "reading", label: "message.settings.trusted", hint: "message.settings.trustedHint" },
  { section: "reading", label: "message.settings.receipt", hint: "message.settings.receiptHint" },
  { section: "mail", label: "settings.mail.undo", hint: "settings.mail.undoHint", also: "settings.also.undo" },
  { section: "mail", label: "settings.mail.archiveBy", hint: "settings.mail.archiveByHint" },
  {
    section: "mail",
    label: "writing.settings.format",
    hint: "writing.settings.formatHint",
    also: "settings.also.format",
  },
  { section: "mail", label: "writing.settings.sameFormat", hint: "writing.settings.sameFormatHint" },
  { section: "mail", label: "writing.settings.position", also: "settings.also.position" },
  { section: "mail", label: "writing.settings.links", hint: "writing.settings.linksHint" },
  { section: "identities", label: "identities.identity.title", hint: "identities.identity.hint" },
  { section: "identities", label: "identities.signature.title", hint: "identities.signature.hint" },
  { section: "out-of-office", label: "away.switch", hint: "away.switchHint", also: "settings.also.away" },
  { section: "out-of-office", label: "away.external" },
  { section: "senders", label: "filters.senders.sender", also: "settings.also.senders" },
  { section: "security", label: "settings.security.title", hint: "settings.security.hint" },
  {
    section: "devices",
    label: "devices.browsers.title",
    hint: "devices.browsers.hint",
    also: "settings.also.browsers",
  },
  {
    section: "devices",
    label: "devices.programs.title",
    hint: "devices.programs.hint",
    also: "settings.also.passwords",
  },
  { section: "devices", label: "devices.tell.label", hint: "devices.tell.hint" },
  { section: "devices", label: "devices.activity.title", hint: "devices.activity.hint" },
  { section: "programs", label: "devices.setUp.password", hint: "devices.setUp.passwordHint" },
  { section: "programs", label: "devices.setUp.apple", hint: "devices.setUp.appleHint" },
  {
    section: "programs",
    label: "devices.setUp.imap.title",
    hint: "devices.setUp.othersHint",
    also: "settings.also.servers",
  },
  { section: "programs", label: "devices.setUp.submission.title", also: "settings.also.servers" },
  { section: "programs", label: "devices.setUp.pop3.title", also: "settings.also.servers" },
  { section: "sharing", label: "sharing.withMe", also: "settings.also.sharing" },
  { section: "sharing", label: "sharing.byMe" },
  { section: "transfer", label: "transfer.import.title", also: "settings.also.import" },
];
