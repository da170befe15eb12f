import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { useProtection } from "../features/safety/queries";
import { useIdleLock } from "../features/safety/useIdleLock";
import { call, type EditPrefs } from "../ipc";
import { t } from "../messages";
import classes from "./Frame.module.css";
import { JobToast } from "./JobToast";
import { Palette } from "./Palette";
import { askForPaper, usePaperAsk } from "./papers";
import { useAppState, useSegments, useSetPrefs } from "./queries";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import { type Actor, useActionKeys } from "./useActionKeys";
import { useBooks } from "./useBooks";
import { useLock } from "./useLock";
import { useUndo } from "./useUndo";
import { useApplyWords } from "./useWords";

const KeySheet = lazy(() => import("./KeySheet").then((m) => ({ default: m.KeySheet })));
const LogSomewhere = lazy(() => import("../features/log").then((m) => ({ default: m.LogSomewhere })));

const PaperDialog = lazy(() => import("../features/papers").then((m) => ({ default: m.PaperDialog })));

const NONE: never[] = [];

/** What stands around every screen: the rail, the top bar, the palette, the keys. */
export function Frame() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { undo, redo, state } = useUndo();
  const [open, setOpen] = useState<"palette" | "keys" | "log" | null>(null);
  const { data: app } = useAppState();
  const setPrefs = useSetPrefs();
  const go = useCallback((path: string) => navigate(path), [navigate]);
  const words = useApplyWords();
  const books = useBooks(
    {
      recent: app?.prefs.recent ?? NONE,
      current: app?.book?.path,
      sample: app?.sample_book ?? "",
      first: app?.default_book ?? "",
    },
    go,
  );
  const segments = useSegments(app?.book != null);
  const paper = usePaperAsk();
  const place = useRef(pathname);
  useEffect(() => {
    place.current = pathname;
  }, [pathname]);
  const { canUndo, canRedo } = { canUndo: !!state?.undo, canRedo: !!state?.redo };
  const prefs = app?.prefs;
  const canLock = useProtection().data?.has_password === true;
  const lock = useLock();
  // The same as long as nothing of it changes: going from customer to customer draws no rail and no top bar.
  const actor = useMemo<Actor>(
    () => ({
      pathname: () => place.current,
      canUndo,
      canRedo,
      go: (path) => void go(path),
      undo,
      redo,
      openPalette: () => setOpen("palette"),
      openKeys: () => setOpen("keys"),
      openLog: () => setOpen("log"),
      canLock,
      lock,
      books,
      segments,
      prefs,
      setPrefs: (change: EditPrefs) => void setPrefs(change),
    }),
    [canUndo, canRedo, canLock, lock, go, undo, redo, books, segments, prefs, setPrefs],
  );
  useActionKeys(actor, open !== null);
  useIdleLock(app?.prefs.lock_after ?? 0, canLock, lock);
  const book = app?.book?.name;
  useEffect(() => {
    if (book) void call("shell_set_title", { title: t("window-title", { book }) }).catch(() => undefined);
  }, [book]);
  useEffect(() => {
    // Fetched while nothing else is asked for, so that a first customer answers at once.
    const timer = setTimeout(() => {
      void import("../features/card");
      void import("../features/log");
    }, 500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.app}>
      {/* Other words for customers are in here, too. */}
      <Rail key={`rail ${words}`} actor={actor} />
      <TopBar key={`top ${words}`} actor={actor} />
      {/* Other words draw the screen anew, but not under the fingers of who gives them. */}
      <main key={pathname.startsWith("/settings") ? "settings" : words} className={classes.screen}>
        <Outlet context={books} />
      </main>
      <JobToast />
      {/* Not loaded when asked for: the letters typed right after its chord are already its own. */}
      {open === "palette" && <Palette actor={actor} onClose={() => setOpen(null)} />}
      <Suspense>
        {paper && <PaperDialog ask={paper} onClose={() => askForPaper(null)} />}
        {open === "keys" && <KeySheet actor={actor} onClose={() => setOpen(null)} />}
        {open === "log" && <LogSomewhere onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
