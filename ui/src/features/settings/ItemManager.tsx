import { ActionIcon, ColorSwatch, Menu, Popover } from "@mantine/core";
import { useState } from "react";
import { Dot, ErrorNote, PALETTE } from "../../design";
import { MoreIcon } from "../../design/icons";
import { formatCount, t } from "../../messages";
import type { MessageKey } from "../../messages/generated/keys";
import { AddLine, InlineName } from "./InlineName";
import { OrderedList } from "./OrderedList";
import { type Item, itemSteps, mergeTags, type Noun, setCadence, useItems, useTagGroups } from "./queries";
import classes from "./Settings.module.css";
import { GroupMenu, TagGroups } from "./TagGroups";

/** The manager of tags, stages or owners: names, colours and order, each edited where it stands. */
export function ItemManager({ noun }: { noun: Noun }) {
  const items = useItems(noun);
  const steps = itemSteps(noun);
  const groups = useTagGroups(noun === "tags");
  const groupName = (item: Item) => groups.find(({ id }) => id === item.group_id)?.name;
  if (items.isError) return <ErrorNote error={items.error} onRetry={() => void items.refetch()} />;
  return (
    <>
      <p className={classes.about}>{t(`manage-${noun}-about`)}</p>
      <OrderedList
        items={items.data ?? []}
        nameOf={(item) => item.name}
        onOrder={(ids) => void steps.order(ids)}
      >
        {(item) => (
          <>
            <Color item={item} onPick={(color) => void steps.recolour(item.id, color)} />
            <InlineName
              value={item.name}
              label={t("manage-name")}
              onSave={(name) => void steps.rename(item.id, name)}
            />
            <span className={classes.count}>
              {[
                groupName(item),
                item.is_me && t("manage-me"),
                item.cadence_days && t("manage-cadence-every", { days: item.cadence_days }),
                t("manage-count", { count: item.customers }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <More
              noun={noun}
              item={item}
              others={(items.data ?? []).filter(({ id }) => id !== item.id)}
              onTrash={() => void steps.trash(item.id)}
            />
          </>
        )}
      </OrderedList>
      {items.data?.length === 0 && <p className={classes.about}>{t("manage-none")}</p>}
      <AddLine placeholder={t(`manage-${noun}-new`)} onAdd={steps.create} />
      {noun === "tags" && <TagGroups />}
    </>
  );
}

function Color({ item, onPick }: { item: Item; onPick: (color: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.color}
          aria-label={t("manage-color", { name: item.name })}
          onClick={() => setOpen(!open)}
        >
          <Dot color={item.color} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <div className={classes.swatches}>
          {Object.entries(PALETTE).map(([name, color]) => (
            <ColorSwatch
              key={name}
              component="button"
              type="button"
              size={22}
              color={color}
              aria-label={t(`color-${name}` as MessageKey)}
              aria-pressed={name === item.color}
              onClick={() => {
                setOpen(false);
                onPick(name);
              }}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function More({
  noun,
  item,
  others,
  onTrash,
}: {
  noun: Noun;
  item: Item;
  others: Item[];
  onTrash: () => void;
}) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("manage-more", { name: item.name })}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {noun === "tags" && others.length > 0 && (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>{t("manage-merge")}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown mah={320} style={{ overflowY: "auto" }}>
              {others.map((other) => (
                <Menu.Item
                  key={other.id}
                  leftSection={<Dot color={other.color} />}
                  rightSection={<span className={classes.count}>{formatCount(other.customers)}</span>}
                  onClick={() => void mergeTags(item.id, other.id)}
                >
                  {other.name}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
        {noun === "tags" && <GroupMenu tag={item.id} inGroup={item.group_id ?? null} />}
        {noun !== "owners" && <CadenceMenu noun={noun} item={item} />}
        <Menu.Item disabled={item.is_me} onClick={onTrash}>
          {t("manage-trash")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** How often one usually goes, in days; 0 for nothing said. */
const CADENCES = [0, 7, 14, 30, 60, 90, 180];

/** How often whoever has this should be seen. */
function CadenceMenu({ noun, item }: { noun: "tags" | "stages"; item: Item }) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t("manage-cadence")}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {CADENCES.map((days) => (
          <Menu.Item
            key={days}
            aria-current={days === (item.cadence_days ?? 0) || undefined}
            onClick={() => void setCadence(noun, item.id, days)}
          >
            {days === 0 ? t("manage-cadence-none") : t("manage-cadence-every", { days })}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
