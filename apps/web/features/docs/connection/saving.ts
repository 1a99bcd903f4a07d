import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { WebsocketProvider } from "y-websocket";

/** Ours beside the messages of y-websocket: a number that the server says back once all that came before it is kept. */
const markType = 64;
const restMs = 250;

/** Watches whether what was written here is kept by the server. */
export function watchSaving(provider: WebsocketProvider, onChange: (isSaved: boolean) => void) {
  const { doc } = provider;
  /** Changes made here so far, and how many of them are kept. What lies in the browser from before may not have been sent. */
  let [made, kept] = [1, 0];
  let timer: number | undefined;

  const ask = () => {
    timer = undefined;
    if (!provider.wsconnected || provider.ws?.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, markType);
    encoding.writeVarUint(encoder, made);
    provider.ws.send(encoding.toUint8Array(encoder));
  };
  provider.messageHandlers[markType] = (_encoder, decoder) => {
    kept = Math.max(kept, decoding.readVarUint(decoder));
    onChange(kept >= made);
  };
  const onUpdate = (_update: Uint8Array, origin: unknown) => {
    if (origin === provider) return;
    const wasSaved = kept >= made;
    made++;
    if (wasSaved) onChange(false);
    timer ??= window.setTimeout(ask, restMs);
  };
  // What was written while there was no line goes out with the first exchange, before this.
  const onSync = (isSynced: boolean) => {
    if (isSynced) ask();
  };
  doc.on("update", onUpdate);
  provider.on("sync", onSync);
  return () => {
    window.clearTimeout(timer);
    doc.off("update", onUpdate);
    provider.off("sync", onSync);
  };
}
