import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { message, nothing, type OnUpdate, type OpenEditor, openSocket, steps, types, writeStep } from "./editor.ts";

/** Asks whether all is kept that was sent before, as the web app does after each change, though not more often than this. */
const markType = 64;
const markMs = 250;

type Seat = Parameters<OpenEditor>[0];

function open({ port, secret, document }: Seat, onUpdate: OnUpdate, onMark: () => void) {
  return openSocket(`ws://127.0.0.1:${port}/collab/${document}`, {
    headers: { cookie: `carbyne=${secret}` },
    begin: (socket) => socket.send(message((encoder) => writeStep(encoder, steps.step1, nothing.vector))),
    onMessage(decoder, ready, socket) {
      const type = decoding.readVarUint(decoder);
      if (type === markType) onMark();
      if (type !== types.sync) return;
      const step = decoding.readVarUint(decoder);
      if (step === steps.step1) socket.send(message((encoder) => writeStep(encoder, steps.step2, nothing.update)));
      else if (step === steps.step2) ready();
      else onUpdate(decoding.readVarUint8Array(decoder));
    },
  });
}

const mark = message((encoder) => {
  encoding.writeVarUint(encoder, markType);
  encoding.writeVarUint(encoder, 1);
});

/** An editor of ours: y-websocket's protocol, behind a session's cookie. */
export const openOurs: OpenEditor = async (seat, onUpdate) => {
  const socket = await open(seat, onUpdate, () => undefined);
  let asking: NodeJS.Timeout | undefined;
  const ask = () => {
    asking = undefined;
    socket.send(mark);
  };
  return {
    send(update) {
      socket.send(message((encoder) => writeStep(encoder, steps.update, update)));
      asking ??= setTimeout(ask, markMs);
    },
    close() {
      clearTimeout(asking);
      socket.terminate();
    },
  };
};

/** Writes something into a document of ours; resolves when it is kept. */
export async function writeOurs(seat: Seat, update: Uint8Array): Promise<void> {
  let onKept = () => {};
  const kept = new Promise<void>((resolve) => (onKept = resolve));
  const socket = await open(
    seat,
    () => undefined,
    () => onKept(),
  );
  const closed = new Promise<never>((_resolve, reject) => {
    socket.on("close", (code) => reject(new Error(`closed before it was kept: ${code}`)));
  });
  socket.send(message((encoder) => writeStep(encoder, steps.update, update)));
  socket.send(mark);
  await Promise.race([kept, closed]);
  socket.terminate();
}
