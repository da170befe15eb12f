import { NavLink, useParams } from "react-router";
import { t } from "../../messages";
import { Assistants } from "./Assistants";
import type { BookWays } from "./BookPlace";
import { Diagnostics } from "./Diagnostics";
import { FieldManager } from "./FieldManager";
import { General } from "./General";
import { ItemManager } from "./ItemManager";
import { KindManager } from "./KindManager";
import { Opening } from "./Opening";
import { Reminders } from "./Reminders";
import classes from "./Settings.module.css";

const SECTIONS = [
  "general",
  "reminders",
  "opening",
  "tags",
  "stages",
  "owners",
  "fields",
  "visit-kinds",
  "assistants",
  "diagnostics",
] as const;
type Section = (typeof SECTIONS)[number];

/** The settings: of the app, of the book, and the user's own lists. */
export function SettingsPage({ books }: { books: BookWays }) {
  const wanted = useParams().section ?? "general";
  const section = SECTIONS.find((one) => one === wanted) ?? "general";
  return (
    <div className={classes.page}>
      <nav className={classes.side} aria-label={t("settings-title")}>
        <h1>{t("settings-title")}</h1>
        {SECTIONS.map((one) => (
          <NavLink
            key={one}
            to={one === "general" ? "/settings" : `/settings/${one}`}
            end
            className={classes.link}
          >
            {t(`settings-${one}`)}
          </NavLink>
        ))}
        <NavLink to="/safety" className={classes.link}>
          {t("safety-title")}
        </NavLink>
      </nav>
      <div className={classes.body}>
        <h2>{t(`settings-${section}`)}</h2>
        <Body section={section} books={books} />
      </div>
    </div>
  );
}

function Body({ section, books }: { section: Section; books: BookWays }) {
  if (section === "general") return <General books={books} />;
  if (section === "reminders") return <Reminders />;
  if (section === "opening") return <Opening />;
  if (section === "fields") return <FieldManager />;
  if (section === "visit-kinds") return <KindManager />;
  if (section === "assistants") return <Assistants />;
  if (section === "diagnostics") return <Diagnostics />;
  return <ItemManager key={section} noun={section} />;
}
