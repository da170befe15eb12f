import { Menu } from "@mantine/core";
import { CheckIcon } from "../../design/icons";
import { t } from "../../messages";
import classes from "./CustomersPage.module.css";
import type { Column } from "./columns";
import { setSort, sortBy, useView } from "./view";

/** What the list is sorted by, and a menu to sort it otherwise: also by what has no column just now. */
export function SortMenu({ columns }: { columns: Column[] }) {
  const { sort } = useView();
  const sortable = columns.filter((column) => column.sort);
  const now = sortable.find((column) => column.sort === sort.by);
  const arrow = sort.desc ? "↓" : "↑";
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.sort}>
          {t("list-sorted-by", { column: now?.head() ?? "" })} <span aria-hidden>{arrow}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="24rem" style={{ overflowY: "auto" }}>
        {sortable.map((column) => (
          <Menu.Item
            key={column.id}
            rightSection={column === now ? <CheckIcon size={13} /> : undefined}
            onClick={() => column.sort && column !== now && sortBy(column.sort)}
          >
            {column.head()}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {[false, true].map((desc) => (
          <Menu.Item
            key={String(desc)}
            rightSection={sort.desc === desc ? <CheckIcon size={13} /> : undefined}
            onClick={() => setSort({ ...sort, desc })}
          >
            {t(desc ? "list-sort-down" : "list-sort-up")}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
