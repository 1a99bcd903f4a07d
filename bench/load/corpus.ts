import { letter, subject } from "./prose.ts";
import { between, pick, type Random, seeded } from "./random.ts";

/** One message as it goes over the wire, without dot-stuffing. */
export interface TestMessage {
  readonly sender: string;
  readonly bytes: Buffer;
}

export interface CorpusOptions {
  readonly count: number;
  /** Rounds take different seeds, so that no side gains by bytes that it stored in an earlier round. */
  readonly seed: number;
  /** Whom the mail is addressed to, by its number in the corpus. */
  readonly recipient: (index: number) => string;
}

const smallest = 4_700;
const largest = 38_000;
const people = [
  ["Ana Ruiz", "ana.ruiz@example.org"],
  ["Jörg Müller", "joerg.mueller@example.net"],
  ["Chloé Lefèvre", "chloe@example.com"],
  ["Sam Oduya", "sam.oduya@example.org"],
  ["Katharina Weiß", "k.weiss@example.net"],
  ["Town Hall", "office@example.com"],
  ["山田 太郎", "yamada@example.org"],
  ["Printer 3rd floor", "noreply@example.net"],
] as const;
const attachments = [
  ["report.pdf", "application/pdf"],
  ["photo.jpg", "image/jpeg"],
  ["Übersicht.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["minutes.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
] as const;

/** The same messages for the same options: plain, HTML with a plain part, and one in four with an attachment. */
export function makeCorpus({ count, seed, recipient }: CorpusOptions): TestMessage[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => makeMessage(random, `${seed}.${index}`, recipient(index)));
}

function makeMessage(random: Random, id: string, to: string): TestMessage {
  const [name, sender] = pick(random, people);
  // Even on a logarithmic scale: most mail is small, and the mean is near 15 kB.
  const size = Math.round(smallest * (largest / smallest) ** random());
  const date = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 300 * 86_400_000));
  const about = subject(random);
  const head = [
    `Received: from mx.example.org (mx.example.org [192.0.2.25]) by relay.example.net with ESMTPS id ${id};`,
    `\t${date.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}.${Math.floor(random() * 1e9).toString(36)}@bench.example.org>`,
    `Date: ${date.toUTCString().replace("GMT", "+0000")}`,
    `From: ${word(name)} <${sender}>`,
    `To: <${to}>`,
    ...(random() < 0.3 ? [`Cc: ${word("Büro")} <buero@example.net>, <archive@example.org>`] : []),
    ...(about.startsWith("Re: ") ? [`In-Reply-To: <${between(random, 1, 500)}.thread@bench.example.org>`] : []),
    `Subject: ${word(about)}`,
    "MIME-Version: 1.0",
    "User-Agent: Bench Mailer 1.0",
  ];
  const roll = random();
  const body =
    roll < 0.45 ? plain(random, size) : roll < 0.75 ? alternative(random, size, id) : mixed(random, size, id);
  return { sender, bytes: Buffer.from(`${head.join("\r\n")}\r\n${body}`) };
}

function plain(random: Random, size: number): string {
  const text = letter(random, size - 700).replaceAll("\n", "\r\n");
  return `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${fold(text)}`;
}

function alternative(random: Random, size: number, id: string): string {
  const boundary = `=_alt_${id}`;
  const text = letter(random, (size - 1_200) / 2);
  const html = `<html><body><div>${text.replaceAll("\n\n", "</p>\r\n<p>")}</div></body></html>`;
  return [
    `Content-Type: multipart/alternative; boundary="${boundary}"\r\n`,
    `--${boundary}`,
    `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n`,
    fold(text.replaceAll("\n", "\r\n")),
    `--${boundary}`,
    `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n`,
    fold(html),
    `--${boundary}--\r\n`,
  ].join("\r\n");
}

function mixed(random: Random, size: number, id: string): string {
  const boundary = `=_mix_${id}`;
  const [name, type] = pick(random, attachments);
  const text = between(random, 500, 2_500);
  const raw = Buffer.alloc(Math.max(1_024, Math.floor(((size - text - 1_500) * 3) / 4)));
  for (let at = 0; at + 4 <= raw.length; at += 4) raw.writeUInt32LE(Math.floor(random() * 4_294_967_296), at);
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"\r\n`,
    `--${boundary}\r\n${plain(random, text + 700)}`,
    `--${boundary}`,
    `Content-Type: ${type}; name="${word(name)}"`,
    "Content-Transfer-Encoding: base64",
    `Content-Disposition: attachment; filename="${word(name)}"\r\n`,
    (raw.toString("base64").match(/.{1,76}/g) ?? []).join("\r\n"),
    `--${boundary}--\r\n`,
  ].join("\r\n");
}

/** Lines of at most some 100 characters, as mailers send them. RFC 5322 §2.1.1 allows 998 octets. */
function fold(text: string): string {
  return text.replaceAll(/(.{70,90}) /g, "$1\r\n");
}

/** A header word, encoded where it is not ASCII. RFC 2047 §2. */
function word(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
}
