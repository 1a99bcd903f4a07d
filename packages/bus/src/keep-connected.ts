import type { Logger } from "@carbyne/kernel";

const retryMs = 500;

/** Keeps one connection: it is opened again for ever, until it is closed. */
export function keepConnected<Connection>(options: {
  /** Whom it leads to, in the words of the log. */
  peer: string;
  /** Calls `onLost` once when an open connection ends, for whatever reason. */
  open: (onLost: () => void) => Promise<Connection>;
  end: (connection: Connection) => Promise<void>;
  /** The connection is back after a time without one. */
  onGap: () => void;
  log: Logger;
}) {
  const { peer, open, end, onGap, log } = options;
  let current: Connection | undefined;
  let next = Promise.withResolvers<Connection>();
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;
  let trouble: string | undefined;

  async function connect(isFirst: boolean): Promise<void> {
    let connection: Connection | undefined;
    let isOver = false;
    try {
      connection = await open(() => {
        isOver = true;
        if (current !== undefined && current === connection) lost();
      });
      if (isOver) throw new Error("the connection ended as soon as it was open");
    } catch (error) {
      // Once for each kind of trouble, and not twice a second as long as it lasts.
      if (trouble !== String(error)) log.warn({ err: error }, `the bus cannot reach ${peer}, trying again`);
      trouble = String(error);
      again();
      return;
    }
    if (!isFirst) log.info({}, `the bus has reached ${peer} again`);
    trouble = undefined;
    current = connection;
    next.resolve(connection);
    if (!isFirst && !isClosed) onGap();
  }
  function lost(): void {
    if (isClosed) return;
    log.warn({}, `the bus has lost ${peer}, trying again`);
    current = undefined;
    next = Promise.withResolvers();
    again();
  }
  function again(): void {
    if (!isClosed) retry = setTimeout(reconnect, retryMs);
  }
  function reconnect(): void {
    connecting = connect(false);
  }
  let connecting = connect(true);

  return {
    /** The connection, as soon as there is one. */
    get: () => next.promise,
    isConnected: () => current !== undefined,
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(retry);
      await connecting;
      if (current) await end(current);
      current = undefined;
    },
  };
}
