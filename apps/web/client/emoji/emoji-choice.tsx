import { EmojiPicker } from "@carbyne/ui/emoji-picker";
import { useLocale, useTranslations } from "next-intl";
import { useEmoji } from "./use-emoji.ts";

/** All emoji with the words of our language, and what this person used of them. */
export function EmojiChoice({ onChoose }: { onChoose: (sign: string) => void }) {
  const t = useTranslations("chat.emoji");
  const { recent, tone, setTone, noteUsed } = useEmoji();
  return (
    <EmojiPicker
      language={useLocale()}
      recent={recent}
      tone={tone}
      onTone={setTone}
      onChoose={(sign) => {
        noteUsed(sign);
        onChoose(sign);
      }}
      words={{
        title: t("title"),
        search: t("search"),
        kinds: t("kinds"),
        none: t("none"),
        found: (count) => t("found", { count }),
        failed: t("failed"),
        retry: t("retry"),
        tone: t("tone"),
        tones: [
          t("tones.none"),
          t("tones.light"),
          t("tones.mediumLight"),
          t("tones.medium"),
          t("tones.mediumDark"),
          t("tones.dark"),
        ],
        groups: {
          recent: t("groups.recent"),
          faces: t("groups.faces"),
          people: t("groups.people"),
          nature: t("groups.nature"),
          food: t("groups.food"),
          travel: t("groups.travel"),
          activities: t("groups.activities"),
          objects: t("groups.objects"),
          symbols: t("groups.symbols"),
          flags: t("groups.flags"),
        },
      }}
    />
  );
}
