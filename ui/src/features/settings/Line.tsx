import { type ReactNode, useId } from "react";
import classes from "./Settings.module.css";

/** One setting: what it is called, what it means, and its control, which gets the id of its name. */
export function Line({
  label,
  about,
  children,
}: {
  label: string;
  about?: string;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={classes.line}>
      <div>
        <div id={id} className={classes.label}>
          {label}
        </div>
        {about && <p className={classes.about}>{about}</p>}
      </div>
      <div className={classes.control}>{children(id)}</div>
    </div>
  );
}
