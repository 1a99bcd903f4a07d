export type Role = "user" | "domain-admin" | "admin";

/** Roles as the database writes them. */
export const storedRole = { user: "user", "domain-admin": "domainAdmin", admin: "admin" } as const;

export function roleOf(stored: string): Role {
  return stored === "admin" ? "admin" : stored === "domainAdmin" ? "domain-admin" : "user";
}
