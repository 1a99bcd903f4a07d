import { ImagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ToolButton } from "./tool-button.tsx";

/** Takes pictures of this device into the text. */
export function PictureButton({ onPictures }: { onPictures: (files: File[]) => void }) {
  const t = useTranslations("writing.tools");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ToolButton label={t("picture")} onClick={() => input.current?.click()}>
        <ImagePlus aria-hidden="true" />
      </ToolButton>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
