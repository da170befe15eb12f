import { Button } from "@mantine/core";
import { Link, useNavigate } from "react-router";
import { Kbd, SkeletonLine, sendSoon, useIntent } from "../../design";
import { IconButton } from "../../design/IconButton";
import { CloseIcon, GripIcon } from "../../design/icons";
import { useDragOrder } from "../../design/useDragOrder";
import { call, type DayPlan, type PlannedStop } from "../../ipc";
import { t } from "../../messages";
import classes from "./Plan.module.css";
import { act, usePlan } from "./queries";
import { clock, daysLater, kilometres, precisionText, whyText } from "./reasons";

/**
 * The way of the day: the stops in order, each with its reasons. It stands only where there is somewhere to go; while it
 * is reckoned for who is due, its room is kept, so that nothing moves when it is there.
 */
export function Plan({ isDue }: { isDue: boolean }) {
  const { data: plan, isPending } = usePlan();
  if (isPending && isDue) {
    return (
      <aside className={classes.plan} aria-label={t("plan-heading")} aria-busy>
        {["45%", "70%", "60%"].map((width) => (
          <SkeletonLine key={width} width={width} />
        ))}
      </aside>
    );
  }
  if (!plan || plan.stops.length + plan.not_today.length + plan.skipped.length === 0) return null;
  return (
    <aside className={classes.plan} aria-label={t("plan-heading")}>
      <Head plan={plan} />
      <Stops stops={plan.stops} />
      <NotToday stops={plan.not_today} />
      <Foot plan={plan} />
    </aside>
  );
}

function Head({ plan }: { plan: DayPlan }) {
  const navigate = useNavigate();
  const [first] = plan.stops;
  const isUnderWay = plan.started_at !== null;
  const go = async () => {
    if (!first) return;
    if (!isUnderWay && !(await act(() => call("plan_start", {})))) return;
    navigate(`/customers/${first.customer_id}`);
    sendSoon("log-visit");
  };
  useIntent("plan-next", () => void go());
  return (
    <header className={classes.head}>
      <h2>{t("plan-heading")}</h2>
      {first && (
        <Button size="compact-sm" onClick={() => void go()} rightSection={<Kbd chord="P" plain />}>
          {isUnderWay ? t("plan-next") : t("plan-start")}
        </Button>
      )}
      <p className={classes.quiet}>
        {t(plan.is_manual ? "plan-by-hand" : "plan-by-program", { factor: plan.detour / 100 })}
        {plan.is_manual && (
          <button
            type="button"
            className={classes.text}
            onClick={() => void act(() => call("plan_reset", {}))}
          >
            {t("plan-reset")}
          </button>
        )}
      </p>
    </header>
  );
}

function Stops({ stops }: { stops: PlannedStop[] }) {
  const { list, line, grip } = useDragOrder<HTMLOListElement>(
    stops.map((stop) => stop.customer_id),
    (customers) => void act(() => call("plan_order", { customers })),
  );
  return (
    <ol className={classes.stops} ref={list}>
      {stops.map((stop, at) => (
        <li key={stop.customer_id} className={classes.stop} {...line(at)}>
          {stop.arrive !== null && stop.metres > 0 && (
            <span className={classes.leg}>{t("plan-leg", { km: kilometres(stop.metres) })}</span>
          )}
          <span className={classes.time}>
            {stop.begin === null ? "–" : clock(stop.begin)}
            {stop.begin !== null && daysLater(stop.begin) > 0 && (
              <small>{t("plan-days-later", { days: daysLater(stop.begin) })}</small>
            )}
          </span>
          <Link className={classes.name} to={`/customers/${stop.customer_id}`}>
            {stop.customer}
          </Link>
          <span className={classes.tools}>
            <IconButton
              size="xs"
              className={classes.tool}
              label={t("plan-skip", { name: stop.customer })}
              onClick={() => void act(() => call("plan_skip", { customer_id: stop.customer_id }))}
            >
              <CloseIcon size={12} />
            </IconButton>
            <button
              type="button"
              className={classes.grip}
              aria-label={t("plan-move", { name: stop.customer })}
              {...grip(at)}
            >
              <GripIcon />
            </button>
          </span>
          <span className={classes.why}>
            {whyText(stop)}
            {precisionText(stop) && <em>{precisionText(stop)}</em>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** For whom the day is too short, each with the reason. */
function NotToday({ stops }: { stops: PlannedStop[] }) {
  if (stops.length === 0) return null;
  return (
    <section className={classes.out} aria-label={t("plan-not-today")}>
      <h3>{t("plan-not-today")}</h3>
      <ul>
        {stops.map((stop) => (
          <li key={stop.customer_id}>
            <Link className={classes.name} to={`/customers/${stop.customer_id}`}>
              {stop.customer}
            </Link>
            <span className={classes.why}>{whyText(stop)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Foot({ plan }: { plan: DayPlan }) {
  return (
    <footer className={classes.foot}>
      {plan.over !== null && (
        <p>
          {t("plan-total", { km: kilometres(plan.metres) })}{" "}
          {t("plan-over", { days: daysLater(plan.over), time: clock(plan.over) })}
        </p>
      )}
      {plan.more > 0 && <p>{t("plan-more", { count: plan.more })}</p>}
      {!plan.has_start && <p>{t("plan-no-start")}</p>}
      {plan.skipped.map((stop) => (
        <p key={stop.customer_id}>
          {t("plan-skipped", { name: stop.customer })}{" "}
          <button
            type="button"
            className={classes.text}
            onClick={() => void act(() => call("plan_add", { customer_id: stop.customer_id }))}
          >
            {t("plan-add-again")}
          </button>
        </p>
      ))}
    </footer>
  );
}
