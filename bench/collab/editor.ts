import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";

/** One editor's socket, as lean as it can be: it keeps no document. */
export type Editor = {
  send(update: Uint8Array): void;
  close(): void;
};

export type OnUpdate = (update: Uint8Array) => void;

/** Opens a document; resolves when it has come. */
export type OpenEditor = (
  at: { readonly port: number; readonly secret: string; readonly document: string },
  onUpdate: OnUpdate,
) => Promise<Editor>;

export const types = { sync: 0, auth: 2 } as const;
export const steps = { step1: 0, step2: 1, update: 2 } as const;

/** The state vector of a document, and the update, that hold nothing. */
export const nothing = { vector: Uint8Array.of(0), update: Uint8Array.of(0, 0) } as const;

export const message = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

/** Writes a step of the sync protocol of y-protocols. */
export function writeStep(encoder: encoding.Encoder, step: number, payload: Uint8Array): void {
  encoding.writeVarUint(encoder, types.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, payload);
}

/** Opens a socket of which each message is read by `onMessage`; rejects when it is closed before it is ready. */
export function openSocket(
  url: string,
  {
    headers,
    begin,
    onMessage,
  }: {
    headers: Record<string, string>;
    begin: (socket: WebSocket) => void;
    onMessage: (decoder: decoding.Decoder, ready: () => void, socket: WebSocket) => void;
  },
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    socket.on("open", () => begin(socket));
    socket.on("message", (data: Buffer) => onMessage(decoding.createDecoder(data), () => resolve(socket), socket));
    socket.on("error", reject);
    socket.on("close", (code, reason) => reject(new Error(`closed: ${code} ${reason.toString()}`)));
  });
}
