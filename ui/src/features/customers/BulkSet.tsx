import { Button, Popover, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, type Given, type Selection } from "../../ipc";
import { errorText, formatCount, t } from "../../messages";
import { BulkButton } from "./BulkButton";
import { BulkValue } from "./BulkValue";
import classes from "./CustomersPage.module.css";
import { useFields, useOwners, useStages } from "./queries";
import { steps } from "./steps";

/** What can be set besides fields. */
const PROPERTIES = ["stage", "owner", "kind"] as const;
type Property = (typeof PROPERTIES)[number];

/** Gives all that are chosen the same of something: picks it, says how many that changes, and does it in one step. */
export function BulkSet({ customers }: { customers: Selection }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" width={280} trapFocus>
      <Popover.Target>
        <BulkButton onClick={() => setOpen(!open)}>{t("bulk-set")}</BulkButton>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        {open && <SetForm customers={customers} onDone={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function SetForm({ customers, onDone }: { customers: Selection; onDone: () => void }) {
  const fields = useFields().data ?? [];
  const [what, setWhat] = useState<string | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const field = fields.find(({ id }) => `field-${id}` === what);
  const preview = useQuery({
    queryKey: ["customers", "preview-set", customers, given],
    queryFn: () => (given ? call("customers_preview_set", { customers, set: given }) : null),
    enabled: given !== null,
  });
  const asked = given === null ? null : preview.data;

  async function set() {
    if (given && (await steps.set(customers, given))) onDone();
  }

  return (
    <form
      className={classes.set}
      onSubmit={(event) => {
        event.preventDefault();
        if (asked?.changes) void set();
      }}
    >
      <Select
        data-autofocus
        size="xs"
        label={t("bulk-set-what")}
        searchable
        comboboxProps={{ withinPortal: false }}
        data={[
          ...PROPERTIES.map((one) => ({ value: one, label: t(`column-${one}`) })),
          ...fields.map(({ id, label }) => ({ value: `field-${id}`, label })),
        ]}
        value={what}
        onChange={(next) => {
          setWhat(next);
          setGiven(null);
        }}
      />
      {field && (
        <BulkValue
          key={field.id}
          field={field}
          onGive={(value) => setGiven(value === undefined ? null : { field: { id: field.id, value } })}
        />
      )}
      {PROPERTIES.some((one) => one === what) && (
        <PropertyValue key={what} what={what as Property} onGive={setGiven} />
      )}
      <p className={classes.preview} role="status">
        {preview.error ? errorText(preview.error) : asked && previewText(asked)}
      </p>
      <Button type="submit" size="compact-sm" disabled={!asked?.changes}>
        {t("bulk-set-do")}
      </Button>
    </form>
  );
}

function previewText({ changes, replaced }: { changes: number; replaced: number }): string {
  if (changes === 0) return t("bulk-set-none");
  const said = t("bulk-set-changes", { count: changes, text: formatCount(changes) });
  return replaced > 0 ? t("bulk-set-replaces", { said, count: replaced, text: formatCount(replaced) }) : said;
}

function PropertyValue({ what, onGive }: { what: Property; onGive: (given: Given | null) => void }) {
  const stages = useStages().data ?? [];
  const owners = useOwners().data ?? [];
  const ids = what === "stage" ? stages : owners;
  const data =
    what === "kind"
      ? (["person", "company"] as const).map((kind) => ({ value: kind, label: t(`kind-${kind}`) }))
      : ids.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Select
      size="xs"
      label={t("bulk-set-to")}
      comboboxProps={{ withinPortal: false }}
      data={data}
      onChange={(value) => {
        if (value === null) onGive(null);
        else if (what === "kind") onGive({ kind: value === "company" ? "company" : "person" });
        else onGive(what === "stage" ? { stage: Number(value) } : { owner: Number(value) });
      }}
    />
  );
}
