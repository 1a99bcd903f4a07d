import { Refusal } from "@carbyne/kernel";

const mostName = 128;
const mostTopic = 512;

const line = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();

/** A name for a room: one line that is not empty. */
export function readRoomName(name: string): string {
  const clean = line(name);
  if (clean === "") throw new Refusal("invalid", "room-name-empty");
  if (clean.length > mostName) throw new Refusal("invalid", "room-name-long", { most: mostName });
  return clean;
}

const mostGuestName = 64;

/** The name that a guest goes by. */
export function readGuestName(name: string): string {
  const clean = line(name);
  if (clean === "") throw new Refusal("invalid", "guest-name-empty");
  if (clean.length > mostGuestName) throw new Refusal("invalid", "guest-name-long", { most: mostGuestName });
  return clean;
}

/** The name that a bot or a webhook goes by. */
export function readBotName(name: string): string {
  const clean = line(name);
  if (clean === "") throw new Refusal("invalid", "bot-name-empty");
  if (clean.length > mostGuestName) throw new Refusal("invalid", "bot-name-long", { most: mostGuestName });
  return clean;
}

/** What a room is about: one line, which may be empty. */
export function readTopic(topic: string): string {
  const clean = line(topic);
  if (clean.length > mostTopic) throw new Refusal("invalid", "room-topic-long", { most: mostTopic });
  return clean;
}
