import { useState } from "react";
import { chatServer, type Message, type Person } from "../api.ts";

type Where = { roomId: string } | { people: readonly Person[] };

/** Names of rooms are no longer. */
const mostName = 80;

/** Brings a mail into a room; tried again it is brought once, and people are gathered in one room. */
export function useDiscuss({ mailId, subject }: { mailId: string; subject: string }) {
  const [tried] = useState(() => ({ key: crypto.randomUUID(), made: null as string | null }));

  /** One person is talked with alone; several get a group of their own that is called like the mail. */
  const gather = async (people: readonly Person[]): Promise<string> => {
    const [first, ...others] = people;
    if (first && others.length === 0) return (await chatServer.openDirect(first.id)).id;
    const name =
      subject.trim().slice(0, mostName) ||
      people
        .map((one) => one.name)
        .join(", ")
        .slice(0, mostName);
    return (await chatServer.create({ kind: "group", name, people: people.map((one) => one.id) })).id;
  };
  return async (where: Where, note: string): Promise<Message> => {
    if ("people" in where) tried.made ??= await gather(where.people);
    const roomId = "people" in where ? (tried.made ?? "") : where.roomId;
    return chatServer.discussMail({ mailId, roomId, note: note.trim(), key: tried.key });
  };
}
