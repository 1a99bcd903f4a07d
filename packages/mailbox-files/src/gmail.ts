import { parseMessage } from "@carbyne/mime";

export type Role = "inbox" | "sent" | "drafts" | "archive" | "trash" | "junk";

/** What Google's labels of a message say in our terms. */
export type Labels = {
  readonly role: Role | null;
  /** The person's own labels, as they are written: `Work/Plans`. */
  readonly own: readonly string[];
  readonly flags: number;
};

/** Google writes its own labels in the language of the account. */
const system: readonly (readonly [string, string])[] = [
  ["inbox", "inbox posteingang posta_in_arrivo recibidos boîte_de_réception"],
  ["sent", "sent gesendet inviati enviados messages_envoyés"],
  ["drafts", "draft drafts entwürfe entwurf bozze borradores brouillons"],
  ["trash", "trash papierkorb cestino papelera corbeille"],
  ["junk", "spam"],
  ["unread", "unread ungelesen da_leggere non_letti no_leídos non_lus"],
  ["starred", "starred markiert speciali destacados messages_suivis"],
  [
    "nothing",
    "archived archiviert archiviati archivado archivés opened geöffnet aperti abierto ouverts important wichtig importanti importantes chat chats",
  ],
];
const meanings = new Map(
  system.flatMap(([meaning, names]) => names.split(" ").map((name) => [name, meaning] as const)),
);
const category = /^(?:category|kategorie|categoria|categoría|catégorie)\b/i;
const roles: readonly Role[] = ["junk", "trash", "drafts", "sent", "inbox"];

/** The labels of a message out of Google's export (`X-Gmail-Labels`); null when it has none. */
export function gmailLabels(raw: Buffer): Labels | null {
  const field = parseMessage(raw).text("x-gmail-labels");
  if (field === null) return null;
  const found = new Set<string>();
  const own: string[] = [];
  for (const label of splitLabels(field)) {
    const meaning = meanings.get(label.toLowerCase().replaceAll(" ", "_"));
    if (meaning) found.add(meaning);
    else if (!category.test(label)) own.push(label);
  }
  const role = roles.find((one) => found.has(one)) ?? null;
  return {
    role,
    own,
    flags: (found.has("unread") ? 0 : 1) | (found.has("starred") ? 4 : 0) | (role === "drafts" ? 16 : 0),
  };
}

const mostLabels = 100;

/** Labels stand between commas, those with a comma in quotes. */
function splitLabels(field: string): string[] {
  return [...field.matchAll(/"([^"]*)"|([^,"]+)/g)]
    .flatMap(([, quoted, plain]) => (quoted ?? plain ?? "").replaceAll(/\s+/g, " ").trim() || [])
    .slice(0, mostLabels);
}
