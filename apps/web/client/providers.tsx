"use client";

import { DirectionProvider, Toaster, TooltipProvider } from "@carbyne/ui";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { directionOf } from "./locale.ts";
import { SystemTheme } from "./theme.tsx";
import { refusalOf } from "./words.ts";

const freshMs = 60_000;
const keptMs = 30 * 60_000;

function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The session has ended elsewhere: the guard of the signed-in pages sees it and asks to sign in again.
      onError: (error) => {
        if (refusalOf(error)?.kind === "unauthenticated") client.setQueryData(["me"], null);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        gcTime: keptMs,
        // Without a network they fail at once, which the screens say, and what was kept is shown.
        networkMode: "always",
        refetchOnReconnect: true,
        retry: (failures, error) => failures < 2 && navigator.onLine && refusalOf(error) === null,
      },
    },
  });
  return client;
}

/** What every page needs around it. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const t = useTranslations("frame");
  return (
    <QueryClientProvider client={queryClient}>
      <DirectionProvider direction={directionOf(useLocale())}>
        <TooltipProvider>
          <SystemTheme />
          {children}
          <Toaster label={t("notices")} closeLabel={t("close")} />
        </TooltipProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}
