import { Modal } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { isComposing, Kbd, Marked, send } from "../../design";
import finder from "../../design/Finder.module.css";
import { CompanyIcon, PersonIcon, SearchIcon } from "../../design/icons";
import { call, type FoundCustomer } from "../../ipc";
import { formatPhone, t } from "../../messages";
import { LogBox } from "./LogBox";
import classes from "./LogSomewhere.module.css";

/** So many are offered. */
const OFFERED = 7;

/** Logs a visit from anywhere: whom it was with, then the log box itself. The screen beneath stays as it is. */
export function LogSomewhere({ onClose }: { onClose: () => void }) {
  const [picked, setPicked] = useState<FoundCustomer | null>(null);
  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t("action-log-visit")} className={finder.content}>
        {picked ? (
          <Log customer={picked} onBack={() => setPicked(null)} onSaved={onClose} />
        ) : (
          <FindCustomer label={t("log-somewhere-find")} onPick={setPicked} />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

function Log({
  customer,
  onBack,
  onSaved,
}: {
  customer: FoundCustomer;
  onBack: () => void;
  onSaved: () => void;
}) {
  useEffect(() => {
    // The box opens and takes the focus as it does on a card.
    const timer = setTimeout(() => send("log-visit"));
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.log}>
      <div className={classes.who}>
        {customer.kind === "company" ? <CompanyIcon /> : <PersonIcon />}
        <strong>{customer.name}</strong>
        <button type="button" className={classes.other} onClick={onBack}>
          {t("log-somewhere-other")}
        </button>
      </div>
      <LogBox customerId={customer.id} onSaved={onSaved} />
    </div>
  );
}

/** Finds a customer by whatever is remembered; `label` says what for. */
export function FindCustomer({
  label,
  onPick,
}: {
  label: string;
  onPick: (customer: FoundCustomer) => void;
}) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const text = typed.trim();
  const found = useQuery({
    queryKey: ["customers", "find", text, OFFERED],
    queryFn: () => call("customers_find", { text, limit: OFFERED }),
    enabled: text !== "",
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const rows = text === "" ? [] : (found.data ?? []);
  const at = Math.min(active, Math.max(0, rows.length - 1));

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) {
      event.stopPropagation();
      return;
    }
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && rows.length > 0) {
      event.preventDefault();
      setActive((at + move + rows.length) % rows.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const row = rows[at];
      // What is shown may still be of the former letters.
      if (row && !found.isPlaceholderData) onPick(row);
    }
  }

  return (
    <>
      <div className={finder.line}>
        <SearchIcon />
        <input
          data-autofocus
          // biome-ignore lint/a11y/noAutofocus: a dialog that waits for it to load gives the focus away before it is there
          autoFocus
          className={finder.input}
          role="combobox"
          aria-expanded={rows.length > 0}
          aria-controls={listId}
          aria-activedescendant={rows.length > 0 ? `${listId}-${at}` : undefined}
          aria-label={label}
          placeholder={label}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
        />
        <Kbd chord="Esc" />
      </div>
      <div id={listId} role="listbox" aria-label={label} className={finder.list}>
        {rows.map((one, nth) => {
          const name = one.matches.find((match) => match.field === "name");
          return (
            <div
              key={one.id}
              id={`${listId}-${nth}`}
              role="option"
              tabIndex={-1}
              aria-selected={nth === at}
              className={finder.entry}
              onMouseMove={() => setActive(nth)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(one)}
            >
              {one.kind === "company" ? <CompanyIcon /> : <PersonIcon />}
              <span className={finder.name}>
                <Marked text={one.name} marks={name?.marks ?? []} />
              </span>
              <span className={finder.more}>
                {[one.stage, one.phones[0] && formatPhone(one.phones[0])].filter(Boolean).join(" · ")}
              </span>
            </div>
          );
        })}
        {text !== "" && rows.length === 0 && !found.isFetching && (
          <p className={finder.none}>{t("log-somewhere-none")}</p>
        )}
      </div>
    </>
  );
}
