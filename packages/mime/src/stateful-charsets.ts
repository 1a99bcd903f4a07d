/** UTF-7, RFC 2152: base64 of UTF-16BE between `+` and `-`; a broken run gives replacement characters, never an error. */
export function decodeUtf7(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/\+([A-Za-z0-9+/]*)-?/g, (run, encoded: string) => {
    if (encoded === "") return run === "+-" ? "+" : run;
    const units = Buffer.from(encoded, "base64");
    const even = Buffer.from(units.subarray(0, units.length & ~1));
    return even.swap16().toString("utf16le");
  });
}

/** ISO-2022-KR, RFC 1557: SO and SI switch between KS X 1001 and ASCII after the designator. */
export function decodeIso2022Kr(bytes: Buffer): string {
  const raised = Buffer.from(bytes.toString("latin1").replaceAll("\u001b$)C", ""), "latin1");
  let out = 0;
  let shifted = false;
  for (const byte of raised) {
    if (byte === 0x0e) shifted = true;
    else if (byte === 0x0f || byte === 0x0a) {
      shifted = false;
      if (byte === 0x0a) raised[out++] = byte;
    } else raised[out++] = shifted && byte > 0x20 ? byte | 0x80 : byte;
  }
  return new TextDecoder("euc-kr").decode(raised.subarray(0, out));
}

/** HZ, RFC 1843: `~{` and `~}` switch between GB 2312 and ASCII, `~~` is a tilde, `~` before a line break joins. */
export function decodeHz(bytes: Buffer): string {
  const raised = Buffer.from(bytes);
  let out = 0;
  let shifted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const next = bytes[i + 1];
    if (byte === 0x7e && (next === 0x7b || next === 0x7d || next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) raised[out++] = byte;
      else if (next !== 0x0a) shifted = next === 0x7b;
      i++;
    } else {
      if (byte === 0x0a) shifted = false;
      raised[out++] = shifted && byte > 0x20 ? byte | 0x80 : byte;
    }
  }
  return new TextDecoder("gb18030").decode(raised.subarray(0, out));
}
