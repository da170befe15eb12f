import { Menu } from "@mantine/core";
import type { Field, FieldRule } from "../../ipc";
import { t } from "../../messages";
import { askBetween, askValue, askWords, ofCustomers, type Wrap } from "./asks";
import { plainOf } from "./conditions";
import { AskItem, type Menued, Offer, PickItems, SpanOffers } from "./MenuOffers";
import { useCurrency } from "./queries";
import { AHEAD, PAST } from "./spans";

/** Every span that a day in a field is looked for in. */
const DAYS = [...PAST, ...AHEAD.slice(2)].filter(
  (span, at, all) => all.findIndex((one) => JSON.stringify(one) === JSON.stringify(span)) === at,
);

/** What a field can be asked for, by its type. */
export function FieldItems({ field, wrap = ofCustomers, ...menued }: { field: Field; wrap?: Wrap } & Menued) {
  const { id, type } = field;
  const { exponent } = useCurrency();
  const { held, put, ask, stays } = menued;
  const rule = (test: Omit<FieldRule, "id">) => wrap({ id, ...test } as FieldRule);
  const { plain, not } = held ? plainOf(held) : { plain: null, not: false };
  const test =
    plain && "field" in plain ? plain.field : plain && "visit_field" in plain ? plain.visit_field : null;
  const options = test && "options" in test ? test.options : [];
  const isTyped = type === "text" || type === "link" || type === "number" || type === "money";
  return (
    <>
      <PickItems
        all={field.options.map(({ id: option, label }) => ({ id: option, name: label }))}
        picked={options}
        stays={stays}
        onPick={(ids) => {
          const next = rule({ options: ids });
          put(ids.length === 0 ? null : not ? { not: next } : next);
        }}
      />
      {type === "yes_no" &&
        [true, false].map((yes_no) => (
          <Offer
            key={String(yes_no)}
            text={t(yes_no ? "card-yes" : "card-no")}
            rule={rule({ is: { yes_no } })}
            {...menued}
          />
        ))}
      {isTyped && (
        <AskItem text={t("filter-field-equals")} ask={ask} asked={askValue(field, exponent, wrap)} />
      )}
      {(type === "number" || type === "money") && (
        <AskItem text={t("filter-field-between")} ask={ask} asked={askBetween(field, exponent, wrap)} />
      )}
      {(type === "text" || type === "link" || type === "long_text" || type === "phone") && (
        <AskItem text={t("filter-field-contains")} ask={ask} asked={askWords(field, wrap)} />
      )}
      {type === "date" && (
        <SpanOffers spans={DAYS} label={field.label} rule={(date) => rule({ date })} {...menued} />
      )}
      <Menu.Divider />
      <Offer text={t("filter-field-something")} rule={rule({ holds: true })} {...menued} />
      <Offer text={t("filter-field-nothing")} rule={rule({ holds: false })} {...menued} />
    </>
  );
}
