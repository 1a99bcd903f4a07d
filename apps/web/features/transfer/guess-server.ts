const known: Readonly<Record<string, string>> = {
  "gmail.com": "imap.gmail.com",
  "googlemail.com": "imap.gmail.com",
  "outlook.com": "outlook.office365.com",
  "hotmail.com": "outlook.office365.com",
  "live.com": "outlook.office365.com",
  "icloud.com": "imap.mail.me.com",
  "me.com": "imap.mail.me.com",
  "yahoo.com": "imap.mail.yahoo.com",
  "aol.com": "imap.aol.com",
  "gmx.de": "imap.gmx.net",
  "gmx.net": "imap.gmx.net",
  "gmx.at": "imap.gmx.net",
  "gmx.com": "imap.gmx.com",
  "web.de": "imap.web.de",
  "t-online.de": "secureimap.t-online.de",
  "posteo.de": "posteo.de",
  "mailbox.org": "imap.mailbox.org",
  "fastmail.com": "imap.fastmail.com",
  "zoho.com": "imap.zoho.com",
};

/** Where the mail of an address can most likely be read. */
export function guessServer(address: string): string {
  const domain = address.split("@")[1]?.trim().toLowerCase() ?? "";
  return domain === "" ? "" : (known[domain] ?? `imap.${domain}`);
}

/** Whether a provider wants a password that is made for programs. */
export function wantsAppPassword(host: string): boolean {
  return /(?:^|\.)(?:gmail\.com|mail\.me\.com|mail\.yahoo\.com|aol\.com|fastmail\.com|office365\.com)$/i.test(host);
}
