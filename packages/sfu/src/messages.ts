import { z } from "zod";

/**
 * What is said over the socket of a meeting, `/sfu/<meetingId>`: text frames of JSON, checked on both sides by these schemas.
 *
 * A client asks `{id, ask, data}` and gets `{id, ok: data}` or `{id, refused: {kind, reason, params}}`; the server tells `{tell, data}` by itself. The first
 * thing that is asked is `join`, within ten seconds; before it nothing else is answered. What somebody is and may do is in the grant alone, which the domain
 * signed; the socket carries what lasts as long as the meeting.
 */

const Id = z.string().min(1).max(64);
const Moment = z.iso.datetime({ offset: true });
/** Shapes of WebRTC that mediasoup checks itself, in full; here they only have a size. */
const Opaque = z.record(z.string(), z.unknown());

export const kinds = ["audio", "video"] as const;
/** What a stream shows or says. A person has one of each at most, but for screens. */
export const sources = ["mic", "camera", "screen", "screenAudio"] as const;
export const Source = z.enum(sources);
export type Source = z.infer<typeof Source>;

/** How well somebody is connected, as the server sees it from what is lost: 0 is unknown. */
export const Quality = z.number().int().min(0).max(3);

export const Producer = z.object({
  id: Id,
  source: Source,
  /** Muted, or a camera that is covered: it is there and sends nothing. */
  isPaused: z.boolean(),
});
export type Producer = z.infer<typeof Producer>;

/** One presence in the meeting. The same person may be in it twice, from two places; each is a peer. */
export const Peer = z.object({
  id: Id,
  personId: Id,
  kind: z.enum(["account", "guest"]),
  name: z.string(),
  isModerator: z.boolean(),
  joinedAt: Moment,
  /** Since when a hand is up; the order in which they are called. */
  handAt: Moment.nullable(),
  quality: Quality,
  producers: z.array(Producer),
});
export type Peer = z.infer<typeof Peer>;

/** What is large at everybody: a face, or what that person shares. */
export const Spotlight = z.object({ peerId: Id, source: z.enum(["camera", "screen"]) });
export type Spotlight = z.infer<typeof Spotlight>;

export const Consumer = z.object({
  id: Id,
  producerId: Id,
  kind: z.enum(kinds),
  rtpParameters: Opaque,
  isPaused: z.boolean(),
});

const Transport = z.object({
  id: Id,
  iceParameters: Opaque,
  iceCandidates: z.array(Opaque),
  dtlsParameters: Opaque,
});

export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});

export const moderations = ["mute", "askUnmute", "stopCamera", "stopScreen", "lowerHand"] as const;

/** What a client asks, and what it is answered. */
export const requests = {
  /** Comes in, or comes back: with the secret of an earlier answer the peer that was is taken on, with its hand and its place. */
  join: {
    data: z.object({
      grant: z.string().max(4000),
      resume: z.string().max(100).optional(),
      /** What a server that was started again cannot know. */
      handAt: Moment.nullable().optional(),
    }),
    reply: z.object({
      peerId: Id,
      /** For `resume`; nobody else is told. */
      secret: z.string(),
      rtpCapabilities: Opaque,
      iceServers: z.array(IceServer),
      peers: z.array(Peer),
      /** Whose voice is heard now. */
      speakerId: Id.nullable(),
      /** What is recorded, since when; null while nothing is. */
      recordingSince: Moment.nullable(),
      /** What a moderator shows large to everybody. */
      spotlight: Spotlight.nullable().optional(),
    }),
  },
  createTransport: {
    data: z.object({ direction: z.enum(["send", "receive"]) }),
    reply: Transport,
  },
  connectTransport: { data: z.object({ transportId: Id, dtlsParameters: Opaque }), reply: z.object({}) },
  /** After another network: new credentials for the same transport (RFC 8445 §2.4). */
  restartIce: { data: z.object({ transportId: Id }), reply: z.object({ iceParameters: Opaque }) },
  produce: {
    data: z.object({
      transportId: Id,
      kind: z.enum(kinds),
      source: Source,
      rtpParameters: Opaque,
      isPaused: z.boolean(),
    }),
    reply: z.object({ producerId: Id }),
  },
  pauseProducer: { data: z.object({ producerId: Id, isPaused: z.boolean() }), reply: z.object({}) },
  closeProducer: { data: z.object({ producerId: Id }), reply: z.object({}) },
  /** Asks for the stream of somebody else. It begins to flow with `view` for pictures, at once for sound. */
  consume: {
    data: z.object({ producerId: Id, rtpCapabilities: Opaque }),
    reply: Consumer,
  },
  /** How large pictures are shown, in device pixels of their width; 0 is out of sight. The server chooses the layer, and sends nothing for 0. */
  view: {
    data: z.object({
      sizes: z.array(z.object({ consumerId: Id, width: z.number().int().min(0).max(16_384) })).max(500),
    }),
    reply: z.object({}),
  },
  raiseHand: { data: z.object({ isRaised: z.boolean() }), reply: z.object({}) },
  react: { data: z.object({ emoji: z.string().min(1).max(32) }), reply: z.object({}) },
  /** Of one peer, or of all others. For moderators. */
  moderate: { data: z.object({ act: z.enum(moderations), peerId: Id.nullable() }), reply: z.object({}) },
  /** Shows somebody, or what they share, large to everybody; null ends that. For moderators. */
  spotlight: { data: z.object({ spotlight: Spotlight.nullable() }), reply: z.object({}) },
  leave: { data: z.object({}), reply: z.object({}) },
} as const satisfies Record<string, { data: z.ZodType; reply: z.ZodType }>;

/** What the server tells by itself. */
export const notices = {
  peerJoined: Peer,
  peerLeft: z.object({ peerId: Id }),
  peerChanged: z.object({
    peerId: Id,
    name: z.string().optional(),
    isModerator: z.boolean().optional(),
    handAt: Moment.nullable().optional(),
    quality: Quality.optional(),
  }),
  producerAdded: z.object({ peerId: Id, producer: Producer }),
  producerChanged: z.object({ peerId: Id, producerId: Id, isPaused: z.boolean() }),
  producerClosed: z.object({ peerId: Id, producerId: Id }),
  /** Of a stream that this client receives: it stopped or goes on for now, by the server's choice (loudness, a producer that paused). */
  consumerPaused: z.object({ consumerId: Id, isPaused: z.boolean() }),
  consumerClosed: z.object({ consumerId: Id }),
  /** Who is heard above the others; null is silence. */
  speaker: z.object({ peerId: Id.nullable() }),
  reaction: z.object({ peerId: Id, emoji: z.string() }),
  /** A moderator did something to this client, or asks for it; the server has done it already, but for `askUnmute`. */
  moderated: z.object({ act: z.enum(moderations), by: z.string() }),
  spotlight: z.object({ spotlight: Spotlight.nullable() }),
  recording: z.object({ since: Moment.nullable(), by: z.string() }),
  /** This place is going to be closed; the client comes back by a new grant, with `resume` worthless. */
  moved: z.object({}),
  /** The end for this client: the meeting is over, it was taken out, or the person came in from another place and moved. */
  ended: z.object({ reason: z.enum(["meeting-ended", "removed", "moved-device", "session-ended", "flooding"]) }),
} as const satisfies Record<string, z.ZodType>;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestData<Name extends RequestName> = z.infer<Requests[Name]["data"]>;
export type Reply<Name extends RequestName> = z.infer<Requests[Name]["reply"]>;
export type Notices = typeof notices;
export type NoticeName = keyof Notices;
export type NoticeData<Name extends NoticeName> = z.infer<Notices[Name]>;

/** A frame of a client. */
export const Ask = z.object({
  id: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
  ask: z.enum(Object.keys(requests) as [RequestName, ...RequestName[]]),
  data: z.unknown(),
});

/** A frame of the server. */
export type Frame =
  | { readonly id: number; readonly ok: unknown }
  | {
      readonly id: number;
      readonly refused: { readonly kind: string; readonly reason: string; readonly params: Record<string, unknown> };
    }
  | { readonly tell: NoticeName; readonly data: unknown };
