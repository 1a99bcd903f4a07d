import { type RTCDtlsTransport, RtpHeader } from "werift";

/** As a packet of a camera of 720 lines is. */
const payloadBytes = 1_100;
const clockRate = 90_000;

/** Sends VP8 pictures of one packet each at a steady pace. */
export function createPacer(dtls: RTCDtlsTransport, { ssrc, payloadType }: { ssrc: number; payloadType: number }) {
  let count = 0;
  return {
    /** Resolves when all is sent, with how many. */
    run({ seconds, perSecond }: { seconds: number; perSecond: number }): Promise<number> {
      const begun = performance.now();
      const total = seconds * perSecond;
      let sent = 0;
      return new Promise((resolve) => {
        const timer = setInterval(() => {
          const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * perSecond));
          for (; sent < due; sent++) send(perSecond);
          if (sent < total) return;
          clearInterval(timer);
          resolve(sent);
        }, 4);
      });
    },
  };

  function send(perSecond: number): void {
    count++;
    const header = new RtpHeader({
      payloadType,
      sequenceNumber: count & 0xffff,
      timestamp: Math.round((count * clockRate) / perSecond) >>> 0,
      ssrc,
      marker: true,
    });
    // RFC 7741 §4.2: a descriptor with a picture's number, and the first octet of a key frame.
    const payload = Buffer.alloc(payloadBytes);
    payload.set([0x90, 0x80, 0x80 | ((count >> 8) & 0x7f), count & 0xff, 0x00]);
    void dtls.sendRtp(payload, header);
  }
}

/**
 * Counts what arrives at a transport, and leaves it encrypted: that it can be read is shown by tests, and reading it would take longer than it takes a
 * server to forward it. RTP and RTCP are told apart by the second octet (RFC 5761 §4).
 */
export function countArrivals(dtls: RTCDtlsTransport): () => number {
  let count = 0;
  const { connection } = dtls.iceTransport;
  connection.onData.allUnsubscribe();
  connection.onData.subscribe((data) => {
    const [first = 0, second = 0] = data;
    if (first >= 128 && first <= 191 && ((second & 0x7f) < 64 || (second & 0x7f) > 95)) count++;
  });
  return () => count;
}
