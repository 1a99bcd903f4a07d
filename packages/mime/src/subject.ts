export interface BaseSubject {
  /** The subject without the marks of replies and forwards, white space collapsed. */
  base: string;
  /** Whether any such mark was there. */
  isReply: boolean;
}

/**
 * Marks beyond the `re`, `fw` and `fwd` of RFC 5256 §5, as clients write them in other languages. They go further than
 * the RFC on purpose: a thread does not end because one person's client speaks Swedish.
 */
const marks = [
  "re",
  "fw",
  "fwd", // RFC 5256
  "aw",
  "wg",
  "antwort", // German
  "sv",
  "vs",
  "vb",
  "vl", // Swedish, Danish, Norwegian, Finnish
  "antw",
  "doorst", // Dutch
  "rv",
  "res",
  "enc",
  "reenv", // Spanish, Portuguese
  "tr",
  "rép",
  "rif",
  "r",
  "i", // French, Italian
  "odp",
  "pd",
  "yönt",
  "ynt",
  "ilt", // Polish, Turkish
  "отв",
  "ответ",
  "пересл",
  "απ",
  "σχετ",
  "πρθ", // Russian, Greek
  "vá",
  "továbbítás",
  "sz",
  "atb",
  "ats",
  "bls",
  "trs",
  "bal", // Hungarian, Welsh, others
  "回复",
  "答复",
  "回覆",
  "转发",
  "轉寄",
  "返信",
  "転送",
  "회신",
  "전달", // Chinese, Japanese, Korean
];
const mark = `(?:${[...marks].sort((a, b) => b.length - a.length).join("|")})`;

// subj-refwd, with the counters that some clients add: `Re[2]:`, `Re(3):`, `Re^2:`. The full-width colon is East Asian.
const leader = new RegExp(
  `^(?:\\[[^\\[\\]]*\\]\\s*)*?${mark}\\s*(?:\\[[^\\[\\]]*\\]|\\(\\d{1,4}\\)|\\^\\d{1,4})?\\s*[:：]\\s*`,
  "iu",
);
const blob = /^\[[^[\]]*\]\s*/;
const trailer = /\s*\(fwd\)$/i;
const wrapped = /^\[(?:fwd|fw|wg|tr|rv):([^]*)\]$/i;

/** The base subject of RFC 5256 §2.1 of a decoded subject; IMAP SORT and THREAD and our conversations use it. */
export function baseSubject(subject: string): BaseSubject {
  let base = subject.slice(0, 2000).replace(/\s+/g, " ").trim();
  let isReply = false;
  for (;;) {
    const before = base;
    while (trailer.test(base)) {
      base = base.replace(trailer, "");
      isReply = true;
    }
    base = stripLeaders(base, () => {
      isReply = true;
    });
    // Step 6: `[Fwd: subject]` is unwrapped and everything starts again.
    const inner = wrapped.exec(base);
    if (inner) {
      base = (inner[1] ?? "").trim();
      isReply = true;
    }
    if (base === before) return { base, isReply };
  }
}

/** Steps 3 to 5: marks with the list tags before them, then list tags as long as they leave something. */
function stripLeaders(subject: string, found: () => void): string {
  let base = subject;
  for (;;) {
    const marked = leader.exec(base);
    if (marked) {
      found();
      base = base.slice(marked[0].length);
      continue;
    }
    const rest = base.replace(blob, "");
    if (rest === base || rest === "") return base;
    base = rest;
  }
}
