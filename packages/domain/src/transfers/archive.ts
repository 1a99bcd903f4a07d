import { crc32, deflateRaw } from "node:zlib";
import { promisify } from "node:util";
import { centralHead, localHead, type ZipHead, zipEnd } from "@carbyne/mailbox-files";
import type { Context } from "../context.ts";

const deflate = promisify(deflateRaw);
/** Text gets small at this level already; what does not is stored as it is. */
const level = 3;

/** How far an archive is: where its next bytes go, and the file that is being written to piece by piece. */
export type ArchiveState = {
  readonly at: number;
  readonly count: number;
  readonly centralBytes: number;
  readonly open: { readonly name: string; readonly ms: number; readonly at: number; readonly crc: number } | null;
};

export const noArchive: ArchiveState = { at: 0, count: 0, centralBytes: 0, open: null };

/**
 * Writes a ZIP archive into the spool over a long time: after each `flush` all of it up to there is durable, and one goes on from the state that it
 * answers, in another process too. The list of files is kept in a file of its own until the end.
 */
export async function openArchive(ctx: Context, id: string, before: ArchiveState) {
  // What came after the last note of the state is written again.
  await ctx.spool.cut(id, "export", before.at);
  await ctx.spool.cut(id, "central", before.centralBytes);
  let state = before;
  let pieces: Buffer[] = [];
  let lines: Buffer[] = [];
  let size = 0;

  const put = (...buffers: Buffer[]) => {
    for (const buffer of buffers) {
      pieces.push(buffer);
      size += buffer.length;
    }
  };
  const place = () => state.at + size;
  const list = (head: ZipHead, at: number, comment = "") => {
    lines.push(centralHead(head, { at, comment }));
    state = { ...state, count: state.count + 1 };
  };

  async function flush(): Promise<ArchiveState> {
    if (size > 0) await ctx.spool.write(id, "export", { at: state.at, data: Buffer.concat(pieces) });
    const central = Buffer.concat(lines);
    if (central.length > 0) await ctx.spool.write(id, "central", { at: state.centralBytes, data: central });
    state = { ...state, at: state.at + size, centralBytes: state.centralBytes + central.length };
    [pieces, lines, size] = [[], [], 0];
    return state;
  }

  return {
    flush,

    /** A whole file. */
    async add({ name, date, content, comment }: { name: string; date: Date; content: Buffer; comment?: string }) {
      const packed = await deflate(content, { level });
      const isSmaller = packed.length < content.length;
      const data = isSmaller ? packed : content;
      const head: ZipHead = {
        name,
        date,
        crc: crc32(content),
        packing: isSmaller ? "deflate" : "none",
        packedBytes: data.length,
        sizeBytes: content.length,
      };
      const at = place();
      put(localHead(head), data);
      list(head, at, comment);
    },

    /** Begins a file that is written piece by piece; its sizes are put into its header when it ends. */
    begin({ name, date }: { name: string; date: Date }) {
      const open = { name, ms: date.getTime(), at: place(), crc: 0 };
      put(localHead({ name, date, crc: 0, packing: "none", packedBytes: 0, sizeBytes: 0 }));
      state = { ...state, open };
    },

    append(data: Buffer) {
      if (!state.open) throw new Error("no file of the archive is open");
      state = { ...state, open: { ...state.open, crc: crc32(data, state.open.crc) } };
      put(data);
    },

    async end() {
      const { open } = await flush();
      if (!open) throw new Error("no file of the archive is open");
      const { name, crc, at } = open;
      const date = new Date(open.ms);
      const empty = localHead({ name, date, crc: 0, packing: "none", packedBytes: 0, sizeBytes: 0 });
      const sizeBytes = state.at - at - empty.length;
      const head: ZipHead = { name, date, crc, packing: "none", packedBytes: sizeBytes, sizeBytes };
      await ctx.spool.write(id, "export", { at, data: localHead(head) });
      list(head, at);
      state = { ...state, open: null };
    },

    /** Writes the list of files behind them; answers how large the archive is. */
    async finish(): Promise<number> {
      const { at, count, centralBytes } = await flush();
      const central = await ctx.spool.open(id, "central");
      try {
        for (let from = 0; from < centralBytes; from += copyBytes)
          await ctx.spool.write(id, "export", { at: at + from, data: await central.read(from, copyBytes) });
      } finally {
        await central.close();
      }
      const end = zipEnd({ count, at, sizeBytes: centralBytes });
      await ctx.spool.write(id, "export", { at: at + centralBytes, data: end });
      await ctx.spool.remove(id, "central");
      return at + centralBytes + end.length;
    },
  };
}

const copyBytes = 4 * 1024 * 1024;

export type Archive = Awaited<ReturnType<typeof openArchive>>;
