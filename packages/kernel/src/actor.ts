/** Who asks. Every domain function gets one; only doors make them. */
export type Actor =
  | { readonly kind: "user"; readonly accountId: string; readonly tokenId?: string }
  | { readonly kind: "guest"; readonly guestId: string }
  | { readonly kind: "bot"; readonly botId: string }
  | { readonly kind: "link"; readonly linkId: string; readonly visitorId?: string }
  | { readonly kind: "token"; readonly accountId: string; readonly tokenId: string; readonly scopes: readonly string[] }
  | { readonly kind: "admin-as"; readonly accountId: string; readonly adminId: string }
  | { readonly kind: "system"; readonly part: string };

/** The account whose rights the actor has, if it has one. */
export function actingAccount(actor: Actor): string | undefined {
  return "accountId" in actor ? actor.accountId : undefined;
}
