export const settingsSections = [
  "profile",
  "appearance",
  "list",
  "reading",
  "mail",
  "identities",
  "templates",
  "tags",
  "sharing",
  "filters",
  "out-of-office",
  "senders",
  "transfer",
  "security",
  "devices",
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** The section that a path such as `/settings/mail` names; the first one where it names none. */
export function sectionOf(pathname: string): SettingsSection {
  const name = pathname.split("/")[2];
  return settingsSections.find((section) => section === name) ?? "profile";
}
