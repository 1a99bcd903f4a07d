import { guestBase } from "../../../client/guest-base.ts";
import { filesServer } from "../../files/api.ts";
import { sendFile } from "../../files/upload/tus.ts";
import { chatServer } from "../api.ts";

export interface Brought {
  nodeId: string | null;
  /** Of pictures, in pixels. */
  width?: number;
  height?: number;
}

/** Brings a file into a room, for a message that is to come. */
export async function bringIn(
  roomId: string,
  file: File,
  { signal, onProgress = () => undefined }: { signal: AbortSignal; onProgress?: (sentBytes: number) => void },
): Promise<Brought> {
  const [folder, size] = await Promise.all([chatServer.folder(roomId), sizeOf(file)]);
  const nodeId = await sendFile({
    ...(guestBase === "" ? {} : { endpoint: `${guestBase}/uploads` }),
    file,
    name: file.name,
    parentId: folder.id,
    whenTaken: "both",
    url: null,
    signal,
    onUrl: () => undefined,
    complete: async (id) => (await filesServer.completeUpload({ id, whenTaken: "both" })).nodeId,
    onProgress,
  });
  return { nodeId, ...size };
}

/** How large a picture is, so that its place is there before it; nothing of what is none. */
async function sizeOf(file: File): Promise<{ width?: number; height?: number }> {
  if (!/^image\/(?:png|jpeg|gif|webp|avif)$/.test(file.type)) return {};
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    picture.close();
    return { width, height };
  } catch {
    return {};
  }
}
