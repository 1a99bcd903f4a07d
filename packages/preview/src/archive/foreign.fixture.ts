import { crc32 } from "node:zlib";

/** A file `a.txt` that 7-Zip packed with a password: the list can be read, or that needs the password too. */
export const locked7z = {
  files: Buffer.from(
    "N3q8ryccAATCPtb/EAAAAAAAAABiAAAAAAAAAJqQStEQHgZ0tj3gozuYaGCLVA4pAQQGAAEJEAAHCwEAAiQG8QcBElMPtPMPxT6k2g4RSA/QJR0VrSEhAQABAAwJBQAICgGGphA2AAAFARkBABENAGEALgB0AHgAdAAAABQKAQD8HSa76n3dARUGAQAggKSBAAA=",
    "base64",
  ),
  names: Buffer.from(
    "N3q8ryccAARzNjyRgAAAAAAAAAAuAAAAAAAAAF1/SWgtb3c4mK1D9WAhMrwfeDsq4P8Tebfx7BASlvCh/w7vaIxzZnW+HV8xF6BQw9o5UgfQ9FuWsicBIDN2dS1a3DNxS86tu/fZQGWsq2WDEfkhtco2pazgBVAVYNgk9cUTM6ZpSbt5pAYJkqO+Y57gLz4LfZayH/u2BKK7hU2xi8SvzxcGEAEJcAAHCwEAASQG8QcBElMPceKn6LETvuc8A4vyI8awcwxiCgG/2ix0AAA=",
    "base64",
  ),
};

const mark = Buffer.from("Rar!\x1a\x07\x01\x00", "latin1");

/** An archive of WinRAR 5, whose files are stored as they are (RAR 5.0 archive format, "General archive structure"). */
export function rar(files: Readonly<Record<string, string>>, changedAt = 1_750_000_000): Buffer {
  const entries = Object.entries(files).map(([name, text]) => {
    const [content, called, isFolder] = [Buffer.from(text), Buffer.from(name), name.endsWith("/")];
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32LE(changedAt);
    numbers.writeUInt32LE(crc32(content), 4);
    // Flags: a folder 1, time 2, sum 4; then size, mode, time and sum, stored, made by Unix, the name.
    const head = [...vint(isFolder ? 7 : 6), ...vint(content.length), ...vint(isFolder ? 0o40755 : 0o100644)];
    return block(2, [...head, ...numbers, ...vint(0), ...vint(1), ...vint(called.length), ...called], content);
  });
  return Buffer.concat([mark, block(1, vint(0)), ...entries, block(5, vint(0))]);
}

/** One of which also the names need the password: a head of encryption, then what nobody can read. */
export function lockedRar(): Buffer {
  return Buffer.concat([mark, block(4, [0, 0, 15, ...Buffer.alloc(16, 7)]), Buffer.alloc(200, 0x55)]);
}

function block(type: number, body: readonly number[], content?: Buffer): Buffer {
  const head = [...vint(type), ...(content ? [...vint(2), ...vint(content.length)] : vint(0)), ...body];
  const sized = Buffer.from([...vint(head.length), ...head]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(sized));
  return Buffer.concat([sum, sized, content ?? Buffer.alloc(0)]);
}

/** Seven bits to a byte, the least first. */
function vint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...vint(value >> 7)];
}
