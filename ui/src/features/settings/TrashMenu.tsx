import { ActionIcon, Menu } from "@mantine/core";
import { MoreIcon } from "../../design/icons";
import { t } from "../../messages";

/** What more can be done to an entry that can only be trashed. */
export function TrashMenu({
  name,
  disabled = false,
  onTrash,
}: {
  name: string;
  /** It has to stay, as the last of its list. */
  disabled?: boolean;
  onTrash: () => void;
}) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("manage-more", { name })}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={disabled} onClick={onTrash}>
          {t("manage-trash")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
