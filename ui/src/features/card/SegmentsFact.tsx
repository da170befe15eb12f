import { Tooltip } from "@mantine/core";
import { useNavigate } from "react-router";
import { chipClass, Dot } from "../../design";
import { t } from "../../messages";
import classes from "./Facts.module.css";
import { useSegmentsOf } from "./queries";

/** The segments that a customer is in, each with the reasons when it is pointed at; a click shows it in the list. */
export function SegmentsFact({ customer }: { customer: number }) {
  const navigate = useNavigate();
  const segments = useSegmentsOf(customer);
  if (segments.length === 0) return null;
  return (
    <>
      <span className={classes.name}>{t("card-segments")}</span>
      <div className={`${classes.value} ${classes.chips}`}>
        {segments.map(({ id, name, color, why }) => (
          <Tooltip
            key={id}
            multiline
            maw={320}
            withArrow
            events={{ hover: true, focus: true, touch: true }}
            label={why.map(({ text }) => <div key={text}>{text}</div>)}
            disabled={why.length === 0}
          >
            <button
              type="button"
              className={chipClass}
              aria-description={why.map(({ text }) => text).join(t("list-comma"))}
              onClick={() => void navigate(`/customers?segment=${id}`)}
            >
              <Dot color={color} /> {name}
            </button>
          </Tooltip>
        ))}
      </div>
    </>
  );
}
