/** One emoji with what belongs to it: skin tones, flags, families. */
const emojiForm =
  /^(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|\p{Emoji}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{Emoji}(?:\p{EMod}|\uFE0F)?)*[\u{E0020}-\u{E007F}]*)$/u;

/** Whether a text is one emoji and nothing else. */
export function isEmoji(text: string): boolean {
  return text.length <= 32 && !/^[0-9#*]$/.test(text) && emojiForm.test(text);
}
