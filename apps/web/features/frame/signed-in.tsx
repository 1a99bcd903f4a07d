"use client";

import { ErrorState } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useWords } from "../../client/words.ts";
import { ZoneContext } from "../../client/zone.ts";
import { WorkWatch } from "../filters/work-watch.tsx";
import { ComposerDock } from "../mail/composer/composer-dock.tsx";
import { Redirect } from "../mail/composer/redirect.tsx";
import { LiveChat } from "../chat/live/live-chat.tsx";
import { LiveMail } from "../mail/live.tsx";
import { IncomingCalls } from "../meet/incoming/incoming-calls.tsx";
import { Presence } from "../notifications/presence.tsx";
import { OutboxRunner } from "../offline/outbox-runner.tsx";
import { ShellWorker } from "../offline/shell-worker.tsx";
import { forgetRead } from "../offline/store.ts";
import { useSession } from "../session/api.ts";
import { MeContext } from "../session/me.ts";
import { TransferWatch } from "../transfer/transfer-watch.tsx";
import { AccountChoices } from "../settings/account-choices.tsx";
import { AccountRegion } from "../settings/account-region.tsx";
import { FrameSkeleton } from "./frame-skeleton.tsx";
import { LeavingDialog } from "./leaving-dialog.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { Overlays } from "./overlays-view.tsx";

/** Everything behind the sign-in: who it is, what lives across the modules, and the way back to signing in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const t = useTranslations("frame");
  const words = useWords();
  const session = useSession();
  const isSignedOut = session.data === null;

  useEffect(() => {
    if (!isSignedOut) return;
    const here = window.location.pathname + window.location.search;
    void forgetRead().catch(() => undefined);
    window.location.replace(`/sign-in?to=${encodeURIComponent(here)}`);
  }, [isSignedOut]);

  if (session.isError && !session.data)
    return (
      <main className="grid h-dvh">
        <ErrorState {...words(session.error)} retryLabel={t("retry")} onRetry={() => void session.refetch()} />
      </main>
    );
  if (!session.data) return <FrameSkeleton />;
  return (
    <MeContext value={session.data}>
      <ZoneContext value={session.data.account.zone}>
        <AccountRegion>
          <AccountChoices />
          <LiveMail />
          <LiveChat />
          <IncomingCalls />
          <WorkWatch />
          <TransferWatch />
          <OfflineBanner />
          <ShellWorker />
          <OutboxRunner />
          {children}
          <ComposerDock />
          <Redirect />
          <Overlays />
          <LeavingDialog />
          <Presence />
        </AccountRegion>
      </ZoneContext>
    </MeContext>
  );
}
