import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Empty, ErrorNote, remPixels, SkeletonLine, soon, useAnswer, useIntent } from "../../design";
import { call } from "../../ipc";
import { t } from "../../messages";
import { BulkBar } from "./BulkBar";
import classes from "./CustomersPage.module.css";
import { ruleOf, selectionOf } from "./conditions";
import type { Exporting, OnPaper } from "./ExportDialog";
import { Grid, type Opening } from "./Grid";
import { GroupStrip } from "./Groups";
import { FilterLine, ListBar } from "./ListBar";
import { shownColumns, useLayout, widthsOf } from "./layout";
import { sortsOf } from "./order";
import { type Listing, PAGE, readRows, useCustomers, useTotal } from "./queries";
import { SegmentProblem } from "./SegmentKeeping";
import { useSegment } from "./segments";
import { useColumns, useSortables } from "./useColumns";
import { useOpen } from "./useOpen";
import { useReady } from "./useReady";
import { useRowWindow } from "./useRowWindow";
import { useStable } from "./useStable";
import { useTitle } from "./useTitle";
import {
  aimAt,
  countChosen,
  isNarrowed,
  keepScroll,
  keptScroll,
  setActive,
  showRules,
  tellAim,
  tellPlace,
  theView,
  useView,
  viewName,
} from "./view";

const ExportDialog = lazy(() => import("./ExportDialog").then((file) => ({ default: file.ExportDialog })));

/** Up to so many customers, the list says how there come to be more. */
const FEW = 5;
/** After so many milliseconds at one place, the pages beside it are read; not between two letters of who types. */
const REST_MS = 160;
/** So long the frame of a card that was opened has before the next one is read ahead, in milliseconds. */
const AHEAD_MS = 30;

/** The pixels of a row: 36, compact 28, times the text size. */
function rowPixels(): number {
  return remPixels() * (document.documentElement.dataset.density === "compact" ? 1.75 : 2.25);
}

/** The list: what it is narrowed to, its rows, and what can be done with those that are chosen. */
export function List({ prepare, onPaper }: { prepare: (id: number) => Promise<unknown>; onPaper: OnPaper }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { id: openId, full } = useOpen();
  const filters = useView((view) => view.filters);
  const order = useView((view) => view.order);
  const groupBy = useView((view) => view.groupBy);
  const active = useView((view) => view.active);
  const chosen = useView((view) => view.chosen);
  const segment = useSegment();
  const all = useColumns();
  const among = useSortables(all);
  const control = useLayout(viewName(segment?.uid ?? null), all, segment?.columns.join(" "));
  const { layout } = control;
  const { ref: widthRef, width } = useElementSize();
  const room = (width || 1280) / remPixels();
  const columns = useMemo(() => shownColumns(layout, all, room), [layout, all, room]);
  const widths = useMemo(() => widthsOf(columns, layout.sizes, room), [columns, layout.sizes, room]);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [row] = useState(rowPixels);
  const fieldIds = columns.flatMap(({ field }) => (field ? [field.id] : [])).sort((a, b) => a - b);
  const fieldNames = fieldIds.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same ids are the same fields
  const fields = useMemo(() => fieldIds, [fieldNames]);
  const asked = useMemo<Listing>(
    () => ({ rule: ruleOf(filters), sort: sortsOf(order, among), fields }),
    [filters, order, among, fields],
  );
  const nameOf = ({ rule, sort }: Listing) => JSON.stringify([rule, sort]);
  const readFirst = useCallback((one: Listing) => readRows(client, one, 0, 0), [client]);
  const listing = useReady(asked, `${nameOf(asked)} ${fieldNames}`, readFirst);
  const { rule, sort } = listing;
  const name = useMemo(() => JSON.stringify([rule, sort]), [rule, sort]);
  const known = useTotal(listing);
  const rows = useRowWindow(box, known, row, (row * 2) / 2.25, {
    list: name,
    startAt: keptScroll,
    onScroll: keepScroll,
    read: (first, last) => readRows(client, listing, first, last),
  });
  const list = useCustomers(listing, rows.first, Math.max(rows.first, rows.last));
  useAnswer("list", list.isWhole && listing === asked ? name : null);
  useAnswer("rows", list.isWhole ? rows.base : null, "scroll");
  // The pages beside what is shown, so that the wheel never meets a row that is not read.
  const [from, to] = [Math.floor(rows.first / PAGE), Math.floor(Math.max(0, rows.last) / PAGE)];
  useEffect(() => {
    const last = Math.max(0, Math.ceil(known / PAGE) - 1);
    const timer = setTimeout(() => {
      void readRows(client, listing, Math.max(0, from - 1) * PAGE, Math.min(last, to + 1) * PAGE);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [client, listing, from, to, known]);
  const named = useTitle(filters);
  const title = segment?.name ?? named;
  const narrowed = isNarrowed(filters);
  const activeId = list.rowAt(active)?.id ?? null;
  useEffect(() => {
    // A quick key has aimed at another one already: what was drawn before says nothing of where that one is.
    if (theView().active !== active) return;
    // A row that is not read yet is still of whom it was told to be.
    tellPlace(activeId ?? theView().place.id, list.total);
  }, [active, activeId, list.total]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list stands, its place is where one is in it
  useEffect(() => {
    if (box && openId !== null) rows.reveal(active);
  }, [box]);
  // Who was opened from elsewhere is looked for in the list, so that one goes on from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each customer and list
  useEffect(() => {
    if (openId === null || list.total === 0 || openId === activeId) return;
    let gone = false;
    call("customers_locate", { where: rule, sort, id: openId })
      .then(({ at }) => {
        if (gone || at === null) return;
        setActive(at);
        tellPlace(openId, list.total);
        rows.reveal(at);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [openId, name, list.total > 0]);

  // Who comes after the open one is read ahead: their card is there when one walks on.
  const nextId = openId !== null && openId === activeId ? list.rowAt(active + 1)?.id : undefined;
  useEffect(() => {
    if (nextId === undefined) return;
    const timer = setTimeout(() => void prepare(nextId), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [prepare, nextId]);

  /** The latest customer to be opened: a quicker step goes past the one before. */
  const opening = useRef(0);
  const onOpen = useStable(async (id: number, how: Opening | null, position: number) => {
    opening.current += 1;
    const nth = opening.current;
    aimAt(position, id);
    await soon(prepare(id));
    if (nth !== opening.current) return;
    tellAim();
    const page = (how ?? (full ? "full" : "beside")) === "full";
    // In one drawing: the row, the card and its timeline.
    void navigate(`/customers/${id}${page ? "/full" : ""}`, { replace: openId !== null, flushSync: true });
  });
  const onClose = useStable(() => {
    opening.current += 1;
    void navigate("/customers", { replace: true });
  });
  const total = !list.isPending && !list.error ? list.total : null;
  const [exporting, setExporting] = useState<Exporting | null>(null);
  useIntent(
    "export-list",
    () => {
      // Those who are chosen, or else all whom the list has.
      const count = countChosen(chosen, list.total);
      const customers = count > 0 ? selectionOf(chosen, rule) : { matching: { rule, except: [] } };
      setExporting({ customers, sort, count: count || list.total, title, columns });
    },
    list.total > 0,
  );

  return (
    <div className={classes.list} ref={widthRef}>
      <ListBar title={title} total={total} control={control} />
      {!segment?.problem && (
        <FilterLine segment={segment} control={control} sort={asked.sort} among={among} />
      )}
      {groupBy && !segment?.problem && <GroupStrip by={groupBy} />}
      {segment?.problem ? (
        <SegmentProblem segment={segment} problem={segment.problem} />
      ) : list.error ? (
        <ErrorNote error={list.error} onRetry={list.refetch} />
      ) : list.isPending ? (
        <Skeleton />
      ) : list.total === 0 ? (
        <Nobody narrowed={narrowed} />
      ) : (
        <Grid
          list={list}
          rule={rule}
          sort={sort}
          window={rows}
          box={box}
          boxRef={setBox}
          columns={columns}
          widths={widths}
          control={control}
          openId={openId}
          onClose={onClose}
          onOpen={onOpen}
        />
      )}
      {!narrowed && list.total > 0 && list.total <= FEW && (
        <div className={classes.few}>
          <span>{t("customers-few")}</span>
          <Button variant="default" size="compact-sm" onClick={() => void navigate("/import")}>
            {t("customers-empty-import")}
          </Button>
        </div>
      )}
      {countChosen(chosen, list.total) > 0 && <BulkBar total={list.total} rule={rule} />}
      {exporting && (
        <Suspense>
          <ExportDialog what={exporting} onClose={() => setExporting(null)} onPaper={onPaper} />
        </Suspense>
      )}
    </div>
  );
}

/** Nobody is found, or nobody is there yet: what to do next. */
function Nobody({ narrowed }: { narrowed: boolean }) {
  const navigate = useNavigate();
  if (narrowed) {
    return (
      <Empty title={t("customers-none-title")} text={t("customers-none-text")}>
        <Button variant="default" onClick={() => showRules()}>
          {t("filter-clear")}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title={t("customers-empty-title")} text={t("customers-empty-text")}>
      <Button onClick={() => void navigate("/import")}>{t("customers-empty-import")}</Button>
      <Button variant="default" onClick={() => void navigate("/customers/new")}>
        {t("action-new-customer")}
      </Button>
    </Empty>
  );
}

function Skeleton() {
  return (
    <div className={classes.skeleton} aria-busy="true" data-testid="list-loading">
      {["62%", "48%", "55%", "40%", "66%", "52%", "45%", "58%"].map((width) => (
        <SkeletonLine key={width} width={width} />
      ))}
    </div>
  );
}
