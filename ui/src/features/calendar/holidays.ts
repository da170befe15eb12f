import type { Holiday } from "../../ipc";
import { t } from "../../messages";

function nameOf({ name }: Holiday): string {
  switch (name) {
    case "new_year":
      return t("holiday-new-year");
    case "spring_festival":
      return t("holiday-spring-festival");
    case "qingming":
      return t("holiday-qingming");
    case "labour_day":
      return t("holiday-labour-day");
    case "dragon_boat":
      return t("holiday-dragon-boat");
    case "mid_autumn":
      return t("holiday-mid-autumn");
    case "national_day":
      return t("holiday-national-day");
    case "national_day_and_mid_autumn":
      return t("holiday-national-day-and-mid-autumn");
    case "victory_day":
      return t("holiday-victory-day");
  }
}

/** What a day is: off for a holiday, or worked for it. */
export function holidayText(holiday: Holiday): string {
  const name = nameOf(holiday);
  return holiday.work ? t("calendar-worked", { name }) : t("calendar-off", { name });
}
