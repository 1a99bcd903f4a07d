import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { refusalOf, useWords } from "../../client/words.ts";
import { draftServer } from "../mail/api.ts";
import { openComposer } from "../mail/composer/composer-store.ts";
import type { SendMessage } from "../mail/composer/use-send.ts";
import type { ActInput } from "../mail/optimism.ts";
import { syncOf } from "../mail/sync.ts";
import { runAct } from "../mail/use-act.ts";
import { useMe } from "../session/me.ts";
import { onReplay, replay, type Waiting } from "./outbox.ts";

const againMs = 30_000;

/** Only a refusal of what was asked for ends it; nobody being signed in or a server that is busy passes. */
function isPassing(error: unknown): boolean {
  const kind = refusalOf(error)?.kind;
  return kind === undefined || kind === "unauthenticated" || kind === "busy" || kind === "too-many";
}

async function run({ kind, input }: Waiting): Promise<void> {
  if (kind === "send") await draftServer.send(input as SendMessage);
  else await runAct(input as ActInput);
}

/** Does what waits as soon as there is a network. */
export function OutboxRunner() {
  const t = useTranslations("offline");
  const words = useWords();
  const queryClient = useQueryClient();
  const accountId = useMe().account.id;
  useEffect(() => {
    const onRefused = ({ kind, input }: Waiting, error: unknown) => {
      const { text, hint } = words(error);
      showToast({ text: `${kind === "send" ? t("notSent") : t("notDone")} ${text} ${hint}` });
      // The message is not lost: it is open again, where it can be set right.
      if (kind === "send") openComposer({ kind: "returned", content: (input as SendMessage).content });
    };
    const go = async () => {
      const done = await replay({ accountId, run, isPassing, onRefused });
      if (done === 0) return;
      showToast({ text: t("done", { count: done }) });
      await syncOf(queryClient).catchUp();
    };
    const look = () => void go().catch(() => undefined);
    const stop = onReplay(go);
    look();
    window.addEventListener("online", look);
    const timer = setInterval(() => navigator.onLine && look(), againMs);
    return () => {
      stop();
      window.removeEventListener("online", look);
      clearInterval(timer);
    };
  }, [accountId, queryClient, t, words]);
  return null;
}
