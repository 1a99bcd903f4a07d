/** An address that a link may have; null for what would run something, or leads nowhere from another machine. */
export function safeHref(href: string | undefined): string | null {
  const address = (href ?? "").replace(/[\p{Cc} ]+/gu, " ").trim();
  if (address === "" || address.length > 4000) return null;
  if (/^(?:https?|mailto|tel):/i.test(address)) return address;
  // An address without a host that a person typed, as into a letter.
  return /^www\.[\w-]+\./i.test(address) ? `https://${address}` : null;
}
