import { Modal } from "@mantine/core";
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { isComposing, Kbd, Marked, useAnswer } from "../design";
import classes from "../design/Finder.module.css";
import { CompanyIcon, PersonIcon, SearchIcon } from "../design/icons";
import { call, type FoundCustomer } from "../ipc";
import { formatPhone, t } from "../messages";
import { type Action, type Actor, allActions, labelOf } from "./actions";

type Entry =
  | { id: string; found: FoundCustomer; action?: undefined }
  | { id: string; action: Action; found?: undefined };

/** The actions whose name holds every word that was typed. */
function fittingActions(text: string, actor: Actor): Action[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return allActions(actor).filter((action) => {
    if (action.keysOnly || !action.applies(actor)) return false;
    const name = labelOf(action).toLowerCase();
    return words.every((word) => name.includes(word));
  });
}

const customersLike = (text: string) =>
  queryOptions({
    queryKey: ["customers", "find", text],
    queryFn: () => call("customers_find", { text, limit: 8 }),
    gcTime: 10_000,
  });

/** In the very key press that opens the palette: the letters typed right after it are already its own. */
const focusAtOnce = (input: HTMLInputElement | null) => input?.focus();

/** Finds a customer as one types, and runs any action. */
export function Palette({ actor, onClose }: { actor: Actor; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  /** Enter came before what was typed is found: it is for that, not for what is still shown. */
  const [hasty, setHasty] = useState(false);
  const text = asked.trim();
  const client = useQueryClient();
  const found = useQuery({
    ...customersLike(text),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
  const rows = text === "" ? [] : (found.data ?? []);
  useAnswer("found", found.data && !found.isPlaceholderData ? text : null);
  const fitting = useMemo(() => fittingActions(text, actor), [text, actor]);
  const entries: Entry[] = [
    ...rows.map((one) => ({ id: `customer-${one.id}`, found: one })),
    ...fitting.map((action) => ({ id: action.id, action })),
  ];
  const at = Math.min(active, Math.max(0, entries.length - 1));

  useEffect(() => {
    list.current?.querySelector(`[data-nth="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  function run(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    if (entry.found) actor.go(`/customers/${entry.found.id}`);
    else entry.action.run(actor);
  }

  const waits = text !== "" && found.isPlaceholderData;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what was typed is found
  useEffect(() => {
    if (hasty && !waits && !found.isPending) run(entries[0]);
  }, [hasty, waits, found.isPending]);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) {
      event.stopPropagation();
      return;
    }
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined && entries.length > 0) {
      event.preventDefault();
      setActive((at + move + entries.length) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (text !== "" && (waits || found.isPending)) setHasty(true);
      else run(entries[at]);
    }
  }

  function ask(value: string) {
    // Asked for before anything is drawn: the answer is often there for the same frame.
    if (value.trim() !== "") void client.prefetchQuery(customersLike(value.trim()));
    setAsked(value);
    setHasty(false);
    setActive(0);
  }

  return (
    <Modal.Root opened onClose={onClose} size={620} yOffset="12vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t("action-palette")} classNames={{ content: classes.content }}>
        <div className={classes.line}>
          <SearchIcon />
          <input
            ref={focusAtOnce}
            data-autofocus
            className={classes.input}
            role="combobox"
            aria-expanded={entries.length > 0}
            aria-controls={listId}
            aria-activedescendant={entries.length > 0 ? `${listId}-${at}` : undefined}
            aria-label={t("palette-placeholder")}
            placeholder={t("palette-placeholder")}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              // Half-composed letters are searched too: pinyin finds names before a character is chosen.
              ask(event.currentTarget.value);
            }}
            onKeyDown={onKeyDown}
            autoComplete="off"
            spellCheck={false}
          />
          <Kbd chord="Esc" />
        </div>
        <div
          id={listId}
          ref={list}
          {...(entries.length > 0 && { role: "listbox", "aria-label": t("action-palette") })}
          className={classes.list}
        >
          {rows.length > 0 && <div className={classes.title}>{t("palette-customers")}</div>}
          {rows.map((one, nth) => (
            <Found
              key={one.id}
              found={one}
              nth={nth}
              on={nth === at}
              id={`${listId}-${nth}`}
              onPick={() => run(entries[nth])}
              onPoint={() => setActive(nth)}
            />
          ))}
          {fitting.length > 0 && <div className={classes.title}>{t("palette-actions")}</div>}
          {fitting.map((action, offset) => {
            const nth = rows.length + offset;
            return (
              <div
                key={action.id}
                id={`${listId}-${nth}`}
                role="option"
                tabIndex={-1}
                aria-selected={nth === at}
                data-nth={nth}
                className={classes.entry}
                onMouseMove={() => setActive(nth)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => run(entries[nth])}
              >
                <span className={classes.name}>{labelOf(action)}</span>
                {action.detail && <span className={classes.more}>{action.detail}</span>}
                {action.shortcuts[0] && <Kbd chord={action.shortcuts[0]} />}
              </div>
            );
          })}
          {entries.length === 0 && !found.isFetching && (
            <p className={classes.none}>{t("palette-none", { text })}</p>
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

interface FoundProps {
  found: FoundCustomer;
  nth: number;
  on: boolean;
  id: string;
  onPick: () => void;
  onPoint: () => void;
}

function Found({ found, nth, on, id, onPick, onPoint }: FoundProps) {
  const name = found.matches.find((match) => match.field === "name");
  const other = found.matches.find((match) => match.field !== "name");
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={on}
      data-nth={nth}
      className={classes.entry}
      onMouseMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {found.kind === "company" ? <CompanyIcon /> : <PersonIcon />}
      <span className={classes.name}>
        <Marked text={found.name} marks={name?.marks ?? []} />
      </span>
      <span className={classes.more}>
        {other ? (
          <Marked text={other.text} marks={other.marks} />
        ) : (
          [found.stage, found.phones[0] && formatPhone(found.phones[0])].filter(Boolean).join(" · ")
        )}
      </span>
    </div>
  );
}
