/**
 * Runs the command and then writes how it ended and what it left, on the one way out: a line `exit <code>`, and for each file a line
 * `file <bytes> <name>` and its content. What the command itself says is a file like the others.
 */
export const script = `outputs=$1; shift
"$@" </dev/null >/tmp/out/stdout 2>/tmp/out/stderr
echo "exit $?"
for name in $outputs; do
  if [ -f "/tmp/out/$name" ]; then
    size=$(wc -c <"/tmp/out/$name")
    echo "file $size $name"
    head -c "$size" "/tmp/out/$name"
  fi
done`;

export type Reply = { readonly code: number; readonly files: ReadonlyMap<string, Buffer> };

const longestLine = 200;

/** Reads what `script` wrote; null when it did not get to the end. The command may have written there too, so that nothing is taken on trust. */
export function readReply(bytes: Buffer): Reply | null {
  let at = 0;
  const line = (): string | null => {
    const end = bytes.subarray(at, at + longestLine).indexOf(10);
    if (end < 0) return null;
    const text = bytes.toString("latin1", at, at + end);
    at += end + 1;
    return text;
  };
  const code = /^exit (\d{1,3})$/.exec(line() ?? "")?.[1];
  if (code === undefined) return null;
  const files = new Map<string, Buffer>();
  while (at < bytes.length) {
    const [, size, name] = /^file (\d{1,12}) ([\w.-]{1,100})$/.exec(line() ?? "") ?? [];
    if (size === undefined || name === undefined || at + Number(size) > bytes.length) return null;
    files.set(name, bytes.subarray(at, at + Number(size)));
    at += Number(size);
  }
  return { code: Number(code), files };
}
