import { Button, Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Empty, ErrorNote, offerUndo, toastError } from "../../design";
import { type Card, type Choice, call, type MergePreview, undoing } from "../../ipc";
import { t } from "../../messages";
import classes from "./Duplicates.module.css";
import { type Fact, factsOf, keptOf } from "./facts";

/** Several customers side by side: which value each property gets, and what all of them bring along. */
export function MergePage({ ids }: { ids: number[] }) {
  const asked = useQuery({
    queryKey: ["customers", "merge", ids],
    queryFn: () => call("merges_preview", { ids }),
    enabled: ids.length > 1,
  });
  const settings = useQuery({ queryKey: ["settings"], queryFn: () => call("settings_get") });
  if (ids.length < 2) return <Empty title={t("merge-one")} text={t("merge-one-about")} />;
  if (asked.isError) return <ErrorNote error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data || !settings.data) return null;
  const { currency, currency_exponent: exponent } = settings.data;
  return <Sides preview={asked.data} currency={{ code: currency, exponent }} />;
}

function Sides({
  preview,
  currency,
}: {
  preview: MergePreview;
  currency: { code: string; exponent: number };
}) {
  const navigate = useNavigate();
  const cards = preview.sides.map(({ card }) => card);
  const [keep, setKeep] = useState(preview.keep);
  const [taken, setTaken] = useState<Record<string, number>>({});
  const [busy, setBusy] = useState(false);
  const facts = factsOf(cards, currency);
  /** Whose value a property gets: who was chosen, else who is kept, else the first who has one. */
  const from = (fact: Fact) => {
    const chosen = taken[fact.id];
    if (chosen !== undefined) return chosen;
    if (fact.texts.get(keep)) return keep;
    return cards.find(({ id }) => fact.texts.get(id))?.id ?? keep;
  };

  async function merge() {
    setBusy(true);
    try {
      const others = cards.map(({ id }) => id).filter((id) => id !== keep);
      const { id } = await call("customers_merge", { keep, others, take: choiceOf(facts, from, keep) });
      void navigate(`/customers/${id}`, { replace: true });
      await offerUndo({ ...undoing, undo: () => undoing.undo().then(() => navigate("/duplicates")) });
    } catch (error) {
      toastError(error);
      setBusy(false);
    }
  }

  return (
    <div className={classes.page}>
      <h1>{t("merge-title")}</h1>
      <p className={classes.quiet}>{t("merge-about")}</p>
      <div className={classes.scroll}>
        <table className={classes.sides}>
          <thead>
            <tr>
              <th scope="col" />
              {cards.map((card) => (
                <th key={card.id} scope="col">
                  <Radio
                    name="keep"
                    label={t("merge-keep")}
                    aria-label={`${t("merge-keep")}: ${card.name}`}
                    checked={keep === card.id}
                    onChange={() => setKeep(card.id)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <Line
                key={fact.id}
                fact={fact}
                cards={cards}
                from={from(fact)}
                onTake={(id) => setTaken({ ...taken, [fact.id]: id })}
              />
            ))}
            <tr>
              <th scope="row" colSpan={cards.length + 1} className={classes.all}>
                {t("merge-all-kept")}
              </th>
            </tr>
            {keptOf(preview.sides).map(({ name, texts }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cards.map((card) => (
                  <td key={card.id} className={classes.kept}>
                    {texts.get(card.id) || "—"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.ways}>
        <Button loading={busy} onClick={() => void merge()}>
          {t("merge-do", { count: cards.length })}
        </Button>
        <Button variant="default" onClick={() => void navigate(-1)}>
          {t("action-cancel")}
        </Button>
      </div>
    </div>
  );
}

/** A property: a choice where they differ, a text where they do not. */
function Line({
  fact,
  cards,
  from,
  onTake,
}: {
  fact: Fact;
  cards: Card[];
  from: number;
  onTake: (id: number) => void;
}) {
  const differs = new Set(fact.texts.values()).size > 1;
  return (
    <tr>
      <th scope="row">{fact.name}</th>
      {cards.map(({ id }) => {
        const text = fact.texts.get(id);
        return (
          <td key={id} data-taken={from === id || undefined}>
            {differs && text ? (
              <Radio
                name={fact.id}
                label={text}
                checked={from === id}
                onChange={() => onTake(id)}
                aria-label={`${fact.name}: ${text}`}
              />
            ) : (
              text || <span className={classes.quiet}>—</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** What to tell the core: only where it is not the value of who is kept. */
function choiceOf(facts: Fact[], from: (fact: Fact) => number, keep: number): Choice {
  const take: Choice = {};
  for (const fact of facts) {
    const id = from(fact);
    if (id === keep || !fact.texts.get(id)) continue;
    if (fact.field === undefined) take[fact.id as "name" | "kind" | "birthday" | "stage" | "owner"] = id;
    else take.fields = [...(take.fields ?? []), { field_id: fact.field, customer_id: id }];
  }
  return take;
}
