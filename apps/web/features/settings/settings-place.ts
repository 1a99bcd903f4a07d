/** The sections by what they are about, in the order in which they are shown. */
export const settingsGroups = [
  { id: "you", sections: ["profile", "appearance", "language", "notifications", "keys"] },
  { id: "mail", sections: ["list", "reading", "mail", "identities", "templates", "tags"] },
  { id: "automatic", sections: ["filters", "out-of-office", "senders"] },
  { id: "access", sections: ["security", "devices", "programs", "sharing", "transfer"] },
] as const;
export type SettingsGroup = (typeof settingsGroups)[number]["id"];
export type SettingsSection = (typeof settingsGroups)[number]["sections"][number];

export const settingsSections: readonly SettingsSection[] = settingsGroups.flatMap(({ sections }) => sections);

/** The section that a path such as `/settings/mail` names, null where it names none. */
export function sectionOf(address: string): SettingsSection | null {
  const name = /^\/settings\/([^/?#]+)/.exec(address)?.[1];
  return settingsSections.find((section) => section === name) ?? null;
}

/** The single setting of a section that an address points at, by the key of its words. */
export function settingOf(address: string): string | null {
  return new URL(address, "http://here").searchParams.get("setting");
}

/** The address of a section, or of one setting in it. */
export function settingsHref(section: SettingsSection, setting?: string): string {
  return setting === undefined ? `/settings/${section}` : `/settings/${section}?setting=${encodeURIComponent(setting)}`;
}
