export const channels = ["hints", "signals"] as const;
export type Channel = (typeof channels)[number];

/** What carries payloads between the processes of one installation. */
export type Wire = {
  /** Gives a payload to all other processes, and perhaps back to this one. Waits while there is no connection. */
  send(channel: Channel, payload: string): Promise<void>;
  isConnected(): boolean;
  close(): Promise<void>;
};

export type OpenWire = (on: {
  payload: (channel: Channel, payload: string) => void;
  /** The connection is back after a time in which payloads were lost. */
  gap: () => void;
}) => Wire;
