import { useTranslations } from "next-intl";

/** The words of the editor, for what is drawn without React too. */
export const useEditorWords = () => useTranslations("docs.editor");
export type EditorWords = ReturnType<typeof useEditorWords>;
