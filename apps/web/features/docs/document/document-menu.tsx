import { IconButton, Menu, type MenuEntry, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { CopyPlus, Download, Ellipsis, FolderOpen, History, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useWords } from "../../../client/words.ts";
import { filesServer, refreshFiles } from "../../files/api.ts";
import { folderHref } from "../../files/place.ts";
import { docsServer, type DocumentView, refreshDocs } from "../api.ts";
import { docHref, docsHref } from "../place.ts";

const formats = ["docx", "odt", "pdf", "md", "html"] as const;

/** Hands a document to the browser as a file of a format. */
function download(id: string, as: (typeof formats)[number]): void {
  const link = document.createElement("a");
  link.href = `/documents/${id}/export?as=${as}`;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

/** What can be done with a document as a file. */
export function DocumentMenu({ document: view, onHistory }: { document: DocumentView; onHistory: () => void }) {
  const t = useTranslations("docs.menu");
  const words = useWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { id, parentId } = view;
  const act = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      showToast({ text: words(error).text });
    }
  };
  const copy = () =>
    act(async () => {
      const made = await docsServer.createFrom({ parentId: view.mayShare ? parentId : null, from: id });
      void refreshDocs(queryClient);
      router.push(docHref(made.id));
    });
  const trash = () =>
    act(async () => {
      // Away from it first: the page of what is in the trash would ask for it in vain.
      router.push(docsHref);
      await filesServer.trash([id]);
      await Promise.all([refreshFiles(queryClient), refreshDocs(queryClient)]);
      showToast({
        text: t("trashed", { name: view.name }),
        action: {
          label: t("undo"),
          run: () =>
            void act(async () => {
              await filesServer.restore([id]);
              await Promise.all([refreshFiles(queryClient), refreshDocs(queryClient)]);
            }),
        },
      });
    });
  const entries: MenuEntry[] = [
    {
      label: t("download"),
      icon: <Download aria-hidden="true" />,
      entries: formats.map((as) => ({ label: t(`as.${as}`), onSelect: () => download(id, as) })),
    },
    { label: t("copy"), icon: <CopyPlus aria-hidden="true" />, onSelect: () => void copy() },
    ...(view.format === null
      ? [{ label: t("history"), icon: <History aria-hidden="true" />, onSelect: onHistory }]
      : []),
    ...(parentId === null
      ? []
      : [
          {
            label: t("folder"),
            icon: <FolderOpen aria-hidden="true" />,
            onSelect: () => router.push(folderHref(parentId)),
          },
        ]),
    ...(view.mayShare
      ? ([
          "separator",
          { label: t("trash"), icon: <Trash2 aria-hidden="true" />, isDanger: true, onSelect: () => void trash() },
        ] satisfies MenuEntry[])
      : []),
  ];
  return (
    <Menu
      trigger={
        <IconButton label={t("title")}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
      entries={entries}
    />
  );
}
