import { Menu, Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { toast, toastError } from "../../design";
import { IconButton } from "../../design/IconButton";
import { MoreIcon } from "../../design/icons";
import { type CalendarImported, call } from "../../ipc";
import { t, today } from "../../messages";
import type { Finder } from "./CalendarPage";
import { ImportedCalendar } from "./ImportedCalendar";
import { act } from "./queries";

/** A file that was taken, and what came of it. */
interface Took {
  path: string;
  told: CalendarImported;
}

/** The ways of appointments into files of other calendars, and out of them. */
export function CalendarFiles({ find }: { find: Finder }) {
  const [took, setTook] = useState<Took | null>(null);
  const [giving, setGiving] = useState(false);
  const given = useGivenFile();

  async function take(path: string, customer?: number) {
    let told: CalendarImported | null = null;
    const done = await act(async () => {
      told = await call("calendar_import", {
        path,
        ...(customer !== undefined && { customer_id: customer }),
      });
    });
    if (done && told) setTook({ path, told });
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each file that is given
  useEffect(() => {
    if (given) void take(given);
  }, [given]);

  async function choose() {
    try {
      const path = await call("shell_choose_file", { kind: "calendar", title: t("calendar-import") });
      if (path) await take(path);
    } catch (error) {
      toastError(error);
    }
  }

  async function save(only_appointments: boolean) {
    try {
      const path = await call("shell_save_file", {
        kind: "calendar",
        title: t("calendar-file-menu"),
        name: `${t("calendar-file")} ${today()}.ics`,
      });
      if (!path) return;
      const { appointments } = await call("calendar_export", { path, only_appointments });
      toast(t("calendar-written", { count: appointments }));
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t("calendar-file-menu")}>
            <MoreIcon />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void choose()}>{t("calendar-import")}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => void save(false)}>{t("calendar-export-all")}</Menu.Item>
          <Menu.Item onClick={() => void save(true)}>{t("calendar-export-appointments")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {took && !giving && (
        <ImportedCalendar told={took.told} onGive={() => setGiving(true)} onClose={() => setTook(null)} />
      )}
      {took && giving && (
        <Modal.Root opened onClose={() => setGiving(false)} size={560} yOffset="12vh">
          <Modal.Overlay backgroundOpacity={0.35} />
          <Modal.Content aria-label={t("calendar-give")}>
            {find({
              label: t("calendar-give-whom"),
              onPick: ({ id }) => {
                setGiving(false);
                void take(took.path, id);
              },
            })}
          </Modal.Content>
        </Modal.Root>
      )}
    </>
  );
}

/** A file that was dropped on the window or opened with the program, once. */
function useGivenFile(): string | null {
  const location = useLocation();
  const navigate = useNavigate();
  const path = (location.state as { path?: string } | null)?.path ?? null;
  const [given, setGiven] = useState<string | null>(null);
  useEffect(() => {
    if (!path) return;
    setGiven(path);
    // Coming back here later takes it no second time.
    void navigate(location.pathname, { replace: true, state: null });
  }, [path, navigate, location.pathname]);
  return given;
}
