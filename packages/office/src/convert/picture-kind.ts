/** Pictures that a document takes, by their first bytes. */
export function pictureKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString("latin1");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("GIF8")) return "image/gif";
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return "image/webp";
  return /^ftypavi[fs]/.test(head.slice(4)) ? "image/avif" : null;
}

export type Size = { readonly width: number; readonly height: number };

/** How many pixels a PNG, GIF or JPEG has; null where it does not say, or says what no picture has. */
export function pictureSize(bytes: Uint8Array): Size | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = sizeIn(view);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

function sizeIn(view: Buffer): Size | null {
  if (pictureKind(view) === "image/png" && view.length >= 24)
    return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
  if (pictureKind(view) === "image/gif" && view.length >= 10)
    return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
  if (pictureKind(view) !== "image/jpeg") return null;
  // ITU-T T.81 §B.1.1: segments, one of which begins the frame.
  for (let at = 2; at + 9 < view.length && view[at] === 0xff; at += 2 + view.readUInt16BE(at + 2)) {
    const marker = view[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) };
  }
  return null;
}
