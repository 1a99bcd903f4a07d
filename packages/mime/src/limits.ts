/** Bounds of one parse. Past any of them the remainder is one opaque leaf, so hostile input costs linear time. */
export interface Limits {
  /** Nested multiparts and messages that are looked into. */
  depth: number;
  /** Entities in the whole message, encapsulated messages included. */
  parts: number;
  /** Octets of one header block whose fields are recorded; the block is still skipped to its end. */
  headerBytes: number;
  /** Fields recorded of one header block. */
  headerFields: number;
  /** Encapsulated messages under a transfer encoding that are decoded, one inside the other. */
  encodedMessages: number;
}

export const defaultLimits: Limits = {
  depth: 100,
  parts: 10_000,
  headerBytes: 1 << 20,
  headerFields: 2_000,
  encodedMessages: 3,
};
