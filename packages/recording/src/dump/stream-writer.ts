import path from "node:path";
import { type Appending, openAppending } from "./append.ts";
import { encodeHeader, encodeRecord, type Packet, type StreamHeader, streamFile } from "./format.ts";

/** A file holds so much of a stream; then the next one begins. */
const partMs = 600_000;

export type StreamWriter = {
  readonly bytes: number;
  write(packet: Packet): void;
  close(): Promise<void>;
};

/** Keeps the packets of one stream in the folder of a recording. */
export async function createStreamWriter({
  folder,
  header,
  onFault,
}: {
  readonly folder: string;
  readonly header: StreamHeader;
  /** Told when nothing more can be written. */
  readonly onFault: (error: Error) => void;
}): Promise<StreamWriter> {
  let part = 0;
  let partFromMs: number | undefined;
  let bytes = 0;
  const begin = async (number: number): Promise<Appending> => {
    const file = await openAppending(path.join(folder, streamFile(header.streamId, number)), onFault);
    file.append(encodeHeader(header));
    return file;
  };
  let file = await begin(part);
  /** While the next file is opened, what comes goes to the one before. */
  let turning: Promise<void> | undefined;

  const turn = async () => {
    const before = file;
    part += 1;
    file = await begin(part);
    partFromMs = undefined;
    await before.close();
  };
  return {
    get bytes() {
      return bytes;
    },
    write(packet) {
      partFromMs ??= packet.arrivalMs;
      const record = encodeRecord(packet);
      bytes += record.length;
      file.append(record);
      if (turning || packet.arrivalMs - partFromMs < partMs) return;
      turning = turn()
        .catch((error: unknown) => onFault(error instanceof Error ? error : new Error(String(error))))
        .finally(() => {
          turning = undefined;
        });
    },
    async close() {
      await turning;
      await file.close();
    },
  };
}
