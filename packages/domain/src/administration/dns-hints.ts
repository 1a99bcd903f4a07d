export type DnsHint = { readonly name: string; readonly type: "MX" | "TXT" | "SRV" | "CNAME"; readonly value: string };

/** The DNS records that a domain needs for its mail: where it is delivered, who may send it, what signs it and what to do with the rest. */
export function dnsHints(domain: string, dkim: { selector: string; record: string } | null): DnsHint[] {
  return [
    { name: domain, type: "MX", value: `10 mail.${domain}.` },
    // RFC 7208: the hosts that the MX records name, and nobody else.
    { name: domain, type: "TXT", value: "v=spf1 mx -all" },
    // RFC 6376 §3.6.2.1.
    ...(dkim
      ? [{ name: `${dkim.selector}._domainkey.${domain}`, type: "TXT", value: dkim.record } satisfies DnsHint]
      : []),
    // RFC 7489 §6.3: begin with quarantine; reject once the reports are clean.
    { name: `_dmarc.${domain}`, type: "TXT", value: `v=DMARC1; p=quarantine; rua=mailto:postmaster@${domain}` },
  ];
}
