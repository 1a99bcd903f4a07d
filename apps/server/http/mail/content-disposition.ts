/** Types that a browser shows by itself and that cannot run anything. */
const shown =
  /^(?:image\/(?:png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain|application\/pdf)$/;

/** Content-Disposition with a name that every browser reads (RFC 6266 §5, RFC 8187); only harmless types are shown in place. */
export function contentDisposition(name: string, type: string, wanted: "inline" | "attachment"): string {
  const kind = wanted === "inline" && shown.test(type) ? "inline" : "attachment";
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
