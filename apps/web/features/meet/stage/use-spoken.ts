import { useEffect, useState } from "react";

const most = 32;

/** Who spoke, the last one first. */
export function useSpoken(speakerId: string | null): readonly string[] {
  const [spoken, setSpoken] = useState<readonly string[]>([]);
  useEffect(() => {
    if (speakerId !== null)
      setSpoken((before) =>
        before[0] === speakerId ? before : [speakerId, ...before.filter((id) => id !== speakerId)].slice(0, most),
      );
  }, [speakerId]);
  return spoken;
}
