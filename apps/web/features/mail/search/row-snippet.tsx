import { useTranslations } from "next-intl";
import type { ConversationRow } from "../types.ts";
import { useExcerpt } from "./api.ts";
import { fromFirstHit, hasHit } from "./hits.ts";
import { HitsInText, useSearched } from "./hits-in-text.tsx";

/** What a line shows of a conversation's text: its beginning, or in a search where it says what is searched for. */
export function RowSnippet({ row }: { row: ConversationRow }) {
  const { text } = useSearched();
  return text === "" ? <Snippet text={row.snippet} /> : <FoundSnippet row={row} />;
}

function FoundSnippet({ row }: { row: ConversationRow }) {
  const t = useTranslations("search.found");
  const { text, words } = useSearched();
  const shown = [row.subject, row.snippet, ...row.people.map(({ name, address }) => `${name} ${address}`)];
  const excerpt = useExcerpt(text, row.id, words.length > 0 && !shown.some((one) => hasHit(one, words)));
  return (
    <>
      {excerpt?.file ? (
        <span className="inline-flex max-w-[50%] shrink-0">
          <bdi className="truncate rounded-[4px] bg-sunken px-1.5 text-12 leading-[18px] font-medium text-muted">
            {t.rich("inFile", { name: () => <HitsInText text={excerpt.file ?? ""} /> })}
          </bdi>
        </span>
      ) : null}
      <Snippet text={fromFirstHit(excerpt?.text ?? row.snippet, words)} />
    </>
  );
}

function Snippet({ text }: { text: string }) {
  return (
    <span dir="auto" className="min-w-0 flex-[1_1_0] truncate">
      <HitsInText text={text} />
    </span>
  );
}
