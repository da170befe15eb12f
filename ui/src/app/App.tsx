import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { RouterProvider } from "react-router";
import { ErrorNote, Toasts } from "../design";
import { cssVariables, theme } from "../design/theme";
import { call } from "../ipc";
import { setDamaged, useDamaged } from "../ipc/damage";
import { refreshOnChange } from "../ipc/events";
import { useLanguage } from "../messages";
import { DropOverlay } from "./DropOverlay";
import { useAppState } from "./queries";
import { makeRouter } from "./routes";
import { useClosing } from "./useClosing";
import { useForgetting } from "./useForgetting";
import { useGivenFiles } from "./useGivenFiles";
import { useApplyPrefs } from "./usePrefs";
import { useApplyWords } from "./useWords";

const LockScreen = lazy(() => import("../features/safety").then((m) => ({ default: m.LockScreen })));
const Recovery = lazy(() => import("../features/safety").then((m) => ({ default: m.Recovery })));
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

/** Why a book that is there may not open: its own backups can help then. */
const BROKEN = ["book_damaged", "not_a_book", "slot_missing"];

/** First start, the lock, the way back from a damaged book, or the book. A new language draws everything anew. */
function Stage() {
  const state = useAppState();
  const language = useLanguage();
  const [router] = useState(makeRouter);
  const [elsewhere, setElsewhere] = useState(false);
  const client = useQueryClient();
  const applied = useApplyPrefs(state.data?.prefs);
  const words = useApplyWords();
  const isDamaged = useDamaged();
  useGivenFiles(!!state.data?.book, (path, given) => router.navigate(path, { state: given }));
  useClosing();
  useForgetting(state.data ? !!state.data.locked : null);
  if (state.isError) return <ErrorNote error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data || !applied || words === null) return null;
  const begin = async () => {
    setDamaged(false);
    await router.navigate("/customers");
    await client.resetQueries();
  };
  if (state.data.locked) {
    return (
      <Suspense>
        <LockScreen book={state.data.locked} onOpen={begin} />
      </Suspense>
    );
  }
  const { not_opened, not_opened_path, book } = state.data;
  const code = book ? (isDamaged ? "book_damaged" : null) : not_opened;
  const path = book?.path ?? not_opened_path;
  if (code && path && BROKEN.includes(code) && !elsewhere) {
    const other = async () => {
      if (book) await call("book_close");
      setElsewhere(true);
      await begin();
    };
    return (
      <Suspense>
        <Recovery code={code} path={path} onOpen={begin} onOther={() => void other()} />
      </Suspense>
    );
  }
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
