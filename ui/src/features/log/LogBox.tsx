import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { isComposing, Kbd, useFileDrop, useIntent } from "../../design";
import { IconButton } from "../../design/IconButton";
import { growToFit } from "../../design/InlineText";
import { ClipIcon } from "../../design/icons";
import { shownFields } from "../../design/shown";
import { call, type Field } from "../../ipc";
import { errorText, t } from "../../messages";
import { Attached } from "./Attached";
import { Kinds, TagsToAdd, When, WithWhom } from "./Choices";
import { canSave, EMPTY, type Entry, isBlank, readDraft, since, withText } from "./entry";
import { ReadRow } from "./LineChips";
import classes from "./LogBox.module.css";
import { meant, useLine } from "./line";
import { NextStep } from "./NextStep";
import { useCustomer, useFields, useVisitKinds } from "./queries";
import { recordOf, useDraft } from "./useDraft";
import { useSaving } from "./useSaving";
import { VisitFields } from "./VisitFields";
import { askedBy } from "./values";

/** The box in which a visit is logged: type, pick the next day, Enter. `onSaved` tells when that is done. */
export function LogBox({ customerId, onSaved }: { customerId: number; onSaved?: () => void }) {
  const { kept, keep } = useDraft(recordOf(customerId));
  const customer = useCustomer(customerId).data;
  const [entry, setEntry] = useState<Entry>(() => (kept ? readDraft(kept) : EMPTY));
  const [open, setOpen] = useState(!isBlank(entry));
  /** Nothing was typed since the box was opened or saved: there is nothing in it to take back. */
  const [fresh, setFresh] = useState(true);
  const touched = useRef(kept !== undefined);
  /** Whoever leaves the box while it is saved is not called back to it. */
  const left = useRef(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const what = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (touched.current || kept === undefined) return;
    touched.current = true;
    if (!kept) return;
    setEntry(readDraft(kept));
    setOpen(true);
  }, [kept]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer text needs a higher box
  useLayoutEffect(() => growToFit(text.current), [entry.text, open]);
  const { error, setError, saving, save } = useSaving(box, {
    here: customerId,
    onSaved: (saved) => {
      const rest = latest.current((now) => since(saved, now));
      setFresh(isBlank(rest));
      if (onSaved) onSaved();
      else if (!left.current) text.current?.focus();
    },
  });
  const parts = useLine(entry, customerId);
  // What it grows by as a line is read stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read makes the box higher
  useLayoutEffect(() => {
    if (box.current?.contains(document.activeElement)) box.current.scrollIntoView?.({ block: "nearest" });
  }, [parts, open]);
  useIntent("log-visit", () => {
    setOpen(true);
    text.current?.focus();
    text.current?.scrollIntoView?.({ block: "nearest" });
  });

  const kinds = useVisitKinds().data ?? [];
  const wanted = meant(entry, parts).kind;
  const kind = kinds.find((one) => (one.code || one.name) === wanted) ?? kinds[0];
  const all = askedBy(useFields().data ?? [], kind?.id);
  const heldIn = (field: Field) => {
    const given = entry.values[field.id];
    return given === undefined ? field.default : given;
  };
  const fields = shownFields(all, (id) => {
    const field = all.find((one) => one.id === id);
    return field ? heldIn(field) : null;
  });

  const change = (put: Partial<Entry> | ((now: Entry) => Partial<Entry>)) => {
    touched.current = true;
    setFresh(false);
    const next = { ...entry, ...(typeof put === "function" ? put(entry) : put) };
    setEntry(next);
    setError(null);
    keep(isBlank(next) ? "" : JSON.stringify(next));
    return next;
  };
  /** The same by a chip or control; when it vanishes, the focus goes back to the text. */
  const from = useRef<Element | null>(null);
  const put = (part: Partial<Entry>) => {
    from.current = box.current?.contains(document.activeElement) ? document.activeElement : null;
    change(part);
  };
  useEffect(() => {
    if (!from.current || from.current.isConnected) return;
    from.current = null;
    text.current?.focus();
  });
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  /** What is in them goes into the book now, so that a draft holds no path; it is kept when the visit is. */
  const attach = async (paths: string[]) => {
    if (paths.length === 0) return;
    setOpen(true);
    try {
      const staged = await call("files_stage", { paths });
      latest.current((now) => {
        const known = new Set(now.files.map((file) => file.hash));
        const fresh = staged.filter((file) => !known.has(file.hash));
        return {
          files: [...now.files, ...fresh.map(({ hash, name, has_thumb }) => ({ hash, name, has_thumb }))],
        };
      });
    } catch (refused) {
      setError(refused);
    }
  };
  const choose = async () => {
    try {
      await attach(await call("shell_choose_files", { title: t("files-choose") }));
      text.current?.focus();
    } catch (refused) {
      setError(refused);
    }
  };
  useFileDrop(
    box,
    () => t("drop-attach-visit"),
    (paths) => void attach(paths),
  );
  const submit = (makesCustomer = false) => {
    if (saving || !canSave(entry)) return;
    left.current = false;
    void save(entry, { makesCustomer, asked: fields.map((field) => field.id) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const asText = event.target === text.current || event.target === what.current;
    if (event.key === "Enter" && asText && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && asText) {
      event.stopPropagation();
      left.current = true;
      (event.target as HTMLElement).blur();
      if (isBlank(entry)) setOpen(false);
    }
  };

  if (customer?.trashed_at) return null;
  return (
    <div ref={box} className={classes.log} role="group" aria-label={t("log-label")} onKeyDown={onKeyDown}>
      <textarea
        ref={text}
        className={classes.text}
        rows={1}
        value={entry.text}
        placeholder={t("log-hint")}
        aria-label={t("log-placeholder")}
        aria-keyshortcuts="L"
        data-fresh={fresh || undefined}
        spellCheck={false}
        onFocus={() => setOpen(true)}
        onChange={(event) => change((now) => withText(now, event.target.value))}
      />
      {!open && <Kbd chord="L" />}
      {open && parts && (
        <ReadRow parts={parts} entry={entry} here={customerId} onChange={put} onNew={() => submit(true)} />
      )}
      {open && (
        <VisitFields
          key={kind?.id}
          fields={fields}
          heldIn={heldIn}
          onChange={(id, value) => change({ values: { ...entry.values, [id]: value } })}
        />
      )}
      {entry.files.length > 0 && (
        <div className={classes.files}>
          <Attached
            files={entry.files}
            onRemove={(hash) => change({ files: entry.files.filter((file) => file.hash !== hash) })}
          />
        </div>
      )}
      {open && (
        <div className={classes.under}>
          <When entry={entry} parts={parts} onChange={put} />
          <Kinds entry={entry} parts={parts} onChange={put} />
          <NextStep
            entry={entry}
            parts={parts}
            what={what}
            onChange={put}
            onPicked={() => requestAnimationFrame(() => what.current?.focus())}
          />
          <WithWhom entry={entry} contacts={customer?.contacts ?? []} onChange={change} />
          <TagsToAdd entry={entry} onChange={change} />
          <IconButton size="sm" label={t("files-add")} onClick={() => void choose()}>
            <ClipIcon size={14} />
          </IconButton>
          <button
            type="button"
            className={classes.save}
            disabled={!canSave(entry) || saving}
            onClick={() => submit()}
          >
            {t("log-save")} <Kbd chord="Enter" plain />
          </button>
        </div>
      )}
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}
