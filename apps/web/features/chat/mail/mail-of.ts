export interface CardMail {
  subject: string;
  /** Name and address, or what there is of them. */
  from: string;
  /** ISO 8601. */
  date: string;
  excerpt: string;
}

const textIn = (value: unknown, key: string): string => {
  const found = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : null;
  return typeof found === "string" ? found : "";
};

/** The mail that a message brings in, by what it carries; null where it brings none. */
export function mailOf(detail: Readonly<Record<string, unknown>>): CardMail | null {
  const { mail } = detail;
  if (typeof mail !== "object" || mail === null) return null;
  const from = "from" in mail ? mail.from : null;
  const [name, address] = [textIn(from, "name"), textIn(from, "address")];
  return {
    subject: textIn(mail, "subject"),
    from: name === "" ? address : address === "" ? name : `${name} <${address}>`,
    date: textIn(mail, "date"),
    excerpt: textIn(mail, "excerpt"),
  };
}
