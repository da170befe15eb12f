import { SegmentedControl } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { ErrorNote } from "../../design";
import { IconButton } from "../../design/IconButton";
import { ChevronLeftIcon, ChevronRightIcon } from "../../design/icons";
import { currentLanguage, dayOf, firstDayOfWeek, t, today } from "../../messages";
import { AgendaList } from "./AgendaList";
import { CalendarFiles } from "./CalendarFiles";
import classes from "./CalendarPage.module.css";
import { spanOf, stepOf, VIEWS, type View } from "./events";
import { useAgenda } from "./queries";

const Grid = lazy(() => import("./Grid"));

/** So many follow-ups of a day are shown in each view. */
const A_DAY: Record<View, number> = { day: 200, week: 60, month: 6, agenda: 20 };

/** How a customer is found, for whom something is planned; the app knows. */
export type Finder = (props: {
  /** What for, in the words of the screen that asks. */
  label: string;
  onPick: (customer: { id: number; name: string }) => void;
}) => ReactNode;

/** The calendar: a day, a week, a month, or the days that come as a list. */
export function CalendarPage({ find }: { find: Finder }) {
  const [view, setView] = useState<View>("week");
  const [on, setOn] = useState(today());
  const span = spanOf(view, on, firstDayOfWeek());
  const agenda = useAgenda(span.from, span.to, A_DAY[view]);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{titleOf(view, on)}</h1>
        <button type="button" className={classes.today} onClick={() => setOn(today())}>
          {t("calendar-today")}
        </button>
        <IconButton label={t("calendar-back")} onClick={() => setOn(stepOf(view, on, -1))}>
          <ChevronLeftIcon />
        </IconButton>
        <IconButton label={t("calendar-forth")} onClick={() => setOn(stepOf(view, on, 1))}>
          <ChevronRightIcon />
        </IconButton>
        <span className={classes.gap} />
        {agenda.data?.holidays_until && Number(on.slice(0, 4)) > agenda.data.holidays_until && (
          <span className={classes.quiet}>
            {t("calendar-holidays-until", { year: String(agenda.data.holidays_until) })}
          </span>
        )}
        <CalendarFiles find={find} />
        <SegmentedControl
          size="xs"
          aria-label={t("calendar-view")}
          value={view}
          onChange={(value) => setView(value as View)}
          data={VIEWS.map((value) => ({ value, label: t(`calendar-view-${value}`) }))}
        />
      </header>
      {agenda.isError ? (
        <ErrorNote error={agenda.error} onRetry={() => void agenda.refetch()} />
      ) : (
        agenda.data &&
        (view === "agenda" ? (
          <AgendaList agenda={agenda.data} from={span.from} />
        ) : (
          <Suspense>
            <Grid
              view={view}
              on={on}
              agenda={agenda.data}
              find={find}
              onOpenDay={(day) => {
                setOn(day);
                setView("day");
              }}
            />
          </Suspense>
        ))
      )}
    </div>
  );
}

function titleOf(view: View, on: string): string {
  const day = dayOf(on);
  if (!day) return on;
  const options: Intl.DateTimeFormatOptions =
    view === "day"
      ? { year: "numeric", month: "long", day: "numeric", weekday: "long" }
      : { year: "numeric", month: "long" };
  return new Intl.DateTimeFormat(currentLanguage(), options).format(day);
}
