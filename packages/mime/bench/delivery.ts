/**
 * Messages per second and core for what delivery does with each: parse, envelope, body structures, summary. Run by hand:
 * `npx node packages/mime/bench/delivery.ts`.
 */
import { bodyStructureWire, composeMessage, envelopeWire, parseMessage, summarize } from "../src/index.ts";

const words = "the quick brown fox jumps over a lazy dog while größere Füchse schlafen".split(" ");

function prose(length: number): string {
  let text = "";
  for (let i = 0; text.length < length; i++) text += words[(i * 7) % words.length] + (i % 12 === 11 ? ".\n" : " ");
  return text;
}

async function sample(textLength: number, attachmentBytes: number): Promise<Buffer> {
  const text = prose(textLength);
  return composeMessage({
    from: { name: "Ann Müller", address: "ann@example.org" },
    to: Array.from({ length: 8 }, (_, i) => ({ name: `Person ${i}`, address: `p${i}@example.net` })),
    subject: "Überblick über die Woche",
    text,
    html: `<html><head><style>p { color: #333 }</style></head><body>${text
      .split("\n")
      .map((line) => `<p style="margin:0">${line} <a href="https://example.org/x">more</a></p>`)
      .join("\n")}</body></html>`,
    attachments:
      attachmentBytes > 0
        ? [{ name: "Bericht.pdf", type: "application/pdf", content: Buffer.alloc(attachmentBytes, 7) }]
        : [],
    date: new Date(),
    messageId: "<bench@example.org>",
    references: ["<a@example.org>", "<b@example.org>"],
  });
}

function rate(run: () => void): number {
  for (let i = 0; i < 300; i++) run();
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < 2_000) {
    run();
    count++;
  }
  return (count * 1000) / (performance.now() - start);
}

for (const [textLength, attachmentBytes] of [
  [1_000, 0],
  [6_000, 0],
  [5_000, 18_000],
  [40, 26_000],
] as const) {
  const raw = await sample(textLength, attachmentBytes);
  const perSecond = rate(() => {
    const part = parseMessage(raw);
    envelopeWire(part);
    bodyStructureWire(part, { extended: true });
    bodyStructureWire(part, { extended: false });
    summarize(raw, part);
  });
  process.stdout.write(`${(raw.length / 1000).toFixed(1)} kB: ${Math.round(perSecond)} messages/s\n`);
}
