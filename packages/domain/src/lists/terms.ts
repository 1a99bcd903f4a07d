import { Refusal } from "@carbyne/kernel";

/** Who may write to a list: anybody, the people of its domain, or its members. Its managers always may. */
export type ListSenders = "everyone" | "domain" | "members";
/** Who may see whom a list reaches. */
export type ListReaders = "domain" | "members" | "managers";

export type ListTerms = {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly whoMaySend?: ListSenders | undefined;
  readonly whoSeesMembers?: ListReaders | undefined;
};

export function checkedName(name: string): string {
  const clean = name.trim();
  if (clean === "" || clean.length > 200 || /\p{Cc}/u.test(clean)) throw new Refusal("invalid", "name-invalid");
  return clean;
}

export function checkedDescription(text: string): string {
  const clean = text.trim();
  if (clean.length > 2000 || clean.includes("\0")) throw new Refusal("invalid", "list-description-invalid");
  return clean;
}
