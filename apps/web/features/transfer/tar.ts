/** A file with the way to it, as it lies on the person's disk. */
export interface PathFile {
  path: string;
  file: File;
}

const block = 512;
const text = new TextEncoder();

/** Many files as one tar archive (POSIX.1-2001 ustar, long names as GNU has them). Nothing is read: the archive is made of the files as it is sent. */
export function tarOf(files: readonly PathFile[]): Blob {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  const parts = sorted.flatMap(({ path, file }): BlobPart[] => {
    const name = text.encode(path);
    const long = name.length > 100 ? [header(text.encode("././@LongLink"), name.length, 0, "L"), padded(name)] : [];
    const seconds = Math.max(0, Math.floor(file.lastModified / 1000));
    return [...long, header(name.slice(0, 100), file.size, seconds, "0"), file, zeros(-file.size & (block - 1))];
  });
  return new Blob([...parts, zeros(2 * block)]);
}

function zeros(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length);
}

function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = zeros(Math.ceil(bytes.length / block) * block);
  all.set(bytes);
  return all;
}

function header(name: Uint8Array, sizeBytes: number, seconds: number, kind: "0" | "L"): Uint8Array<ArrayBuffer> {
  const head = zeros(block);
  const put = (at: number, value: string) => head.set(text.encode(value), at);
  const octal = (at: number, length: number, value: number) => put(at, value.toString(8).padStart(length - 1, "0"));
  head.set(name, 0);
  octal(100, 8, 0o600);
  octal(108, 8, 0);
  octal(116, 8, 0);
  if (sizeBytes < 8 ** 11) octal(124, 12, sizeBytes);
  else {
    // Over 8 GiB the size is in base 256, as GNU writes it.
    head[124] = 0x80;
    new DataView(head.buffer).setBigUint64(128, BigInt(sizeBytes));
  }
  octal(136, 12, seconds);
  put(148, " ".repeat(8));
  put(156, kind);
  put(257, "ustar\0" + "00");
  const sum = head.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return head;
}
