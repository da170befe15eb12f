import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { ErrorNote, SkeletonLine, toast, toastError } from "../../design";
import { call, type ImportProblem, type ImportReport } from "../../ipc";
import { t, tCode } from "../../messages";
import { useReport } from "./queries";
import classes from "./Report.module.css";
import { useWindow } from "./useWindow";

/** The height of a line, in rem. */
const ROW = 2.25;

/** What an import did, with every row that was not taken and every cell that was not read. */
export function Report({ id, fresh, onAnother }: { id: number; fresh: boolean; onAnother: () => void }) {
  const report = useReport(id);
  if (report.isPending) {
    return (
      <section className={classes.page} aria-busy="true">
        <SkeletonLine width="30%" />
      </section>
    );
  }
  if (report.isError) return <ErrorNote error={report.error} onRetry={() => void report.refetch()} />;
  return <Whole id={id} report={report.data} fresh={fresh} onAnother={onAnother} />;
}

function Whole({
  id,
  report,
  fresh,
  onAnother,
}: {
  id: number;
  report: ImportReport;
  fresh: boolean;
  onAnother: () => void;
}) {
  const navigate = useNavigate();
  // Undo takes back the latest step; it is offered here only while that is this import.
  const history = useQuery({ queryKey: ["history", "state"], queryFn: () => call("history_state") });
  const latest = report.change !== null && history.data?.undo?.id === report.change;
  const problems = [
    ...report.problems.map((problem) => ({ ...problem, sheet: "" })),
    ...(report.visits?.problems ?? []).map((problem) => ({ ...problem, sheet: report.visits?.sheet ?? "" })),
  ];
  const refused = report.refused + (report.visits?.refused ?? 0);
  const cells = problems.filter((problem) => problem.column !== null).length;
  const save = async () => {
    try {
      const path = await call("shell_save_file", {
        kind: "report",
        name: t("import-report-file"),
        title: t("import-save-report"),
      });
      if (!path) return;
      await call("imports_save_report", { id, path });
      toast(t("import-report-saved"));
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <section className={classes.page} aria-labelledby="report-title">
      <header className={classes.head}>
        <div role={fresh ? "status" : undefined}>
          <h1 id="report-title">{whatCame(report)}</h1>
        </div>
        <ul className={classes.sums}>
          {report.rows > 0 && <li>{t("import-done-rows", { count: report.rows })}</li>}
          {report.taken > 0 && report.changed > 0 && (
            <li>{t("import-done-changed", { count: report.changed })}</li>
          )}
          {report.visits && report.visits.taken > 0 && report.taken + report.changed > 0 && (
            <li>{t("import-done-visits", { count: report.visits.taken, sheet: report.visits.sheet })}</li>
          )}
          {report.same > 0 && <li>{t("import-done-same", { count: report.same })}</li>}
          {(report.visits?.same ?? 0) > 0 && (
            <li>{t("import-done-visits-same", { count: report.visits?.same ?? 0 })}</li>
          )}
          {refused > 0 && <li>{t("import-done-refused", { count: refused })}</li>}
          {report.skipped > 0 && <li>{t("import-done-skipped", { count: report.skipped })}</li>}
          {cells > 0 && <li>{t("import-done-cells", { count: cells })}</li>}
        </ul>
        <div className={classes.ways}>
          <Button onClick={() => void navigate("/customers")}>{t("import-see-customers")}</Button>
          {problems.length > 0 && (
            <Button variant="default" onClick={() => void save()}>
              {t("import-save-report")}
            </Button>
          )}
          {latest && (
            <Button
              variant="default"
              onClick={() =>
                call("undo")
                  .then(() => toast(t("import-undone")))
                  .then(onAnother)
                  .catch(toastError)
              }
            >
              {t("import-undo")}
            </Button>
          )}
          <Button variant="default" onClick={onAnother}>
            {t("import-another-file")}
          </Button>
        </div>
      </header>
      {problems.length === 0 ? (
        <p className={classes.none}>{t("import-all-well")}</p>
      ) : (
        <Problems problems={problems} />
      )}
    </section>
  );
}

/** What came of it, in the title: customers, else what was changed, else visits. */
function whatCame({ taken, changed, visits }: ImportReport): string {
  if (taken > 0) return t("import-done", { count: taken });
  if (changed > 0) return t("import-done-changed", { count: changed });
  if (visits && visits.taken > 0)
    return t("import-done-visits", { count: visits.taken, sheet: visits.sheet });
  return t("import-nothing-new");
}

function Problems({ problems }: { problems: Array<ImportProblem & { sheet: string }> }) {
  const { box, first, last, onScroll } = useWindow(problems.length, ROW);
  return (
    <div
      className={classes.table}
      role="table"
      aria-label={t("import-problems-label")}
      aria-rowcount={problems.length + 1}
    >
      <div className={classes.headRow} role="row">
        <span role="columnheader">{t("import-row")}</span>
        <span role="columnheader">{t("import-column")}</span>
        <span role="columnheader">{t("import-value")}</span>
        <span role="columnheader">{t("import-reason")}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <div ref={box} className={classes.scroll} onScroll={onScroll} role="rowgroup" tabIndex={0}>
        <div style={{ height: `${problems.length * ROW}rem` }} aria-hidden />
        {problems.slice(first, last + 1).map((problem, at) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
            key={first + at}
            role="row"
            aria-rowindex={first + at + 2}
            className={classes.row}
            style={{ top: `${(first + at) * ROW}rem` }}
          >
            <span role="cell" title={problem.sheet || undefined}>
              {problem.sheet ? `${problem.sheet} ${problem.row}` : problem.row}
            </span>
            <span role="cell">{problem.column ?? t("import-whole-row")}</span>
            <span role="cell" title={problem.value} className={classes.value}>
              {problem.value}
            </span>
            <span role="cell" className={classes.reason}>
              {problem.column === null
                ? tCode("row-reason-", problem.reason, {}, "import-row-left")
                : tCode("reason-", problem.reason, {}, "import-unreadable")}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
