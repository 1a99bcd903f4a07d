import { Extension } from "@tiptap/core";
import { CalendarDays, File, FileText } from "lucide-react";
import { isDocument } from "../../place.ts";
import { findPeople, findEntries, recentDocuments } from "../mention/find.ts";
import type { EditorWords } from "../words.ts";
import { type Choice, choicesPlugin } from "./choices.ts";
import { dayLabel, isoDay, typedDay } from "./typed-days.ts";

const restMs = 150;
const dayMs = 86_400_000;
type Named = { kind: "person" | "file" | "document" | "date"; id: string; label: string };

const naming =
  (named: Named): Choice["run"] =>
  (editor, range) =>
    void editor
      .chain()
      .focus()
      .insertContentAt(range, [
        { type: "mention", attrs: named },
        { type: "text", text: " " },
      ])
      .run();

export interface MentionOptions {
  words: EditorWords;
  locale: string;
  documentId: string;
}

/** `@` names people, files, documents and days; `[[` documents. */
export const mentionMenus = ({ words, locale, documentId }: MentionOptions) =>
  Extension.create({
    name: "mentionMenus",
    addProseMirrorPlugins() {
      const { editor } = this;
      const day = (id: string, called: string): Choice => {
        const label = dayLabel(id, locale);
        return {
          id: `date ${id}`,
          label: called,
          detail: called === label ? undefined : label,
          group: words("groups.dates"),
          icon: CalendarDays,
          run: naming({ kind: "date", id, label }),
        };
      };
      const days = (query: string): Choice[] => {
        const now = new Date();
        const known = [
          day(isoDay(now), words("mention.today")),
          day(isoDay(new Date(now.getTime() + dayMs)), words("mention.tomorrow")),
        ].filter(({ label }) => label.toLowerCase().startsWith(query.toLowerCase()));
        const typed = typedDay(query, { locale, today: now });
        return typed === null ? known : [day(typed, dayLabel(typed, locale)), ...known];
      };
      const entries = async (query: string, signal: AbortSignal): Promise<Choice[]> => {
        const found = query.trim() === "" ? await recentDocuments(signal) : await findEntries(query, signal);
        const named = found
          .filter((node) => node.kind === "file" && node.id !== documentId)
          .map((node): Choice => {
            const isDoc = isDocument(node);
            return {
              id: node.id,
              label: node.name,
              group: words(isDoc ? "groups.documents" : "groups.files"),
              icon: isDoc ? FileText : File,
              run: naming({ kind: isDoc ? "document" : "file", id: node.id, label: node.name }),
            };
          });
        return [...named.filter(({ icon }) => icon === FileText), ...named.filter(({ icon }) => icon !== FileText)];
      };
      return [
        choicesPlugin({
          editor,
          name: "mentions",
          sign: "@",
          title: words("mention.title"),
          hasSpaces: true,
          restMs,
          items: async (query, signal) => {
            const [people, files] = await Promise.all([
              findPeople(documentId, query, signal),
              query.length > 1 ? entries(query, signal) : [],
            ]);
            const persons = people.map(
              (person): Choice => ({
                id: `person ${person.id}`,
                label: person.name || person.address,
                detail: person.name ? person.address : undefined,
                group: words("groups.people"),
                address: person.address,
                run: naming({ kind: "person", id: person.id, label: person.name || person.address }),
              }),
            );
            const dates = days(query);
            return /^\d/.test(query) ? [...dates, ...persons, ...files] : [...persons, ...dates, ...files.slice(0, 6)];
          },
        }),
        choicesPlugin({
          editor,
          name: "documents",
          sign: "[[",
          title: words("mention.documents"),
          hasSpaces: true,
          restMs,
          items: async (query, signal) =>
            (await entries(query, signal)).filter(({ icon }) => icon === FileText).slice(0, 8),
        }),
      ];
    },
  });
