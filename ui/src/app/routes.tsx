import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback } from "react";
import { createHashRouter, Navigate, Outlet, useOutletContext, useParams } from "react-router";
import type { Finder } from "../features/calendar";
import { CustomersPage, useWalk } from "../features/customers";
import { Frame } from "./Frame";
import { askForPaper } from "./papers";
import { useAppState } from "./queries";
import type { Books } from "./useBooks";

const CustomerCard = lazy(() => import("../features/card").then((m) => ({ default: m.CustomerCard })));
const LogBox = lazy(() => import("../features/log").then((m) => ({ default: m.LogBox })));
const LineBox = lazy(() => import("../features/log").then((m) => ({ default: m.LineBox })));
const NewCustomer = lazy(() =>
  import("../features/customers/NewCustomer").then((m) => ({ default: m.NewCustomer })),
);
const ImportPage = lazy(() => import("../features/import").then((m) => ({ default: m.ImportPage })));
const SettingsPage = lazy(() => import("../features/settings").then((m) => ({ default: m.SettingsPage })));
const TodayPage = lazy(() => import("../features/today").then((m) => ({ default: m.TodayPage })));
const CalendarPage = lazy(() => import("../features/calendar").then((m) => ({ default: m.CalendarPage })));
const FindCustomer = lazy(() => import("../features/log").then((m) => ({ default: m.FindCustomer })));
const HistoryPage = lazy(() => import("../features/history").then((m) => ({ default: m.HistoryPage })));
const TrashPage = lazy(() => import("../features/trash").then((m) => ({ default: m.TrashPage })));

const DuplicatesPage = lazy(() =>
  import("../features/duplicates").then((m) => ({ default: m.DuplicatesPage })),
);
const MergePage = lazy(() => import("../features/duplicates").then((m) => ({ default: m.MergePage })));
const LikelyTwins = lazy(() => import("../features/duplicates").then((m) => ({ default: m.LikelyTwins })));
const ConflictsPage = lazy(() => import("../features/conflicts").then((m) => ({ default: m.ConflictsPage })));
const SafetyPage = lazy(() => import("../features/safety").then((m) => ({ default: m.SafetyPage })));
const ErasePage = lazy(() => import("../features/safety").then((m) => ({ default: m.ErasePage })));

function SafetyRoute() {
  const { data } = useAppState();
  return data ? <SafetyPage prefs={data.prefs} /> : null;
}

function EraseRoute() {
  const id = Number(useParams().id);
  return <ErasePage key={id} id={id} />;
}

function MergeRoute() {
  const ids = useParams().ids ?? "";
  return (
    <MergePage
      key={ids}
      ids={ids
        .split("-")
        .map(Number)
        .filter((id) => id > 0)}
    />
  );
}

function NewRoute() {
  return (
    <NewCustomer
      twins={(typed) => (
        <Suspense>
          <LikelyTwins {...typed} />
        </Suspense>
      )}
    />
  );
}

function CardRoute() {
  const id = Number(useParams().id);
  const walk = useWalk();
  return (
    <Suspense>
      <CustomerCard key={id} id={id} walk={walk} log={<LogBox customerId={id} />} onPaper={askForPaper} />
    </Suspense>
  );
}

function CustomersRoute() {
  const client = useQueryClient();
  const prepare = useCallback(
    async (id: number) => {
      const [{ prepareCard }, { prepareLog }] = await Promise.all([
        import("../features/card"),
        import("../features/log"),
      ]);
      await Promise.all([prepareCard(client, id), prepareLog(client, id)]);
    },
    [client],
  );
  return <CustomersPage prepare={prepare} onPaper={askForPaper} />;
}

function Lazily() {
  const books = useOutletContext<Books>();
  return (
    <Suspense>
      <Outlet context={books} />
    </Suspense>
  );
}

function SettingsRoute() {
  return <SettingsPage books={useOutletContext<Books>()} />;
}

/** How the calendar finds whom something is planned for, or whose it is. */
const find: Finder = ({ label, onPick }) => (
  <Suspense>
    <FindCustomer label={label} onPick={onPick} />
  </Suspense>
);

const lazily = <Lazily />;

/** The places of the window. The address holds ids only, never what a customer is called. */
export function makeRouter() {
  return createHashRouter([
    {
      element: <Frame />,
      children: [
        { index: true, element: <Navigate to="/customers" replace /> },
        {
          path: "customers",
          element: <CustomersRoute />,
          children: [
            {
              element: lazily,
              children: [
                { path: "new", element: <NewRoute /> },
                { path: ":id", element: <CardRoute /> },
                { path: ":id/full", element: <CardRoute /> },
              ],
            },
          ],
        },
        {
          element: lazily,
          children: [
            { path: "today", element: <TodayPage log={<LineBox />} /> },
            { path: "calendar", element: <CalendarPage find={find} /> },
            { path: "import", element: <ImportPage /> },
            { path: "settings/:section?", element: <SettingsRoute /> },
            { path: "history", element: <HistoryPage /> },
            { path: "duplicates", element: <DuplicatesPage /> },
            { path: "duplicates/merge/:ids", element: <MergeRoute /> },
            { path: "conflicts", element: <ConflictsPage /> },
            { path: "trash", element: <TrashPage /> },
            { path: "safety", element: <SafetyRoute /> },
            { path: "safety/erase/:id", element: <EraseRoute /> },
          ],
        },
        { path: "*", element: <Navigate to="/customers" replace /> },
      ],
    },
  ]);
}
