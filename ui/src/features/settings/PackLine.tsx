import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { toast, toastError } from "../../design";
import { call } from "../../ipc";
import { t } from "../../messages";
import { takePack, usePrefs } from "./queries";
import classes from "./Settings.module.css";

/** Sets of a trade: taken from those that come with the program or from a file, and one's own saved as one. */
export function PackLine() {
  const { app } = usePrefs();
  const language = app?.prefs.language ?? undefined;
  const packs = useQuery({
    queryKey: ["packs", language],
    queryFn: () => call("packs_list", language ? { language } : {}),
  });
  const fromFile = async () => {
    try {
      const path = await call("shell_choose_file", {
        kind: "pack",
        title: t("pack-choose"),
        filter: t("pack-filter"),
      });
      if (path) await takePack({ path });
    } catch (error) {
      toastError(error);
    }
  };
  const save = async () => {
    try {
      const name = app?.book?.name ?? t("pack-filter");
      const path = await call("shell_save_file", {
        kind: "pack",
        title: t("pack-save"),
        name: `${name}.json`,
      });
      if (!path) return;
      await call("packs_save", { path, name });
      toast(t("pack-saved", { path }));
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <div className={classes.buttons} style={{ paddingBottom: "0.75rem" }}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {t("pack-take")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={400} style={{ overflowY: "auto" }}>
          {packs.data?.map((pack) => (
            <Menu.Item
              key={pack.id}
              title={pack.fields.join(t("list-comma"))}
              onClick={() => void takePack({ id: pack.id })}
            >
              <span className={classes.pack}>
                {pack.name} <span className={classes.count}>{pack.about}</span>
              </span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => void fromFile()}>{t("pack-choose")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void save()}>
        {t("pack-save")}
      </Button>
    </div>
  );
}
