import { Button, CloseButton, Menu } from "@mantine/core";
import { Dot, Kbd, useIntent } from "../../design";
import { ChevronDownIcon, TrashIcon } from "../../design/icons";
import type { Rule } from "../../ipc";
import { formatCount, t } from "../../messages";
import { BulkSet } from "./BulkSet";
import classes from "./CustomersPage.module.css";
import { selectionOf } from "./conditions";
import { useOwners, useStages } from "./queries";
import { steps } from "./steps";
import { TagMenu } from "./TagMenu";
import { countChosen, NONE_CHOSEN, setChosen, useView } from "./view";

/** What can be done to all that are chosen. */
export function BulkBar({ total, rule }: { total: number; rule: Rule }) {
  const { chosen } = useView();
  const stages = useStages().data ?? [];
  const owners = useOwners().data ?? [];
  const count = countChosen(chosen, total);
  const customers = selectionOf(chosen, rule);
  const clear = () => setChosen(NONE_CHOSEN);
  useIntent("back", clear);
  useIntent("trash-here", () => void trash());

  async function trash() {
    if (await steps.trash(customers)) clear();
  }

  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("bulk-label")}>
      <span className={classes.chosen} role="status">
        {t("bulk-chosen", { count: formatCount(count) })}
      </span>
      {chosen.mode === "ids" && count < total && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => setChosen({ mode: "matching", except: new Set() })}
        >
          {t("bulk-choose-all", { text: formatCount(total) })}
        </Button>
      )}
      <span className={classes.gap} />
      <TagMenu customers={customers} />
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="default" size="compact-sm" rightSection={<ChevronDownIcon size={12} />}>
            {t("column-stage")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {stages.map((stage) => (
            <Menu.Item
              key={stage.id}
              leftSection={<Dot color={stage.color} />}
              onClick={() => void steps.stage(customers, stage.id)}
            >
              {stage.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {owners.length > 1 && (
        <Menu position="top-end">
          <Menu.Target>
            <Button variant="default" size="compact-sm" rightSection={<ChevronDownIcon size={12} />}>
              {t("column-owner")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {owners.map((owner) => (
              <Menu.Item key={owner.id} onClick={() => void steps.owner(customers, owner.id)}>
                {owner.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <BulkSet customers={customers} />
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<TrashIcon size={14} />}
        onClick={() => void trash()}
      >
        {t("bulk-trash")}
      </Button>
      <CloseButton aria-label={t("bulk-clear")} onClick={clear} size="sm" />
      <Kbd chord="Esc" />
    </div>
  );
}
