import { formatCount, t } from "../messages";
import { IconButton } from "./IconButton";
import { ChevronLeftIcon, ChevronRightIcon } from "./icons";
import classes from "./Pager.module.css";

/** Which page it is, with the way to those beside it; pages count from 0. */
export function Pager({
  page,
  pages,
  onPage,
}: {
  page: number;
  pages: number;
  onPage: (page: number) => void;
}) {
  return (
    <span className={classes.pager}>
      <IconButton size="xs" label={t("page-previous")} disabled={page === 0} onClick={() => onPage(page - 1)}>
        <ChevronLeftIcon />
      </IconButton>
      <span aria-live="polite">{pageSaid(page, pages)}</span>
      <IconButton
        size="xs"
        label={t("page-next")}
        disabled={page >= pages - 1}
        onClick={() => onPage(page + 1)}
      >
        <ChevronRightIcon />
      </IconButton>
    </span>
  );
}

/** Page 2 of 5. */
export function pageSaid(page: number, pages: number): string {
  return t("page-of", { page: formatCount(page + 1), pages: formatCount(pages) });
}
