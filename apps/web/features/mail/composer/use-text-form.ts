import { showToast } from "@carbyne/ui";
import type { Editor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { draftServer } from "../api.ts";
import { toEditorHtml } from "./editor/message-html.ts";
import { plainOf } from "./start-content.ts";
import type { Fields } from "./use-composer.ts";
import { messageHtml } from "./use-message-editor.ts";

export interface TextFormInput {
  editor: Editor;
  /** Set for a message that began as plain text. */
  startText: string | undefined;
  touch: () => void;
  setFields: (change: (now: Fields) => Fields) => void;
  fail: (error: unknown) => void;
}

/** Whether the message is rich or plain text, and the way from one to the other. */
export function useTextForm({ editor, startText, touch, setFields, fail }: TextFormInput) {
  const t = useTranslations("writing.plain");
  const [isOn, setIsOn] = useState(startText !== undefined);
  const [initial, setInitial] = useState(startText ?? "");
  const text = useRef(startText ?? "");
  const area = useRef<HTMLTextAreaElement>(null);
  // Read between two drawings too.
  const isPlain = useRef(isOn);

  const turn = (next: boolean) => {
    isPlain.current = next;
    setIsOn(next);
    touch();
  };
  const toPlain = async () => {
    const before = editor.getJSON();
    const converted = await plainOf(messageHtml(editor));
    // The room to write in above what is quoted stays.
    const plain = editor.state.doc.firstChild?.textContent === "" ? `\n\n${converted}` : converted;
    let attachments: Fields["attachments"] = [];
    setFields((now) => {
      attachments = now.attachments;
      // Pictures of the text are files now.
      return { ...now, attachments: now.attachments.map((ref) => ({ ...ref, contentId: undefined })) };
    });
    text.current = plain;
    setInitial(plain);
    turn(true);
    const undo = () => {
      editor.commands.setContent(before);
      setFields((now) => ({ ...now, attachments }));
      turn(false);
    };
    showToast({ text: t("done"), action: { label: t("undo"), run: undo } });
  };
  const toRich = async () => {
    const converted = await draftServer.convert({ text: text.current });
    if (!("html" in converted)) return;
    editor.commands.setContent(toEditorHtml(converted.html, "self"));
    turn(false);
  };

  return {
    isPlain: () => isPlain.current,
    /** Another text than what is in the field. */
    put: (next: string) => {
      text.current = next;
      setInitial(next);
      touch();
    },
    text: () => text.current,
    toggle: async () => {
      try {
        await (isPlain.current ? toRich() : toPlain());
      } catch (error) {
        fail(error);
      }
    },
    plain: {
      isOn,
      initial,
      area,
      onChange: (next: string) => {
        text.current = next;
        touch();
      },
    },
  };
}
