import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { message, nothing, type OnUpdate, type OpenEditor, openSocket, steps, types, writeStep } from "./editor.ts";

/** "Taken", which says nothing of a disk. */
const statusType = 8;
/** A step of the sync protocol that asks for none back. */
const replyType = 4;
const token = 0;

type Seat = Parameters<OpenEditor>[0];

const named = (document: string, write: (encoder: encoding.Encoder) => void) =>
  message((encoder) => {
    encoding.writeVarString(encoder, document);
    write(encoder);
  });

function open({ port, secret, document }: Seat, onUpdate: OnUpdate, onStatus: () => void) {
  return openSocket(`ws://127.0.0.1:${port}`, {
    headers: {},
    begin(socket) {
      const auth = named(document, (encoder) => {
        encoding.writeVarUint(encoder, types.auth);
        encoding.writeVarUint(encoder, token);
        encoding.writeVarString(encoder, secret);
      });
      socket.send(auth);
      socket.send(named(document, (encoder) => writeStep(encoder, steps.step1, nothing.vector)));
    },
    onMessage(decoder, ready, socket) {
      decoding.readVarString(decoder);
      const type = decoding.readVarUint(decoder);
      if (type === statusType) onStatus();
      if (type !== types.sync && type !== replyType) return;
      const step = decoding.readVarUint(decoder);
      if (step === steps.step1)
        socket.send(named(document, (encoder) => writeStep(encoder, steps.step2, nothing.update)));
      else if (step === steps.step2) ready();
      else onUpdate(decoding.readVarUint8Array(decoder));
    },
  });
}

/** An editor of Hocuspocus: each message names the document, and the first one says who it is. */
export const openPeer: OpenEditor = async (seat, onUpdate) => {
  const socket = await open(seat, onUpdate, () => undefined);
  return {
    send: (update) => socket.send(named(seat.document, (encoder) => writeStep(encoder, steps.update, update))),
    close: () => socket.terminate(),
  };
};

/** Writes something into a document of the peer's; resolves when it is taken. */
export async function writePeer(seat: Seat, update: Uint8Array): Promise<void> {
  let onTaken = () => {};
  const taken = new Promise<void>((resolve) => (onTaken = resolve));
  // The answer to the first exchange says it too, and comes before.
  let answers = 0;
  const socket = await open(
    seat,
    () => undefined,
    () => ++answers === 2 && onTaken(),
  );
  socket.send(named(seat.document, (encoder) => writeStep(encoder, steps.update, update)));
  await taken;
  socket.close();
}
