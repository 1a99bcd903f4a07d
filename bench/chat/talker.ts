/** One client of a chat, as lean as it can be. */
export type Talker = {
  /** Says something under the name of a number; resolves when it is acknowledged. */
  say(number: number): Promise<void>;
  close(): void;
};

/** Opens a client that listens to its room, and tells of every message that comes by its number. Resolves when it hears all. */
export type OpenTalker = (
  at: { readonly port: number; readonly secret: string; readonly room: string },
  onMessage: (number: number) => void,
) => Promise<Talker>;
