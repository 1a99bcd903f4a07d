const signatures: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF87a"],
  ["image/gif", 0, "GIF89a"],
  ["image/webp", 8, "WEBP"],
  ["image/avif", 4, "ftypavif"],
  ["image/avif", 4, "ftypavis"],
  ["image/bmp", 0, "BM"],
  ["image/x-icon", 0, "\0\0\x01\0"],
];

/** What kind of picture the bytes are, whatever somebody calls them; null for all else, drawings that could run among them. MIME Sniffing §6.1. */
export function rasterType(content: Buffer): string | null {
  const head = content.toString("latin1", 0, 16);
  return signatures.find(([, at, bytes]) => head.startsWith(bytes, at))?.[0] ?? null;
}
