const [cr, lf] = [13, 10];

/**
 * CR and LF come only together (RFC 5321 §2.3.8). A bare one never ended the data: that is CRLF.CRLF alone, so nothing can be smuggled behind it.
 * Inside of the message it is made whole, as its writer meant it.
 */
export function withCrlf(raw: Buffer): Buffer {
  let missing = 0;
  for (let i = 0; i < raw.length; i++) {
    const octet = raw[i];
    if ((octet === lf && raw[i - 1] !== cr) || (octet === cr && raw[i + 1] !== lf)) missing++;
  }
  if (missing === 0) return raw;
  const whole = Buffer.allocUnsafe(raw.length + missing);
  let end = 0;
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i] ?? 0;
    if (byte === lf && raw[i - 1] !== cr) whole[end++] = cr;
    whole[end++] = byte;
    if (byte === cr && raw[i + 1] !== lf) whole[end++] = lf;
  }
  return whole;
}
