import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { RouterProvider } from "react-router";
import { ErrorNote, Toasts } from "../design";
import { cssVariables, theme } from "../design/theme";
import { refreshOnChange } from "../ipc/events";
import { useLanguage } from "../messages";
import { DropOverlay } from "./DropOverlay";
import { useAppState } from "./queries";
import { makeRouter } from "./routes";
import { useClosing } from "./useClosing";
import { useGivenFiles } from "./useGivenFiles";
import { useApplyPrefs } from "./usePrefs";
import { useApplyWords } from "./useWords";

const FirstStart = lazy(() => import("../features/start").then((m) => ({ default: m.FirstStart })));

/** Draws at once what a step changes. */
function drawNow(change: () => unknown): undefined {
  flushSync(change);
}

/** A client that asks once: nothing goes stale by itself, a committed change says what to refetch. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** The whole window. */
export function App({ client: given }: { client?: QueryClient } = {}) {
  const [client] = useState(() => given ?? makeQueryClient());
  useEffect(() => {
    const stop = refreshOnChange(client);
    return () => void stop.then((unlisten) => unlisten());
  }, [client]);
  return (
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Toasts />
        <Stage />
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** First start, or the book. A new language draws everything anew. */
function Stage() {
  const state = useAppState();
  const language = useLanguage();
  const [router] = useState(makeRouter);
  const client = useQueryClient();
  const applied = useApplyPrefs(state.data?.prefs);
  const words = useApplyWords();
  useGivenFiles(!!state.data?.book, (path, given) => router.navigate(path, { state: given }));
  useClosing();
  if (state.isError) return <ErrorNote error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data || !applied || words === null) return null;
  if (!state.data.book) {
    return (
      <Suspense>
        <DropOverlay hasBook={false} />
        <FirstStart
          state={state.data}
          onReady={async (path) => {
            await router.navigate(path);
            // Another book: nothing that was read before is of it.
            await client.resetQueries();
          }}
        />
      </Suspense>
    );
  }
  return (
    <>
      <DropOverlay hasBook />
      {/* A step of the user is drawn at once, not when there is time. */}
      <RouterProvider key={language} router={router} flushSync={drawNow} useTransitions={false} />
    </>
  );
}
