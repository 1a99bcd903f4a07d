import { closeCodes, closeFault } from "./close-codes.ts";
import { createBudget } from "./limits.ts";
import { writePresence } from "./presence.ts";
import { type Connection, type Participant, type Room, type Socket, Untaken } from "./room.ts";
import { awarenessMessage, BadMessage, markMessage, readMessage } from "./wire.ts";

/** To answer it costs as much as many small changes. */
const step1Cost = 20;
/** So many parts of a change take as long as a message. */
const partsInMessage = 100;
const nobody = awarenessMessage(writePresence([]));

const untaken = {
  "too-large": [closeCodes["too-large"], "document-too-large"],
  "too-many-parts": [closeCodes["too-large"], "frame-too-large"],
  "read-only": [closeCodes.forbidden, "document-read-only"],
  unsaved: [closeCodes.busy, "document-unsaved"],
} as const satisfies Record<Untaken["why"], readonly [number, string]>;

/** Reads what a client sends, and closes its socket with a reason when that cannot be taken: the only catch of what clients do. */
export function createConnection(room: Room, socket: Socket, participant: Participant): Connection {
  const { limits, log } = room;
  const messages = createBudget(limits.messages);
  const bytes = createBudget(limits.bytes);
  let mayWrite = participant.mayWrite;
  let isOver = false;
  let paused: NodeJS.Timeout | undefined;

  function handle(data: Uint8Array): void {
    const message = readMessage(data);
    switch (message.kind) {
      case "step1":
        slowDown(messages.take(step1Cost));
        connection.send(room.answerStep1(message.stateVector));
        break;
      case "update":
        slowDown(messages.take(room.take(connection, message.update) / partsInMessage));
        break;
      case "awareness":
        room.hear(connection, message.update);
        break;
      case "query-awareness":
        connection.send(room.allPresent());
        break;
      case "mark":
        room.whenKept(connection, () => connection.send(markMessage(message.token)));
        break;
    }
  }
  /** Reads on later: who sends too much waits, and nobody else. */
  function slowDown(ms: number): void {
    if (ms === 0 || isOver || paused) return;
    socket.pause();
    paused = setTimeout(() => {
      paused = undefined;
      if (!isOver) socket.resume();
    }, ms);
  }
  function refuse(error: unknown): void {
    if (error instanceof BadMessage) connection.end(closeCodes.invalid, "bad-message");
    else if (error instanceof Untaken) {
      const [code, reason] = untaken[error.why];
      connection.end(code, reason);
    } else {
      log.error({ err: error, documentId: room.id }, "a message of a client failed");
      connection.end(closeFault, "internal-error");
    }
  }
  const connection: Connection = {
    identity: participant.identity,
    mayWrite: () => mayWrite,
    setMayWrite(value) {
      // Only one who may write is asked for what the server lacks.
      if (value && !mayWrite) connection.send(room.stateVectorMessage());
      mayWrite = value;
    },
    begin() {
      if (mayWrite) connection.send(room.stateVectorMessage());
      connection.send(room.allPresent());
    },
    keepAlive: () => connection.send(nobody),
    send(message) {
      if (isOver) return;
      if (socket.bufferedBytes() > limits.unsentBytes) connection.end(closeCodes.busy, "reader-too-slow");
      else socket.send(message);
    },
    receive(data) {
      if (isOver) return;
      if (data.length > limits.frameBytes) {
        connection.end(closeCodes["too-large"], "frame-too-large");
        return;
      }
      slowDown(Math.max(messages.take(1), bytes.take(data.length)));
      try {
        handle(data);
      } catch (error) {
        refuse(error);
      }
    },
    end(code, reason) {
      if (isOver) return;
      socket.close(code, reason);
      connection.gone();
    },
    gone() {
      if (isOver) return;
      isOver = true;
      clearTimeout(paused);
      room.leave(connection);
    },
  };
  return connection;
}
