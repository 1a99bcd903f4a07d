import WebSocket from "ws";
import { ask } from "./api.ts";

type Said = { readonly text: string; readonly kind: string; readonly number: number; readonly modseq: string };
type Changes = {
  readonly roomId: string;
  readonly from: string;
  readonly to: string;
  readonly messages: readonly Said[];
  readonly hasMore: boolean;
};
type Event =
  | { readonly what: "rooms"; readonly at: Readonly<Record<string, string>> }
  | ({ readonly what: "changes" } & Changes)
  | { readonly what: "gap" | "left" | "seats" };

const againMs = 100;

type Open = {
  readonly url: string;
  readonly cookie: string;
  readonly roomId: string;
  /** The modseq that it begins with, as one that was away; without it, from now on. */
  readonly since?: string;
};

/** The chat's live path as a browser walks it, in one room: it listens, asks for what it has missed, and opens a socket again that ended. */
export function openChat({ url, cookie, roomId, since }: Open) {
  const heard: Said[] = [];
  let known = since === undefined ? undefined : BigInt(since);
  let socket: WebSocket;
  let isOver = false;
  let line: Promise<void> = Promise.resolve();
  let hearing = () => {};
  const isHearing = new Promise<void>((resolve) => (hearing = resolve));
  let catchesUp = 0;

  function take(changes: Changes): void {
    if (known === undefined || changes.roomId !== roomId || BigInt(changes.to) <= known) return;
    for (const one of changes.messages) if (one.kind === "text" && BigInt(one.modseq) > known) heard.push(one);
    known = BigInt(changes.to);
  }

  async function catchUp(): Promise<void> {
    catchesUp++;
    for (let hasMore = true; hasMore && !isOver; ) {
      const input = encodeURIComponent(JSON.stringify({ rooms: { [roomId]: String(known) } }));
      const answer = await fetch(`${url}/trpc/chat.changes?input=${input}`, {
        headers: { cookie, "x-carbyne": "1" },
      }).catch(() => undefined);
      if (!answer?.ok) {
        await new Promise((resolve) => setTimeout(resolve, againMs));
        continue;
      }
      const { result } = (await answer.json()) as { result: { data: Changes[] } };
      for (const changes of result.data) take(changes);
      hasMore = result.data.some((changes) => changes.hasMore);
    }
  }

  async function hear(event: Event): Promise<void> {
    if (event.what === "rooms" && event.at[roomId] !== undefined) {
      const at = BigInt(event.at[roomId]);
      if (known === undefined) known = at;
      else if (at > known) await catchUp();
      hearing();
    }
    if (event.what === "gap") await catchUp();
    if (event.what !== "changes" || event.roomId !== roomId || known === undefined) return;
    if (BigInt(event.from) > known) await catchUp();
    take(event);
  }

  function connect(): void {
    socket = new WebSocket(`${url.replace("http", "ws")}/trpc-ws`, { headers: { cookie } });
    socket.on("open", () => socket.send('{"id":1,"method":"subscription","params":{"path":"chat.live"}}'));
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text === "PING") return socket.send("PONG");
      const { result } = JSON.parse(text) as { result?: { type: string; data: Event } };
      if (result?.type === "data") line = line.then(() => hear(result.data));
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      if (!isOver) setTimeout(connect, againMs);
    });
  }
  connect();

  return {
    roomId,
    isHearing,
    heard: () => heard,
    /** How often it had to ask for what it had missed. */
    catchesUp: () => catchesUp,
    /** Breaks the line without a word, as a network does. */
    cut: () => socket.terminate(),
    close() {
      isOver = true;
      socket.terminate();
    },
  };
}

/** Says something under a key; null when it was not acknowledged, with whatever the server said. */
export async function post(
  url: string,
  cookie: string,
  message: { readonly roomId: string; readonly key: string; readonly text: string },
): Promise<{ said: Said } | { said: null; refusal: string }> {
  try {
    const answer = await ask(url, "chat.messages.send", message, cookie);
    const body = await answer.text();
    if (!answer.ok) return { said: null, refusal: body };
    return { said: (JSON.parse(body) as { result: { data: Said } }).result.data };
  } catch (error) {
    return { said: null, refusal: String(error) };
  }
}

/** Makes a room that the first of the people owns. */
export async function makeRoom(url: string, cookie: string, people: readonly string[]): Promise<string> {
  const answer = await ask(url, "chat.rooms.create", { kind: "group", name: "Roof", people }, cookie);
  if (!answer.ok) throw new Error(await answer.text());
  const { result } = (await answer.json()) as { result: { data: { id: string } } };
  return result.data.id;
}

/** Who is signed in. */
export async function idOf(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/trpc/session.me`, { headers: { cookie, "x-carbyne": "1" } });
  const { result } = (await answer.json()) as { result: { data: { account: { id: string } } } };
  return result.data.account.id;
}
