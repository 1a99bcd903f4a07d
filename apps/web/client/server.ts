import type { AppRouter } from "@carbyne/api";
import { createTRPCClient, createWSClient, httpBatchLink, splitLink, wsLink } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { guestBase } from "./guest-base.ts";
import { lastingFetch } from "./lasting-fetch.ts";
import { isServer } from "@tanstack/react-query";

export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

const mostUrlLength = 4_000;

/** Opened by the first subscription and kept; reconnects by itself. */
export const socket = createWSClient({
  url: () => `${window.location.protocol === "https:" ? "wss" : "ws"}://${window.location.host}${guestBase}/trpc-ws`,
  lazy: { enabled: true, closeMs: 10_000 },
});

/** The server's procedures. Called only from the api.ts of a feature. */
export const server = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (op) => op.type === "subscription" && !isServer,
      true: wsLink({ client: socket }),
      // The header cannot be set by a form or an image of another site: it is the guard against forged requests.
      false: httpBatchLink({
        url: `${guestBase}/trpc`,
        maxURLLength: mostUrlLength,
        headers: { "x-carbyne": "1" },
        fetch: (url, init) => lastingFetch(url instanceof Request ? url.url : url.toString(), init as RequestInit),
      }),
    }),
  ],
});
