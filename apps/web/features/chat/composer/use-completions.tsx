import { Avatar } from "@carbyne/ui";
import { Hash, Lock, Slash, Users } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useEmoji } from "../../../client/emoji/use-emoji.ts";
import { type Query, queryAt } from "./completion.ts";
import { type KnownNames, type Shown, shownName } from "./mention-text.ts";

export interface PersonChoice {
  id: string;
  name: string;
  /** Stands beside the name and tells namesakes apart, such as an address. */
  detail?: string;
}
export interface RoomChoice {
  id: string;
  name: string;
  detail?: string;
  isPrivate?: boolean;
}
/** What is done by typing `/name`, with what stands behind it. */
export interface Command {
  name: string;
  /** What it does. */
  hint: string;
  onRun: (rest: string) => void;
}

type Found<Choice> = readonly Choice[] | Promise<readonly Choice[]>;

/** Where the names come from that complete what is typed; each the same function always, or as long as it finds the same. */
export interface CompletionSources {
  people: (text: string) => Found<PersonChoice>;
  /** Whether everybody may be spoken to. */
  hasEveryone?: boolean;
  rooms?: (text: string) => Found<RoomChoice>;
  commands?: readonly Command[];
}

export interface Completion {
  key: string;
  lead: ReactNode;
  label: string;
  detail: string | undefined;
  /** What takes the place of what was typed. */
  insert: string;
  /** The sign that is sent for it. */
  sign: string | null;
}

export interface Completions {
  query: Query | null;
  items: readonly Completion[];
  at: number;
  setAt: (at: number) => void;
  close: () => void;
}

const most = 8;

/** What may complete the word before the caret, most likely first. */
export function useCompletions({
  shown,
  caret,
  sources,
  known,
}: {
  shown: Shown;
  /** Null while the field has no focus or something is selected. */
  caret: number | null;
  sources: CompletionSources;
  known: KnownNames;
}): Completions {
  const t = useTranslations("chat.composer");
  const tText = useTranslations("chat.text");
  const language = useLocale();
  const { tone } = useEmoji();
  const query = caret === null ? null : queryAt(shown, caret);
  const [found, setFound] = useState<{ of: string; items: readonly Completion[] }>({ of: "", items: [] });
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const name = query ? `${query.kind} ${query.from} ${query.text}` : "";
  const asked = useRef("");

  const people = async (text: string): Promise<readonly Completion[]> => {
    const everyone = sources.hasEveryone
      ? (["all", "here"] as const).filter((whom) => [whom, tText(whom)].some((word) => begins(word, text)))
      : [];
    const somebody = (await sources.people(text)).map(({ id, name: called, detail }) => {
      const plain = shownName({ kind: "person", id }, called);
      const sign = `<@${id}>`;
      // A namesake stands there already: then the address tells them apart.
      const isTaken =
        known.has(plain) &&
        known.get(plain) !== sign &&
        shown.mentions.some((one) => shown.text.slice(one.from, one.to) === plain);
      const insert = isTaken && detail ? `${plain} (${detail})` : plain;
      return { key: id, lead: <Avatar name={called} address={id} size={24} />, label: called, detail, insert, sign };
    });
    const all = everyone.map((whom) => ({
      key: whom,
      lead: <Users aria-hidden="true" className="m-1 size-4" />,
      label: `@${tText(whom)}`,
      detail: t(`everyone.${whom}`),
      insert: `@${tText(whom)}`,
      sign: `<@${whom}>`,
    }));
    return text === "" ? [...somebody.slice(0, most - all.length), ...all] : [...all, ...somebody];
  };
  const rooms = async (text: string): Promise<readonly Completion[]> =>
    ((await sources.rooms?.(text)) ?? []).map(({ id, name: called, detail, isPrivate }) => ({
      key: id,
      lead: isPrivate ? (
        <Lock aria-hidden="true" className="m-1 size-4" />
      ) : (
        <Hash aria-hidden="true" className="m-1 size-4" />
      ),
      label: called,
      detail,
      insert: shownName({ kind: "room", id }, called),
      sign: `<#${id}>`,
    }));
  const emoji = async (text: string): Promise<readonly Completion[]> => {
    const { findEmoji } = await import("@carbyne/ui/emoji");
    return (await findEmoji(text, { language, tone, most })).map(({ sign, name: called, code }) => ({
      key: sign,
      lead: <span className="grid size-6 place-items-center text-20">{sign}</span>,
      label: code === "" ? called : `:${code}:`,
      detail: code === "" ? undefined : called,
      insert: sign,
      sign: null,
    }));
  };
  const commands = (text: string): readonly Completion[] =>
    (sources.commands ?? [])
      .filter((command) => begins(command.name, text))
      .map((command) => ({
        key: command.name,
        lead: <Slash aria-hidden="true" className="m-1 size-4" />,
        label: `/${command.name}`,
        detail: command.hint,
        insert: `/${command.name}`,
        sign: null,
      }));

  useEffect(() => {
    asked.current = name;
    setAt(0);
    if (query === null) {
      setFound({ of: "", items: [] });
      setClosedAt(null);
      return;
    }
    const read = { people, rooms, emoji, commands }[query.kind];
    Promise.resolve(read(query.text)).then(
      (items) => {
        // Answers come in any order; the one to what stands there now counts.
        if (asked.current === name) setFound({ of: name, items: items.slice(0, most) });
      },
      // Without names one types on.
      () => undefined,
    );
    // The query says it all; sources are the same as long as they find the same.
  }, [name, sources.people, sources.rooms, sources.commands]);

  const isOpen = query !== null && closedAt !== query.from && found.items.length > 0 && kindOf(found.of) === query.kind;
  return {
    query: isOpen ? query : null,
    items: isOpen ? found.items : [],
    at: Math.min(at, Math.max(0, found.items.length - 1)),
    setAt,
    close: () => setClosedAt(query?.from ?? null),
  };
}

function kindOf(name: string): string {
  return name.split(" ")[0] ?? "";
}

function begins(word: string, text: string): boolean {
  return word.toLocaleLowerCase().startsWith(text.toLocaleLowerCase());
}
