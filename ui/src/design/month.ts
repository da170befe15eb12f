import { currentLanguage, firstDayOfWeek, t } from "../messages";
import classes from "./month.module.css";

/** What every month to pick a day from looks like, in the language of the window. */
export const month = () => {
  const isChinese = currentLanguage() === "zh-CN";
  return {
    firstDayOfWeek: firstDayOfWeek(),
    locale: isChinese ? "zh-cn" : "en",
    monthLabelFormat: isChinese ? "YYYY 年 M 月" : "MMMM YYYY",
    ariaLabels: { previousMonth: t("pick-previous-month"), nextMonth: t("pick-next-month") },
    classNames: { day: classes.day ?? "" },
  } as const;
};
