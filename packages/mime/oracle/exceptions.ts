/** Where Python's reading of a message is not what the standard says or what readers need. */
export interface Exception {
  /** Differences that are allowed, as `place field`. A Python that reads better has fewer. */
  readonly differences: readonly string[];
  readonly why: string;
}

/** By fixture, or by the name of a message in the test. */
export const exceptions: Readonly<Record<string, Exception>> = {
  "broken/empty-boundary.eml": {
    differences: ["message children"],
    why: "A boundary has at least one character, RFC 2046 §5.1.1; Python takes an empty one, and with it any line of two hyphens.",
  },
  "broken/quoted-printable-broken.eml": {
    differences: ["message size"],
    why: "White space at the end of an encoded line must be deleted, RFC 2045 §6.7 rule 3; Python keeps it.",
  },
  "broken/same-boundary-nested.eml": {
    differences: ["message children"],
    why: "Inner and outer boundary are the same, which RFC 2046 §5.1.2 rules out; ours reads the lines as the inner one's, so that the alternative keeps its text.",
  },
  "broken/transfer-encoding-with-junk.eml": {
    differences: ["message size"],
    why: "Comments are allowed in the field, RFC 2045 §3; Python compares the whole value and then does not decode.",
  },
  "cases/09-quote-in-description.eml": {
    differences: ["message.3 type", "message.3 name"],
    why: "The semicolon of RFC 2045 §5.1 is missing; the type is still a token up to the white space. Python makes the rest of the field part of it.",
  },
  "file-names/controls-and-bidi.eml": {
    differences: ["message.4 name"],
    why: "The octets are in the value, RFC 2231 §4. The oracle's script drops line breaks of folds and these with them; attachment names are cleaned later.",
  },
  "file-names/escaped-quotes.eml": {
    differences: ["message.2 name"],
    why: "Any character may be escaped, RFC 5322 §3.2.1; Python only unescapes quotes and backslashes.",
  },
  "file-names/missing-semicolon.eml": {
    differences: ["message.2 type", "message.2 name"],
    why: "As in cases/09: the semicolon of RFC 2045 §5.1 is missing.",
  },
  "file-names/rfc2231-and-plain.eml": {
    differences: ["message.2 name"],
    why: "The plain form is for readers without RFC 2231; the extended one is the name, as RFC 6266 §4.3 spells out for HTTP.",
  },
  "file-names/rfc2231-gap.eml": {
    differences: ["message.2 name"],
    why: "Sections are numbered without gaps, RFC 2231 §3; what comes after a gap belongs to nothing.",
  },
  "file-names/unterminated-quote.eml": {
    differences: ["message.2 name"],
    why: "A quoted string that is never closed (RFC 5322 §3.2.4): its opening quote is no part of the name.",
  },
  "headers/content-type-comments.eml": {
    differences: ["message type"],
    why: "Comments may stand between tokens, RFC 2045 §5.1; Python takes one for a part of the subtype.",
  },
};
