import { lazy, Suspense, useEffect, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { call } from "../ipc";
import { t } from "../messages";
import classes from "./Frame.module.css";
import { JobToast } from "./JobToast";
import { useAppState } from "./queries";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import { type Actor, useActionKeys } from "./useActionKeys";
import { useGivenFiles } from "./useGivenFiles";
import { useUndo } from "./useUndo";

const Palette = lazy(() => import("./Palette").then((m) => ({ default: m.Palette })));
const KeySheet = lazy(() => import("./KeySheet").then((m) => ({ default: m.KeySheet })));
const LogSomewhere = lazy(() => import("../features/log").then((m) => ({ default: m.LogSomewhere })));

/** What stands around every screen: the rail, the top bar, the palette, the keys. */
export function Frame() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { undo, redo, state } = useUndo();
  const [open, setOpen] = useState<"palette" | "keys" | "log" | null>(null);
  const actor: Actor = {
    pathname,
    canUndo: !!state?.undo,
    canRedo: !!state?.redo,
    go: (path) => void navigate(path),
    undo,
    redo,
    openPalette: () => setOpen("palette"),
    openKeys: () => setOpen("keys"),
    openLog: () => setOpen("log"),
  };
  useActionKeys(actor, open !== null);
  useGivenFiles();
  const { data: app } = useAppState();
  const book = app?.book?.name;
  useEffect(() => {
    if (book) void call("shell_set_title", { title: t("window-title", { book }) }).catch(() => undefined);
  }, [book]);
  useEffect(() => {
    // Fetched while nothing else is asked for, so that Ctrl+K and a first customer answer at once.
    const timer = setTimeout(() => {
      void import("./Palette");
      void import("../features/card");
      void import("../features/log");
    }, 500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.app}>
      <Rail />
      <TopBar actor={actor} />
      <main className={classes.screen}>
        <Outlet />
      </main>
      <JobToast />
      <Suspense>
        {open === "palette" && <Palette actor={actor} onClose={() => setOpen(null)} />}
        {open === "keys" && <KeySheet actor={actor} onClose={() => setOpen(null)} />}
        {open === "log" && <LogSomewhere onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
