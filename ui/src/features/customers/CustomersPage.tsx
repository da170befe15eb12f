import { useEffect, useMemo, useRef } from "react";
import { Outlet, useNavigate } from "react-router";
import { focusIfLost, Panes, useIntent } from "../../design";
import classes from "./CustomersPage.module.css";
import type { OnPaper } from "./ExportDialog";
import { List } from "./List";
import { Sidebar } from "./Sidebar";
import { useAsked } from "./segments";
import { useOpen } from "./useOpen";
import { useStable } from "./useStable";
import { useView } from "./view";
import { type Walk, WalkContext } from "./walk";

/**
 * The customers: what to look at, the list, and the card of one of them, beside it or as a page. `prepare` reads what a
 * card is made of, so that it opens in one go.
 */
export function CustomersPage({
  prepare,
  onPaper,
}: {
  prepare: (id: number) => Promise<unknown>;
  /** Puts a list on paper. */
  onPaper: OnPaper;
}) {
  const navigate = useNavigate();
  const { id, open, full } = useOpen();
  const position = useView(({ place, active }) => (place.id === id ? active : null));
  const total = useView(({ place }) => place.total);
  useAsked();
  const list = useRef<HTMLDivElement>(null);
  const beside = useRef(false);
  useEffect(() => {
    if (!full) beside.current = open;
  }, [full, open]);
  // When the page or the card goes, the list goes on: what is active in it has the focus.
  const was = useRef({ open, full });
  useEffect(() => {
    const gone = (was.current.full && !full) || (was.current.open && !open);
    was.current = { open, full };
    if (gone) focusIfLost(() => list.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]'));
  }, [full, open]);
  const close = useStable(() => {
    // From the page one comes back to where one was: the list, or the card beside it.
    void navigate(full && beside.current && id !== null ? `/customers/${id}` : "/customers");
  });
  useIntent("back", close, open);
  const walk = useMemo<Walk>(
    () => ({
      position,
      total,
      full,
      setFull: (next) => void navigate(`/customers/${id}${next ? "/full" : ""}`, { replace: true }),
      close,
    }),
    [position, total, full, id, navigate, close],
  );
  return (
    <WalkContext.Provider value={walk}>
      {/* Beneath the page the list stays as it is: its place, its choice, its rows. */}
      <div className={classes.under} ref={list} inert={full}>
        <Panes
          side={<Sidebar />}
          main={<List prepare={prepare} onPaper={onPaper} />}
          detail={open && !full ? <Outlet /> : null}
          onCloseDetail={close}
        />
      </div>
      {full && (
        <div className={classes.page}>
          <Outlet />
        </div>
      )}
    </WalkContext.Provider>
  );
}
