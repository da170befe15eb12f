import { Button, Group, Modal, NumberInput, SegmentedControl, Select, Stack } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNote, SkeletonLine, toast, toastError } from "../../design";
import { PrintIcon } from "../../design/icons";
import { Pager, pageSaid } from "../../design/Pager";
import pieces from "../../design/pieces.module.css";
import { call, type LabelSheet, type MakePaper, type PaperMade, type PaperSize } from "../../ipc";
import { currentLanguage, formatCount, t, tCode, today } from "../../messages";
import classes from "./PaperDialog.module.css";
import { PrintedPages } from "./PrintedPages";
import { type How, type Kind, type PaperAsk, SHEETS, toPaper } from "./paper";

/** So many pages are printed from the window; the rest goes by way of a file. */
const PRINTED = 40;

/** A card, a list or labels: looked at as they will be, printed, or saved as PDF. */
export function PaperDialog({ ask, onClose }: { ask: PaperAsk; onClose: () => void }) {
  const [how, setHow] = useState<How>({
    kind: ask.columns ? "list" : "card",
    size: "a4",
    sheet: "a4_by24",
    skip: 0,
  });
  const [page, setPage] = useState(0);
  const [busy, setBusy] = useState(false);
  const [printed, setPrinted] = useState<string[] | null>(null);
  const paper = toPaper(ask, how, currentLanguage());
  const look = useQuery({
    queryKey: ["customers", "paper", paper, page],
    queryFn: () => call("papers_look", { paper, page }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 5_000,
  });
  const made = look.data?.made;
  const change = (part: Partial<How>) => {
    setPage(0);
    setHow({ ...how, ...part });
  };

  async function print() {
    if (!made) return;
    setBusy(true);
    try {
      setPrinted(await drawn(paper, Math.min(made.pages, PRINTED)));
      if (made.pages > PRINTED) toast(t("paper-print-many", { count: formatCount(PRINTED) }));
    } catch (refused) {
      toastError(refused);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="min(62rem, 94vw)"
      title={t("paper-title")}
      closeButtonProps={{ "aria-label": t("action-close") }}
    >
      <div className={classes.sides}>
        <Page look={look} page={page} onPage={setPage} />
        <Stack gap="md" className={classes.how}>
          <Options ask={ask} how={how} onChange={change} />
          {made && made.left_out > 0 && (
            <p role="status">{t("paper-left-out", { count: formatCount(made.left_out) })}</p>
          )}
          <div className={pieces.note} role="note">
            {t("export-open")}
          </div>
          <Group justify="flex-end" gap="xs">
            <Button
              variant="default"
              leftSection={<PrintIcon />}
              disabled={!made || look.isError}
              loading={busy}
              onClick={() => void print()}
            >
              {t("paper-print")}
            </Button>
            <Button
              disabled={!made || look.isError}
              onClick={() => void save(paper, ask.title)}
              data-autofocus
            >
              {t("paper-save")}
            </Button>
          </Group>
        </Stack>
      </div>
      {printed && <PrintedPages pages={printed} onDone={() => setPrinted(null)} />}
    </Modal>
  );
}

function Options({
  ask,
  how,
  onChange,
}: {
  ask: PaperAsk;
  how: How;
  onChange: (part: Partial<How>) => void;
}) {
  const kinds: Kind[] = ask.columns ? ["list", "card", "labels"] : ["card", "labels"];
  return (
    <>
      <SegmentedControl
        aria-label={t("paper-kind")}
        value={how.kind}
        onChange={(kind) => onChange({ kind: kind as Kind })}
        data={kinds.map((value) => ({ value, label: t(`paper-${value}`) }))}
      />
      {how.kind === "labels" ? (
        <>
          <Select
            label={t("paper-sheet")}
            value={how.sheet}
            allowDeselect={false}
            onChange={(sheet) => sheet && onChange({ sheet: sheet as LabelSheet })}
            data={SHEETS.map((value) => ({ value, label: tCode("paper-sheet-", value, {}, "paper-sheet") }))}
          />
          <NumberInput
            label={t("paper-skip")}
            value={how.skip}
            min={0}
            max={29}
            allowDecimal={false}
            allowNegative={false}
            onChange={(skip) => onChange({ skip: Number(skip) || 0 })}
          />
        </>
      ) : (
        <Select
          label={t("paper-size")}
          value={how.size}
          allowDeselect={false}
          onChange={(size) => size && onChange({ size: size as PaperSize })}
          data={[
            { value: "a4", label: t("paper-size-a4") },
            { value: "letter", label: t("paper-size-letter") },
          ]}
        />
      )}
    </>
  );
}

interface Looked {
  data: { picture: string | null; made: PaperMade } | undefined;
  isError: boolean;
  error: unknown;
}

function Page({ look, page, onPage }: { look: Looked; page: number; onPage: (page: number) => void }) {
  if (look.isError) return <ErrorNote error={look.error} />;
  if (!look.data?.picture)
    return (
      <div className={classes.waiting} aria-busy="true">
        <SkeletonLine width="50%" />
      </div>
    );
  const { pages } = look.data.made;
  return (
    <div className={classes.look}>
      <img className={classes.page} src={look.data.picture} alt={pageSaid(page, pages)} />
      <Pager page={page} pages={pages} onPage={onPage} />
    </div>
  );
}

/** All pages as pictures, one after the other. */
async function drawn(paper: MakePaper, pages: number): Promise<string[]> {
  const all: string[] = [];
  for (let page = 0; page < pages; page += 1) {
    const { picture } = await call("papers_look", { paper, page });
    if (picture) all.push(picture);
  }
  return all;
}

/** Saves it where the user wants it; there nothing protects it any more. */
async function save(paper: MakePaper, title: string): Promise<void> {
  try {
    const path = await call("shell_save_file", {
      kind: "paper",
      title: t("paper-save"),
      name: `${title.replace(/[\\/:*?"<>|]/g, " ").trim()} ${today()}.pdf`,
    });
    if (!path) return;
    const { job } = await call("papers_save", { paper, path });
    const done = await call("jobs_wait", { id: job });
    if (done.error) throw done.error;
    if (done.state !== "done") return toast(t("export-stopped"));
    const { pages } = done.result as unknown as PaperMade;
    toast(t("paper-saved", { pages: formatCount(pages), path }));
  } catch (refused) {
    toastError(refused);
  }
}
