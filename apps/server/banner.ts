import type { Env } from "./env.ts";

type First = { created: false } | { created: true; address: string; password?: string };

const shown = [
  ["SMTP", "SMTP"],
  ["SUBMISSION", "Submission (STARTTLS)"],
  ["SUBMISSIONS", "Submission (TLS)"],
  ["IMAP", "IMAP (STARTTLS)"],
  ["IMAPS", "IMAP (TLS)"],
  ["POP3", "POP3 (STARTTLS)"],
  ["POP3S", "POP3 (TLS)"],
  ["RTC", "Meetings (UDP, TCP)"],
] as const satisfies readonly (readonly [keyof Env["ports"], string])[];

/** What the owner of the machine needs to see once everything runs. */
export function banner(env: Env, { first, isSelfSigned }: { first: First; isSelfSigned: boolean }): string {
  const { ports, publicUrl } = env;
  const host = env.listenHost ?? "localhost";
  const url = publicUrl?.href ?? `http://${host}${ports.HTTP === 80 ? "" : `:${ports.HTTP}`}/`;
  const lines = [
    "",
    "  Carbyne is running.",
    "",
    `  Open            ${url}`,
    ...(publicUrl ? [] : [`  or              https://${host}${ports.HTTPS === 443 ? "" : `:${ports.HTTPS}`}/`]),
    ...(isSelfSigned ? ["                  (with a self-signed certificate: browsers ask once)"] : []),
    "",
    ...shown.map(([name, words]) => `  ${words.padEnd(22)}${ports[name]}`),
    "",
    ...signInLines(first),
    `  Data lies in ${env.dataDir}. Ctrl+C stops in order.`,
    "",
  ];
  return `${lines.join("\n")}\n`;
}

/** Who may sign in after the very first start; nothing later. */
export function signInLines(first: First): string[] {
  if (!first.created) return [];
  const password = first.password ? [`  Password        ${first.password}   (shown this once)`] : [];
  return [`  Administrator   ${first.address}`, ...password, ""];
}
