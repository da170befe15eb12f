import { chipClass } from "../design";
import { t } from "../messages";
import type { Actor } from "./actions";
import { useAppState } from "./queries";

/** Says that what is shown is made up, with one click to leave it for a book of one's own. */
export function SampleNote({ actor }: { actor: Actor }) {
  const { data: app } = useAppState();
  if (!app?.book || app.book.path !== app.sample_book) return null;

  return (
    <>
      <span className={chipClass} data-tone="warn">
        {t("sample-note")}
      </span>
      <button type="button" className={chipClass} onClick={actor.books.leaveSample}>
        {t("sample-leave")}
      </button>
    </>
  );
}
