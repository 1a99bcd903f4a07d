import { IconButton } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { showToast } from "@carbyne/ui";
import { useWords } from "../../../client/words.ts";
import { docsServer, type DocumentView, documentQuery, refreshDocs } from "../api.ts";
import type { CollabState } from "../connection/collab.ts";
import { docsHref } from "../place.ts";
import { SavedWords } from "./saved-words.tsx";

/** What the document is called, and whether what was written is kept. */
export function DocumentHead({ document, state }: { document: DocumentView; state: CollabState }) {
  const t = useTranslations("docs");
  const router = useRouter();
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1">
      <IconButton label={t("back")} onClick={() => router.push(docsHref)}>
        <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
      </IconButton>
      <div className="flex min-w-0 items-center gap-2 max-md:flex-col max-md:items-start max-md:gap-0">
        <Name document={document} />
        <SavedWords state={state} mayWrite={document.mayWrite} />
      </div>
    </div>
  );
}

function Name({ document }: { document: DocumentView }) {
  const t = useTranslations("docs");
  const words = useWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState(document.name);
  useEffect(() => setName(document.name), [document.name]);
  if (!document.mayWrite)
    return (
      <h1 dir="auto" className="truncate px-2 text-14 font-semibold">
        {document.name}
      </h1>
    );
  const save = async () => {
    const wanted = name.trim();
    if (wanted === "" || wanted === document.name) return setName(document.name);
    try {
      await docsServer.rename({ id: document.id, name: wanted });
      await queryClient.invalidateQueries({ queryKey: documentQuery(document.id).queryKey });
      await refreshDocs(queryClient);
    } catch (error) {
      setName(document.name);
      showToast({ text: words(error).text });
    }
  };
  return (
    <input
      aria-label={t("name")}
      dir="auto"
      value={name}
      maxLength={255}
      spellCheck={false}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setName(document.name);
      }}
      className="h-8 max-w-[min(420px,40vw)] min-w-24 truncate rounded-1 border border-transparent bg-transparent px-2 text-14 font-semibold field-sizing-content hover:border-border focus:border-strong focus:bg-surface max-md:h-6 max-md:max-w-[52vw]"
    />
  );
}
