const [cr, lf] = [13, 10];

/** Line ends as mail has them (RFC 5322 §2.1): a bare LF or CR becomes CRLF, what is right stays as it is. */
export function withCrlf(raw: Buffer): Buffer {
  let missing = 0;
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === lf && raw[i - 1] !== cr) missing++;
    else if (raw[i] === cr && raw[i + 1] !== lf) missing++;
  }
  if (missing === 0) return raw;
  const fixed = Buffer.allocUnsafe(raw.length + missing);
  let end = 0;
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i] ?? 0;
    if (byte === lf && raw[i - 1] !== cr) fixed[end++] = cr;
    fixed[end++] = byte;
    if (byte === cr && raw[i + 1] !== lf) fixed[end++] = lf;
  }
  return fixed;
}
