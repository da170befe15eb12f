import { Menu } from "@mantine/core";
import { memo, type ReactNode } from "react";
import { Dot } from "../../design";
import { InlineText } from "../../design/InlineText";
import { LazyMenu } from "../../design/LazyMenu";
import { type Card, call } from "../../ipc";
import { formatDay, t } from "../../messages";
import { useFiles, useThumb } from "./files";
import classes from "./Header.module.css";
import { act, useOwnerSince, useOwners, useStages } from "./queries";

/** Who it is: the name, and what they are to the user. */
export const Header = memo(function Header({ card }: { card: Card }) {
  return (
    <header className={classes.head}>
      <div className={classes.avatar} aria-hidden>
        <Portrait card={card} />
      </div>
      <div className={classes.who}>
        <h2 className={classes.name}>
          <InlineText
            value={card.name}
            label={t("card-name")}
            onSave={(name) => call("customers_edit", { id: card.id, name })}
          />
        </h2>
        <div className={classes.line}>
          <Kind card={card} />
          <StageOf card={card} />
          <OwnerOf card={card} />
        </div>
      </div>
    </header>
  );
});

/** The picture that shows them, else the first sign of their name. */
function Portrait({ card }: { card: Card }) {
  const files = useFiles(card.id).data ?? [];
  const portrait = files.find((file) => file.is_portrait);
  const picture = useThumb(portrait ?? NO_PICTURE);
  return portrait && picture ? <img src={picture} alt="" /> : firstSign(card.name);
}

const NO_PICTURE = { hash: "", has_thumb: false };

/** The first sign of a name, whole also where it takes two code units. */
function firstSign(name: string): string {
  const letters = [...name].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  return (letters[0] ?? [...name][0] ?? "").toLocaleUpperCase();
}

function Pick({ label, shown, children }: { label: string; shown: ReactNode; children: ReactNode }) {
  return (
    <LazyMenu
      mah="20rem"
      button={
        <button type="button" className={classes.pick} aria-label={label}>
          {shown}
        </button>
      }
    >
      {children}
    </LazyMenu>
  );
}

function Kind({ card }: { card: Card }) {
  const said = card.kind === "company" ? t("card-kind-company") : t("card-kind-person");
  const edit = (kind: Card["kind"]) => () => void act(() => call("customers_edit", { id: card.id, kind }));
  return (
    <Pick label={t("card-kind", { kind: said })} shown={said}>
      <Menu.Item onClick={edit("person")}>{t("card-kind-person")}</Menu.Item>
      <Menu.Item onClick={edit("company")}>{t("card-kind-company")}</Menu.Item>
    </Pick>
  );
}

function StageOf({ card }: { card: Card }) {
  const stages = useStages().data ?? [];
  const color = stages.find((stage) => stage.id === card.stage_id)?.color;
  const shown = card.stage ?? t("card-no-stage");
  return (
    <Pick
      label={t("card-stage", { stage: shown })}
      shown={
        <>
          <Dot color={color} />
          {shown}
        </>
      }
    >
      {stages.map((stage) => (
        <Menu.Item
          key={stage.id}
          leftSection={<Dot color={stage.color} />}
          onClick={() =>
            void act(() => call("customers_set_stage", { customers: { ids: [card.id] }, to: stage.id }))
          }
        >
          {stage.name}
        </Menu.Item>
      ))}
    </Pick>
  );
}

function OwnerOf({ card }: { card: Card }) {
  const owners = useOwners().data ?? [];
  const since = useOwnerSince(card.id);
  if (!card.owner) return null;
  const shown = since
    ? t("card-owner-since", { owner: card.owner, since: formatDay(since) })
    : t("card-owner", { owner: card.owner });
  if (owners.length < 2) return <span className={classes.fixed}>{shown}</span>;
  return (
    <Pick label={shown} shown={shown}>
      {owners.map((owner) => (
        <Menu.Item
          key={owner.id}
          onClick={() =>
            void act(() => call("customers_set_owner", { customers: { ids: [card.id] }, to: owner.id }))
          }
        >
          {owner.name}
        </Menu.Item>
      ))}
    </Pick>
  );
}
