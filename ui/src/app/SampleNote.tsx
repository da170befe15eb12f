import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { chipClass, toastError } from "../design";
import { call, isWireError } from "../ipc";
import { t } from "../messages";
import { useAppState } from "./queries";

/** Says that what is shown is made up, with one click to leave it for a book of one's own. */
export function SampleNote() {
  const { data: app } = useAppState();
  const client = useQueryClient();
  const navigate = useNavigate();
  if (!app?.book || app.book.path !== app.sample_book) return null;

  async function leave() {
    if (!app) return;
    try {
      const own = app.prefs.recent.find((path) => path !== app.sample_book) ?? app.default_book;
      try {
        await call("book_open", { path: own });
      } catch (error) {
        if (!isWireError(error) || error.code !== "book_missing") throw error;
        await call("book_create", { path: own });
      }
      await navigate("/customers");
      await client.resetQueries();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <>
      <span className={chipClass} data-tone="warn">
        {t("sample-note")}
      </span>
      <button type="button" className={chipClass} onClick={() => void leave()}>
        {t("sample-leave")}
      </button>
    </>
  );
}
