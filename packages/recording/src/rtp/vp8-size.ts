export type Size = { readonly width: number; readonly height: number };

/** How large the picture of a frame that stands alone is, RFC 6386 §9.1; null for other frames. */
export function vp8Size(frame: Buffer): Size | null {
  if (frame.length < 10 || (frame[0] ?? 1) & 0x01) return null;
  if (frame[3] !== 0x9d || frame[4] !== 0x01 || frame[5] !== 0x2a) return null;
  const size = { width: frame.readUInt16LE(6) & 0x3fff, height: frame.readUInt16LE(8) & 0x3fff };
  return size.width > 0 && size.height > 0 ? size : null;
}
