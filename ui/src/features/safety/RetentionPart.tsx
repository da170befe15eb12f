import { Button, Checkbox, Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { doAndOfferUndo } from "../../design";
import { type CustomerRow, call, undoing } from "../../ipc";
import { formatDay, t } from "../../messages";
import classes from "./Safety.module.css";

const YEARS = [0, 1, 2, 3, 5, 7, 10];
const PAGE = 20;

/** Whom nobody has heard of for years: the book proposes, and each who is chosen is erased on a page of their own. */
export function RetentionPart() {
  const years = useQuery({ queryKey: ["settings"], queryFn: () => call("settings_get") }).data
    ?.retention_years;
  const [limit, setLimit] = useState(PAGE);
  const found = useQuery({
    queryKey: ["customers", "forgotten", years, limit],
    queryFn: () => call("retention_list", { limit }),
    enabled: Boolean(years),
    placeholderData: (former) => former,
  }).data;
  const client = useQueryClient();
  if (years === undefined) return null;

  async function propose(after: number) {
    await doAndOfferUndo(() => call("settings_edit", { retention_years: after }), undoing);
    await client.invalidateQueries({ queryKey: ["settings"] });
  }

  return (
    <section data-testid="retention">
      <h2>{t("retention-title")}</h2>
      <p className={classes.quiet}>{t("retention-about")}</p>
      <Select
        label={t("retention-after")}
        data={[...new Set([...YEARS, years])]
          .sort((a, b) => a - b)
          .map((value) => ({
            value: String(value),
            label: value === 0 ? t("retention-never") : t("retention-years", { years: value }),
          }))}
        value={String(years)}
        onChange={(value) => value && void propose(Number(value))}
        allowDeselect={false}
        w="16rem"
      />
      {years > 0 && found && (
        <>
          <p className={classes.found}>
            {found.total === 0 ? t("retention-none") : t("retention-found", { years, count: found.total })}
          </p>
          <Proposed rows={found.rows} />
          {found.rows.length < found.total && (
            <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit * 4)}>
              {t("trash-more")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

/** Those who are proposed, each to be opened first, and chosen. */
function Proposed({ rows }: { rows: CustomerRow[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const navigate = useNavigate();
  const picked = rows.filter((row) => chosen.has(row.id)).map((row) => row.id);
  if (rows.length === 0) return null;

  function put(ids: number[], on: boolean) {
    setChosen(new Set(on ? [...picked, ...ids] : picked.filter((id) => !ids.includes(id))));
  }

  return (
    <>
      <div className={classes.many}>
        <Checkbox
          size="xs"
          label={t("trash-choose-all")}
          checked={picked.length === rows.length}
          indeterminate={picked.length > 0 && picked.length < rows.length}
          onChange={(event) =>
            put(
              rows.map((row) => row.id),
              event.currentTarget.checked,
            )
          }
        />
        {picked.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            c="var(--late)"
            data-erase-chosen
            onClick={() => void navigate(`/safety/erase/${picked[0]}?then=${picked.slice(1).join(",")}`)}
          >
            {t("retention-erase", { count: picked.length })}
          </Button>
        )}
      </div>
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.id} className={classes.proposed}>
            <Checkbox
              size="xs"
              aria-label={t("retention-choose", { name: row.name })}
              checked={chosen.has(row.id)}
              onChange={(event) => put([row.id], event.currentTarget.checked)}
            />
            <Link to={`/customers/${row.id}`} className={classes.name}>
              {row.name}
            </Link>
            <span className={classes.quiet}>
              {row.last_visit_on
                ? t("retention-last", { day: formatDay(row.last_visit_on) })
                : t("retention-unseen")}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
