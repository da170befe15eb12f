import { Menu } from "@mantine/core";
import { type KeyboardEvent, memo } from "react";
import { t } from "../../messages";
import classes from "./CustomersPage.module.css";
import { Sub } from "./FilterChip";
import { heldKeys, type OrderKey, type Sortable } from "./order";
import { setOrder, useView } from "./view";

const arrow = (desc: boolean) => (desc ? "↓" : "↑");

/** What the list is sorted by, and a menu to sort it otherwise: by several keys, also by what has no column just now. */
export const SortMenu = memo(function SortMenu({ among }: { among: Sortable[] }) {
  const order = useView((view) => view.order);
  const keys = heldKeys(order).filter(({ id }) => among.some((one) => one.id === id));
  const head = (id: string) => among.find((one) => one.id === id)?.head() ?? "";
  const said = keys.map(({ id, desc }) => `${head(id)} ${arrow(desc)}`).join(t("list-comma"));
  const others = among.filter(({ id }) => !keys.some((key) => key.id === id));
  const without = (id: string) => order.filter((key) => key.id !== id);
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className={classes.sort}>
          {t("list-sorted-by", { column: said })}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="28rem" style={{ overflowY: "auto" }}>
        {keys.map((key) => (
          <KeyItem
            key={key.id}
            name={head(key.id)}
            held={key}
            onTurn={() => setOrder(keys.map((one) => (one === key ? { ...one, desc: !one.desc } : one)))}
            onRemove={order.length > 0 ? () => setOrder(without(key.id)) : undefined}
          />
        ))}
        {order.length > 0 && (
          <Sub title={t("list-sort-then")}>
            {others.map(({ id, head: name }) => (
              <Menu.Item key={id} onClick={() => setOrder([...order, { id, desc: false }])}>
                {name()}
              </Menu.Item>
            ))}
          </Sub>
        )}
        <Menu.Divider />
        {others.map(({ id, head: name }) => (
          <Menu.Item key={id} onClick={() => setOrder([{ id, desc: false }])}>
            {name()}
          </Menu.Item>
        ))}
        <p className={classes.hint}>{t("list-sort-keys")}</p>
      </Menu.Dropdown>
    </Menu>
  );
});

/** A key that holds: chosen it turns round, its cross or Delete takes it off. */
function KeyItem({
  name,
  held,
  onTurn,
  onRemove,
}: {
  name: string;
  held: OrderKey;
  onTurn: () => void;
  onRemove?: () => void;
}) {
  function onKeyDown(event: KeyboardEvent) {
    if (!onRemove || (event.key !== "Delete" && event.key !== "Backspace")) return;
    event.preventDefault();
    onRemove();
  }
  return (
    <div className={classes.key}>
      <Menu.Item
        closeMenuOnClick={false}
        onClick={onTurn}
        onKeyDown={onKeyDown}
        rightSection={<span aria-hidden>{arrow(held.desc)}</span>}
        aria-label={t("list-sort-key", {
          column: name,
          direction: t(held.desc ? "list-sort-down" : "list-sort-up"),
        })}
      >
        {name}
      </Menu.Item>
      {onRemove && (
        <Menu.Item
          closeMenuOnClick={false}
          className={classes.unkey}
          onClick={onRemove}
          aria-label={t("list-sort-remove", { column: name })}
        >
          ×
        </Menu.Item>
      )}
    </div>
  );
}
