import { Button, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Empty, isComposing, offerUndo, toastError, useIntent } from "../../design";
import { call, type Segment, type Sort, undoing } from "../../ipc";
import { t, tCode } from "../../messages";
import { filtersOf, ruleOf } from "./conditions";
import type { LayoutControl } from "./layout";
import { alone } from "./MenuOffers";
import { useDescribed } from "./queries";
import { segmentSteps } from "./segments";
import { becomeSegment, isNarrowed, showRules, useView } from "./view";

/** A name proposed for a segment is cut after so many characters. */
const MOST = 24;

/** Keeps what is shown: as a new segment, or as what the shown segment is from now on. */
export function SegmentKeeping({
  segment,
  control,
  sort,
}: {
  segment: Segment | null;
  control: LayoutControl;
  sort: Sort[];
}) {
  const filters = useView((view) => view.filters);
  const order = useView((view) => view.order);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const described = useDescribed(filters.rules);
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const rule = ruleOf(filters);
  const kept = { columns: control.parts, sort: order.length > 0 ? sort : [] };
  const isChanged =
    segment !== null &&
    !segment.problem &&
    (!same(rule, ruleOf(filtersOf(segment.rule ?? { all: [] }))) ||
      !same(kept.sort, segment.sort) ||
      control.isChanged);
  const isOffered = segment ? isChanged : isNarrowed(filters);
  useIntent("save-segment", begin, isOffered);

  function begin() {
    const [first] = filters.rules;
    const proposed = filters.text.trim() || (first ? alone(described(first)) : "");
    setName(proposed.slice(0, MOST));
    setOpen(true);
  }

  async function create() {
    if (!name.trim()) return;
    try {
      const { id } = await call("segments_create", { name: name.trim(), rule, ...kept });
      const made = (await call("segments_list")).find((one) => one.id === id);
      setOpen(false);
      if (made) becomeSegment(made.uid);
      await offerUndo(undoing);
    } catch (error) {
      toastError(error);
    }
  }

  async function update() {
    if (!segment || !(await segmentSteps.edit({ id: segment.id, rule, ...kept }))) return;
    control.settle();
    becomeSegment(segment.uid);
  }

  if (!isOffered) return null;
  return (
    <>
      {segment && (
        <Button variant="light" size="compact-xs" onClick={() => void update()}>
          {t("segment-update", { name: segment.name })}
        </Button>
      )}
      <Popover opened={open} onChange={setOpen} position="bottom-start" width={260} trapFocus>
        <Popover.Target>
          <Button
            variant="subtle"
            size="compact-xs"
            aria-keyshortcuts="S"
            onClick={() => (open ? setOpen(false) : begin())}
          >
            {t(segment ? "segment-save-other" : "segment-save")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="xs">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void create();
            }}
          >
            <TextInput
              data-autofocus
              size="xs"
              label={t("segment-name")}
              value={name}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => setName(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && isComposing(event)) event.preventDefault();
              }}
            />
            <Button type="submit" size="compact-sm" mt="xs" fullWidth disabled={!name.trim()}>
              {t("segment-save")}
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

/** A segment whose rule cannot hold any more: why, and what can be done. */
export function SegmentProblem({ segment, problem }: { segment: Segment; problem: string }) {
  const navigate = useNavigate();
  return (
    <Empty
      title={t("segment-problem", { name: segment.name })}
      text={t("segment-problem-about", { why: tCode("reason-", problem, {}, "reason-not-the-shape") })}
    >
      <Button onClick={() => void navigate("/trash")}>{t("action-go-trash")}</Button>
      <Button
        variant="default"
        onClick={() =>
          void segmentSteps.trash(segment.id).then((done) => {
            if (done) showRules();
          })
        }
      >
        {t("segment-trash")}
      </Button>
    </Empty>
  );
}
