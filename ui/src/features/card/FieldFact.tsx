import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { chipClass, Dot, toast, toastError } from "../../design";
import { DayMenu, pastDays } from "../../design/DayMenu";
import { IconButton } from "../../design/IconButton";
import { InlineText } from "../../design/InlineText";
import { CopyIcon, OpenOutsideIcon } from "../../design/icons";
import { LazyMenu } from "../../design/LazyMenu";
import { call, type Field, type FieldContent, type FieldType } from "../../ipc";
import { formatAmount, formatDay, t } from "../../messages";
import { copyContact } from "./copying";
import classes from "./Facts.module.css";
import { webUrl } from "./links";
import { OpenOutside } from "./OpenOutside";
import { useSettings } from "./queries";

/** The value of a user-defined field, edited by its type. Without a value it is being added. */
export function FieldFact(props: {
  customer: number;
  field: Field | undefined;
  label: string;
  unit: string;
  type: FieldType;
  value: FieldContent | null;
  onDone?: () => void;
  /** Where it is kept; with the customer unless told. */
  save?: (content: FieldContent | null) => Promise<unknown>;
}) {
  return (
    <>
      <span
        className={classes.name}
        title={[props.label, props.field?.help].filter(Boolean).join("\n")}
        data-required={(props.field?.required && props.value === null) || undefined}
      >
        {props.label}
      </span>
      <div className={classes.value}>
        <Value {...props} />
        {props.type === "link" && <LinkTools value={props.value} />}
        {props.unit && props.type !== "money" && <span className={classes.aside}>{props.unit}</span>}
      </div>
    </>
  );
}

/** A link is opened and copied beside it. */
function LinkTools({ value: content }: { value: FieldContent | null }) {
  const value = content && "text" in content ? content.text : "";
  const url = webUrl(value);
  const copy = async () => {
    if (await copyContact(value)) toast(t("card-copied", { value }));
  };
  if (!url) return null;
  return (
    <div className={classes.tools}>
      <IconButton size="sm" label={t("card-copy", { value })} onClick={() => void copy()}>
        <CopyIcon size={14} />
      </IconButton>
      <OpenOutside url={url} label={t("card-open-website", { value })}>
        <OpenOutsideIcon size={14} />
      </OpenOutside>
    </div>
  );
}

function Value({
  customer,
  field,
  label,
  type,
  value,
  onDone,
  save,
}: Parameters<typeof FieldFact>[0]): ReactNode {
  const settings = useSettings().data;
  const exponent = settings?.currency_exponent ?? 2;
  const set = async (content: FieldContent | null) => {
    if (save) await save(content);
    else if (field) await call("values_set", { customer_id: customer, field_id: field.id, value: content });
  };
  const pick = (content: FieldContent | null) => {
    set(content).then(onDone).catch(toastError);
  };
  const text = (plain: string, content: (typed: string) => FieldContent, shown?: string) => (
    <InlineText
      clearable
      editing={value === null}
      multiline={type === "long_text"}
      value={plain}
      label={label}
      onSave={(typed) => set(typed ? content(typed) : null)}
      {...(onDone && { onDone })}
    >
      {shown}
    </InlineText>
  );

  switch (type) {
    case "money": {
      const minor = value && "money" in value ? value.money : 0;
      const plain = value ? String(minor / 10 ** exponent) : "";
      return text(
        plain,
        (typed) => ({ money: toMinor(typed, exponent) }),
        value ? formatAmount(minor, settings?.currency ?? "CNY", exponent) : undefined,
      );
    }
    case "number":
      return text(value && "number" in value ? value.number : "", (typed) => ({
        number: typed.replace(/[,，\s]/g, ""),
      }));
    case "date": {
      const on = value && "date" in value ? value.date : null;
      return (
        <DayMenu value={on} offers={pastDays()} onPick={(picked) => pick({ date: picked })}>
          <button
            type="button"
            className={on ? classes.plain : chipClass}
            aria-label={`${label}: ${on ?? ""}`}
          >
            {on ? formatDay(on) : t("pick-other-day")}
          </button>
        </DayMenu>
      );
    }
    case "yes_no": {
      const yes = value && "yes_no" in value ? value.yes_no : null;
      return (
        <Choose
          label={label}
          shown={yes === null ? null : yes ? t("card-yes") : t("card-no")}
          clearable={value !== null}
          onClear={() => pick(null)}
          options={[
            { label: t("card-yes"), content: { yes_no: true } },
            { label: t("card-no"), content: { yes_no: false } },
          ]}
          onPick={pick}
        />
      );
    }
    case "choice":
      return (
        <Choose
          label={label}
          shown={value && "choice" in value ? value.choice : null}
          clearable={value !== null}
          onClear={() => pick(null)}
          options={(field?.options ?? []).map((option) => ({
            label: option.label,
            color: option.color,
            content: { choice: option.label },
          }))}
          onPick={pick}
        />
      );
    case "multi_choice": {
      const chosen = value && "multi_choice" in value ? value.multi_choice : [];
      const toggled = (option: string) =>
        chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
      return (
        <div className={classes.chips}>
          {(field?.options ?? []).map((option) => (
            <button
              key={option.id}
              type="button"
              className={chipClass}
              data-tone={chosen.includes(option.label) ? "on" : undefined}
              aria-pressed={chosen.includes(option.label)}
              onClick={() => {
                const next = toggled(option.label);
                pick(next.length > 0 ? { multi_choice: next } : null);
              }}
            >
              {option.color && <Dot color={option.color} />}
              {option.label}
            </button>
          ))}
        </div>
      );
    }
    default:
      return text(value && "text" in value ? value.text : "", (typed) => ({ text: typed }));
  }
}

/** An amount as it is typed, in minor units: 1,200.5 is 120050 with two places, 3万 is 3000000. Throws `invalid`. */
export function toMinor(typed: string, exponent: number): number {
  const plain = typed.replace(/[,，\s¥￥$€]/g, "");
  const match = /^(-?\d+(?:\.\d+)?)(万|w|千|k|亿)?$/i.exec(plain);
  if (!match) throw { code: "invalid", args: { field: "value", reason: "not_a_number" }, where: {} };
  const scale = { 万: 1e4, w: 1e4, 千: 1e3, k: 1e3, 亿: 1e8 }[match[2]?.toLowerCase() ?? ""] ?? 1;
  return Math.round(Number(match[1]) * scale * 10 ** exponent);
}

function Choose({
  label,
  shown,
  options,
  clearable,
  onPick,
  onClear,
}: {
  label: string;
  shown: string | null;
  options: Array<{ label: string; color?: string; content: FieldContent }>;
  clearable: boolean;
  onPick: (content: FieldContent) => void;
  onClear: () => void;
}) {
  const button = (
    <button type="button" className={classes.plain} aria-label={`${label}: ${shown ?? ""}`}>
      {options.find((option) => option.label === shown)?.color && (
        <>
          <Dot color={options.find((option) => option.label === shown)?.color} />{" "}
        </>
      )}
      {shown ?? "—"}
    </button>
  );
  const items = (
    <>
      {options.map((option) => (
        <Menu.Item
          key={option.label}
          leftSection={option.color ? <Dot color={option.color} /> : undefined}
          onClick={() => onPick(option.content)}
        >
          {option.label}
        </Menu.Item>
      ))}
      {clearable && (
        <>
          <Menu.Divider />
          <Menu.Item onClick={onClear}>{t("card-clear")}</Menu.Item>
        </>
      )}
    </>
  );
  return (
    <LazyMenu startsOpen={shown === null} button={button} mah="20rem">
      {items}
    </LazyMenu>
  );
}
