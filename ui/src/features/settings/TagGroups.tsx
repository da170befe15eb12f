import { Checkbox, Menu } from "@mantine/core";
import { CheckIcon } from "../../design/icons";
import { t } from "../../messages";
import { AddLine, InlineName } from "./InlineName";
import { groupSteps, useTagGroups } from "./queries";
import classes from "./Settings.module.css";
import { TrashMenu } from "./TrashMenu";

/** The groups of tags: their names, and whether a customer has at most one tag of a group. */
export function TagGroups() {
  const groups = useTagGroups();
  return (
    <section aria-label={t("manage-groups")}>
      <h3 className={classes.part}>{t("manage-groups")}</h3>
      <p className={classes.about}>{t("manage-groups-about")}</p>
      {groups.length > 0 && (
        <ul className={classes.items}>
          {groups.map((group) => (
            <li key={group.id} className={classes.item}>
              <InlineName
                value={group.name}
                label={t("manage-name")}
                onSave={(name) => void groupSteps.put({ ...group, name })}
              />
              <Checkbox
                size="xs"
                className={classes.exclusive}
                label={t("manage-groups-exclusive")}
                aria-label={t("manage-groups-exclusive-of", { name: group.name })}
                checked={group.exclusive}
                onChange={(event) =>
                  void groupSteps.put({ ...group, exclusive: event.currentTarget.checked })
                }
              />
              <TrashMenu name={group.name} onTrash={() => void groupSteps.trash(group.id)} />
            </li>
          ))}
        </ul>
      )}
      <AddLine
        placeholder={t("manage-groups-new")}
        onAdd={(name) => groupSteps.put({ name, exclusive: false })}
      />
    </section>
  );
}

/** The part of a tag's menu that puts it into a group, or takes it out of the one it is in. */
export function GroupMenu({ tag, inGroup }: { tag: number; inGroup: number | null }) {
  const groups = useTagGroups();
  if (groups.length === 0) return null;
  const mark = (group: number | null) => (group === inGroup ? <CheckIcon size={13} /> : undefined);
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t("manage-group-to")}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {groups.map((group) => (
          <Menu.Item
            key={group.id}
            rightSection={mark(group.id)}
            onClick={() => void groupSteps.take(tag, group.id)}
          >
            {group.name}
          </Menu.Item>
        ))}
        <Menu.Item rightSection={mark(null)} onClick={() => void groupSteps.take(tag, null)}>
          {t("manage-group-none")}
        </Menu.Item>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
