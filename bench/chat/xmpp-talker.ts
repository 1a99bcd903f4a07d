import { connect } from "node:net";
import { nameLength, nameOf, words } from "./plan.ts";
import type { OpenTalker } from "./talker.ts";

const host = "bench.example";
const mark = " id='bench-";

/**
 * A client of XMPP, without TLS, in one room (XEP-0045). A message is acknowledged by the room, which sends it to its author too. What comes is
 * not parsed: the beginnings of messages are looked for.
 */
export const openXmpp: OpenTalker = ({ port, secret, room }, onMessage) =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const acknowledged = new Map<number, () => void>();
    const address = `${room}@rooms.${host}`;
    const stream = `<stream:stream to='${host}' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`;
    // What the server says, and what is answered to it, in order.
    const plain = Buffer.from(`\0${secret}\0${secret}`).toString("base64");
    const steps = [
      ["</stream:features>", `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`],
      ["<success", stream],
      ["</stream:features>", "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"],
      [
        "</iq>",
        `<presence to='${address}/${secret}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>`,
      ],
      ["code='110'", ""],
    ] as const;
    let step = 0;
    let buffer = "";
    const talker = {
      say(number: number) {
        socket.write(
          `<message to='${address}' type='groupchat' id='${nameOf(number)}'><body>${words}</body></message>`,
        );
        return new Promise<void>((done) => acknowledged.set(number, done));
      },
      close: () => void socket.destroy(),
    };
    socket.on("error", reject);
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      buffer += chunk;
      for (let next = steps[step]; next; next = steps[step]) {
        const at = buffer.indexOf(next[0]);
        if (at < 0) {
          if (buffer.includes("<failure") || buffer.includes("type='error'")) reject(new Error(buffer));
          return;
        }
        buffer = buffer.slice(at + next[0].length);
        step++;
        if (next[1]) socket.write(next[1]);
        if (step === steps.length) resolve(talker);
      }
      let from = 0;
      for (;;) {
        const end = buffer.indexOf("</message>", from);
        if (end < 0) break;
        const begin = buffer.indexOf(mark, from);
        if (begin >= 0 && begin < end) {
          const number = Number(buffer.slice(begin + mark.length, begin + mark.length + nameLength - "bench-".length));
          onMessage(number);
          acknowledged.get(number)?.();
          acknowledged.delete(number);
        }
        from = end + "</message>".length;
      }
      buffer = buffer.slice(from);
    });
    socket.write(stream);
  });
