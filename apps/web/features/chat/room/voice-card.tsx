import type { Message } from "../api.ts";
import { fileAt } from "../attach/file-at.ts";

/** Something said by voice: its waves, and the browser's player. */
export function VoiceCard({ message, label }: { message: Message; label: string }) {
  const [sound] = message.attachments;
  const levels = Array.isArray(message.detail["levels"])
    ? message.detail["levels"].filter((one) => typeof one === "number")
    : [];
  if (!sound) return null;
  return (
    <figure className="mt-0.5 flex w-80 max-w-full flex-col gap-1 rounded-2 border bg-surface p-2">
      <div aria-hidden="true" className="flex h-8 items-center gap-px">
        {levels.map((level, at) => (
          <span key={at} style={{ height: `${Math.max(level, 6)}%` }} className="flex-1 rounded-full bg-accent" />
        ))}
      </div>
      <audio controls preload="none" src={`${fileAt(sound.id)}/content`} aria-label={label} className="h-10 w-full" />
    </figure>
  );
}
