import { clsx } from "clsx";
import { Direction } from "radix-ui";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../button.tsx";
import { Input } from "../input.tsx";
import { Menu } from "../menu.tsx";
import { Skeleton } from "../skeleton.tsx";
import { VisuallyHidden } from "../visually-hidden.tsx";
import { type Emoji, loadEmoji, type SkinTone } from "./emoji.ts";
import { EmojiGrid, type EmojiGridHandle } from "./emoji-grid.tsx";
import { type Cell, type EmojiGroup, groups, type Move, rowsOf } from "./emoji-rows.ts";

export interface EmojiWords {
  title: string;
  search: string;
  /** The row of buttons that lead to groups. */
  kinds: string;
  none: string;
  /** How many were found, for who does not see them. */
  found: (count: number) => string;
  /** The names could not be loaded. */
  failed: string;
  retry: string;
  groups: Readonly<Record<EmojiGroup, string>>;
  /** The button that chooses the tone, and the tones from none to dark. */
  tone: string;
  tones: readonly [string, string, string, string, string, string];
}

export interface EmojiPickerProps {
  /** Whose names are looked through, such as `de`. */
  language: string;
  words: EmojiWords;
  /** Signs that were used lately, the latest first; the caller keeps them. */
  recent: readonly string[];
  tone: SkinTone;
  onTone: (tone: SkinTone) => void;
  onChoose: (sign: string) => void;
}

const allTones = [0, 1, 2, 3, 4, 5] as const;
const hands = ["✋", "✋🏻", "✋🏼", "✋🏽", "✋🏾", "✋🏿"] as const;

const moves: Readonly<Record<string, Move>> = {
  ArrowDown: "down",
  ArrowUp: "up",
  Home: "rowStart",
  End: "rowEnd",
  PageDown: "pageDown",
  PageUp: "pageUp",
};

/** All emoji, by kind and by name: what stands in a popover, loaded when that is opened. */
export function EmojiPicker({ language, words, recent, tone, onTone, onChoose }: EmojiPickerProps) {
  const { all, hasFailed, retry } = useAllEmoji(language);
  const [text, setText] = useState("");
  const [isTouched] = useState(() => window.matchMedia("(max-width: 767px)").matches);
  const columns = isTouched ? 7 : 9;
  const isMirrored = Direction.useDirection() === "rtl";
  // What is chosen meanwhile changes nothing of what is in sight.
  const [recentAtFirst] = useState(recent);
  const rows = useMemo(
    () => rowsOf(all ?? [], { text, recent: recentAtFirst, tone, columns }),
    [all, text, recentAtFirst, tone, columns],
  );
  const grid = useRef<EmojiGridHandle>(null);
  const [pointed, setPointed] = useState<Cell | null>(null);
  const [group, setGroup] = useState<EmojiGroup>("recent");
  const isSearching = text.trim() !== "";
  const firstFound = isSearching && rows[0] && "cells" in rows[0] ? rows[0].cells[0] : undefined;
  const count = rows.reduce((sum, row) => sum + ("cells" in row ? row.cells.length : 0), 0);

  const moveOf = ({ key, ctrlKey }: KeyboardEvent): Move | undefined => {
    if (key === "ArrowRight") return isMirrored ? "previous" : "next";
    if (key === "ArrowLeft") return isMirrored ? "next" : "previous";
    if (ctrlKey && key === "Home") return "start";
    if (ctrlKey && key === "End") return "end";
    return moves[key];
  };

  return (
    <div className="flex w-88 flex-col gap-2 p-2">
      <Input
        autoFocus
        data-first=""
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPointed(null);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && firstFound) {
            event.preventDefault();
            onChoose(firstFound.sign);
          } else if (event.key === "ArrowDown") {
            event.preventDefault();
            grid.current?.focus();
          }
        }}
      />
      <VisuallyHidden>
        <span role="status">{isSearching && all ? words.found(count) : ""}</span>
      </VisuallyHidden>
      {isSearching ? null : (
        <div role="group" aria-label={words.kinds} className="flex justify-between">
          {groups.map(({ name, sign }) => (
            <button
              key={name}
              type="button"
              aria-label={words.groups[name]}
              aria-current={group === name || (group === "recent" && name === "faces") ? "true" : undefined}
              title={words.groups[name]}
              onClick={() => grid.current?.showGroup(name)}
              className="grid size-8 place-items-center rounded-1 text-16 hover:bg-hover aria-[current]:bg-accent-soft"
            >
              <span aria-hidden="true">{sign}</span>
            </button>
          ))}
        </div>
      )}
      {all ? (
        <EmojiGrid
          ref={grid}
          label={words.title}
          rows={rows}
          columns={columns}
          cellPx={isTouched ? 46 : 36}
          groupNames={words.groups}
          empty={words.none}
          moveOf={moveOf}
          onChoose={onChoose}
          onPoint={setPointed}
          onGroup={setGroup}
        />
      ) : hasFailed ? (
        <div className="grid h-72 content-center justify-items-center gap-3 text-13 text-muted">
          <p>{words.failed}</p>
          <Button onClick={retry}>{words.retry}</Button>
        </div>
      ) : (
        <Skeleton className="h-72" />
      )}
      <div className="flex h-8 items-center gap-2 border-t pt-2 text-13 max-md:h-11">
        <span className={clsx("flex min-w-0 flex-1 items-center gap-2", !pointed && "invisible")}>
          <span className="text-20">{pointed?.sign}</span>
          <span className="min-w-0 truncate">{pointed?.emoji.name}</span>
          {pointed?.emoji.codes[0] ? (
            <span dir="ltr" className="min-w-0 truncate text-faint">
              :{pointed.emoji.codes[0]}:
            </span>
          ) : null}
        </span>
        <Menu
          side="top"
          trigger={
            <button
              type="button"
              aria-label={`${words.tone}: ${words.tones[tone]}`}
              title={words.tone}
              className="grid size-8 shrink-0 place-items-center rounded-1 text-16 hover:bg-hover max-md:size-11"
            >
              <span aria-hidden="true">{hands[tone]}</span>
            </button>
          }
          entries={allTones.map((one) => ({
            label: words.tones[one],
            icon: <span aria-hidden="true">{hands[one]}</span>,
            isChecked: one === tone,
            onSelect: () => onTone(one),
          }))}
        />
      </div>
    </div>
  );
}

function useAllEmoji(language: string) {
  const [all, setAll] = useState<readonly Emoji[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [time, setTime] = useState(0);
  useEffect(() => {
    let isStopped = false;
    setHasFailed(false);
    loadEmoji(language).then(
      (read) => !isStopped && setAll(read),
      () => !isStopped && setHasFailed(true),
    );
    return () => {
      isStopped = true;
    };
  }, [language, time]);
  return { all, hasFailed, retry: () => setTime(time + 1) };
}
