import type { Right } from "../access/index.ts";

/** What people are offered: to look, of files to comment too, to work with it, or to run the folder with everything that its owner may. */
export type ShareRole = "read" | "comment" | "write" | "manage";

const rightsOfRole = {
  read: ["read"],
  comment: ["read", "comment"],
  write: ["read", "write", "insert", "delete"],
  manage: ["read", "write", "insert", "delete", "manage"],
} as const satisfies Record<ShareRole, readonly Right[]>;

export type RoleTerms = {
  /** Null for somebody who only writes in another's name. */
  readonly role: ShareRole | null;
  /** Single rights beside the role, as mail programs give them. */
  readonly rights?: readonly Right[] | undefined;
  readonly canSendAs?: boolean | undefined;
  readonly canSendOnBehalf?: boolean | undefined;
};

/** The rights that a role stands for. */
export function rightsOf({ role, rights = [], canSendAs, canSendOnBehalf }: RoleTerms): Right[] {
  const asked: Right[] = [
    ...(role ? rightsOfRole[role] : []),
    ...rights,
    ...(canSendAs ? (["sendAs"] as const) : []),
    ...(canSendOnBehalf ? (["sendOnBehalf"] as const) : []),
  ];
  return [...new Set(asked)];
}

/** The role that comes closest to rights, also to those that a mail program set one by one. */
export function roleOf(rights: readonly Right[]): ShareRole | null {
  if (rights.includes("manage")) return "manage";
  if (rights.includes("write") || rights.includes("insert") || rights.includes("delete")) return "write";
  if (rights.includes("comment")) return "comment";
  return rights.includes("read") ? "read" : null;
}

/** Whether rights hold a right: to change something is to comment on it too. */
export function gives(rights: readonly Right[], right: Right): boolean {
  return rights.includes(right) || (right === "comment" && rights.includes("write"));
}
