/** The identity encodings and those that are decoded; every other label leaves the octets as they are, RFC 2045 §6.4. */
export function isDecodable(encoding: string): boolean {
  return encoding === "base64" || encoding === "quoted-printable" || uuencodings.has(encoding);
}
const uuencodings = new Set(["x-uuencode", "uuencode", "x-uue", "uue"]);

/** Undoes a Content-Transfer-Encoding; broken input gives what can be had of it. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === "base64") return decodeBase64(body);
  if (encoding === "quoted-printable") return decodeQuotedPrintable(body);
  if (uuencodings.has(encoding)) return decodeUuencode(body);
  return body;
}

/**
 * RFC 2045 §6.8: octets outside the alphabet are skipped. Padding ends the data (a list footer in clear text may follow),
 * unless what follows is nothing but base64 again, as when encoded pieces were joined.
 */
export function decodeBase64(body: Buffer): Buffer {
  const text = body.toString("latin1");
  const pad = text.indexOf("=");
  if (pad < 0) return decodeRun(text);
  const rest = text.slice(pad).replace(/^[=\s]+/, "");
  const isJoined = !/[^A-Za-z0-9+/=\r\n]/.test(rest) && rest.replace(/[\r\n]+/g, "").length % 4 === 0;
  if (rest === "" || !isJoined) return decodeRun(text.slice(0, pad));
  return Buffer.concat(text.split(/=+/).map(decodeRun));
}

function decodeRun(text: string): Buffer {
  // Buffer skips what is not base64 by itself, but takes the two characters of the URL alphabet for data.
  return Buffer.from(/[-_]/.test(text) ? text.replace(/[-_]+/g, "") : text, "base64");
}

const hexValue = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  hexValue[digit.toString(16).charCodeAt(0)] = digit;
  hexValue[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/** RFC 2045 §6.7: white space before a line break is dropped, `=` before one joins lines, a stray `=` stays. */
export function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  let blankFrom = -1; // where in `out` the white space that may turn out to be trailing begins
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] ?? 0;
    if (byte === 61) {
      const high = hexValue[body[i + 1] ?? 0] ?? -1;
      const low = hexValue[body[i + 2] ?? 0] ?? -1;
      if (i + 2 < body.length && high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        i += 2;
        blankFrom = -1;
        continue;
      }
      let after = i + 1;
      while (body[after] === 32 || body[after] === 9) after++;
      if (body[after] === 13 && body[after + 1] === 10) after++;
      if (body[after] === 10 || after >= body.length) {
        i = after;
        blankFrom = -1;
        continue;
      }
      out[length++] = byte;
      // The blanks after a stray "=" were looked at already: copy them, so that they are not looked at again.
      while (i + 1 < after && (body[i + 1] === 32 || body[i + 1] === 9)) out[length++] = body[++i] ?? 0;
      blankFrom = -1;
    } else if (byte === 32 || byte === 9) {
      if (blankFrom < 0) blankFrom = length;
      out[length++] = byte;
    } else {
      if (blankFrom >= 0 && (byte === 10 || (byte === 13 && body[i + 1] === 10))) length = blankFrom;
      blankFrom = -1;
      out[length++] = byte;
    }
  }
  return out.subarray(0, blankFrom >= 0 ? blankFrom : length);
}

/** The historical uuencode: lines of a length character and groups of four, between `begin` and `end`. */
function decodeUuencode(body: Buffer): Buffer {
  const out: number[] = [];
  let inside = false;
  for (const line of body.toString("latin1").split(/\r?\n/)) {
    if (!inside) inside = /^begin [0-7]{3,4} /.test(line);
    else if (line === "end") break;
    else {
      const length = (line.charCodeAt(0) - 32) & 63;
      const start = out.length;
      for (let i = 1; i + 1 < line.length && out.length - start < length; i += 4) {
        const [a, b, c, d] = [0, 1, 2, 3].map((k) => (line.charCodeAt(i + k) - 32) & 63) as [
          number,
          number,
          number,
          number,
        ];
        out.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
      }
      out.length = Math.min(out.length, start + length);
    }
  }
  return Buffer.from(out.map((value) => value & 255));
}
