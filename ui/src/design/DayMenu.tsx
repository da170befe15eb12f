import "@mantine/dates/styles.css";
import "dayjs/locale/zh-cn";
import { Popover } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { useMergedRef } from "@mantine/hooks";
import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type Ref,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { addDays, formatDayAndWeekday, t, today } from "../messages";
import classes from "./DayMenu.module.css";
import { isComposing } from "./keys";
import { month } from "./month";
import { TimeBox } from "./TimeBox";

/** A day that is offered by name. */
export interface DayOffer {
  label: string;
  on: string;
}

/** The days on which one usually goes again. */
export function nextDays(from = today()): DayOffer[] {
  return [
    { label: t("pick-tomorrow"), on: addDays(from, 1) },
    { label: t("pick-one-week"), on: addDays(from, 7) },
    { label: t("pick-two-weeks"), on: addDays(from, 14) },
  ];
}

/** The days on which a visit usually was. */
export function pastDays(from = today()): DayOffer[] {
  return [
    { label: t("day-today"), on: from },
    { label: t("day-yesterday"), on: addDays(from, -1) },
  ];
}

/**
 * A menu of days: some by name, all others in a calendar, and a time where there can be one. `children` is the button
 * that opens it.
 */
export function DayMenu(props: DayMenuProps) {
  const { startsOpen = false, children } = props;
  const [made, setMade] = useState(startsOpen);
  // Made when it is first asked for: a timeline has one behind each of its days.
  if (made) return <Made {...props} />;
  return cloneElement(children, {
    "aria-haspopup": "dialog",
    "aria-expanded": false,
    onClick: () => setMade(true),
  });
}

interface DayMenuProps {
  value: string | null;
  /** The time of the day; without it only days are picked. */
  time?: string | null;
  offers: DayOffer[];
  /** The last day that can be picked. */
  latest?: string;
  /** A day was picked, with the time that then stands beside it; or another time for the day that was. */
  onPick: (on: string, time: string | null) => void;
  /** Open from the start, as an editor that was asked for; `onClosed` tells when it ends. */
  startsOpen?: boolean;
  onClosed?: () => void;
  children: ReactElement<ComponentProps<"button">>;
}

function Made({ value, time, offers, latest, onPick, onClosed, children }: DayMenuProps) {
  const [opened, setOpened] = useState(false);
  const own = useRef<HTMLButtonElement>(null);
  const ref = useMergedRef(own, children.props.ref as Ref<HTMLButtonElement>);
  useLayoutEffect(() => {
    // The button was put into its menu anew: it goes on where the former was.
    own.current?.focus({ preventScroll: true });
    setOpened(true);
  }, []);
  const picked = useRef(false);
  const [typed, setTyped] = useState(time ?? null);
  const pick = (on: string) => {
    picked.current = true;
    setOpened(false);
    onPick(on, typed);
    onClosed?.();
  };
  /** Another time alone: by Enter, or by leaving the menu. */
  const pickTime = () => {
    if (value && time !== undefined && typed !== time) pick(value);
  };
  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      setOpened(false);
      onClosed?.();
    } else if (event.key === "Enter" && (event.target as HTMLElement).matches("input")) {
      event.preventDefault();
      setOpened(false);
      pickTime();
      onClosed?.();
    }
  }
  return (
    <Popover
      opened={opened}
      onChange={(open) => {
        setOpened(open);
        if (open) return;
        pickTime();
        onClosed?.();
      }}
      // Escape takes back what leaving would keep, so it is heard here.
      closeOnEscape={false}
      position="bottom-start"
      trapFocus
      // After a pick the focus goes where the picked day asks for it, not back to the button.
      returnFocus={!picked.current}
      withinPortal
    >
      <Popover.Target>
        {cloneElement(children, {
          ref,
          onClick: () => {
            picked.current = false;
            setTyped(time ?? null);
            setOpened((was) => !was);
          },
        })}
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} onKeyDown={onKeyDown}>
        <div className={classes.offers}>
          {offers.map((offer) => (
            <button key={offer.on} type="button" className={classes.offer} onClick={() => pick(offer.on)}>
              <span>{offer.label}</span>
              <span className={classes.day}>{formatDayAndWeekday(offer.on)}</span>
            </button>
          ))}
        </div>
        <DatePicker
          size="xs"
          highlightToday
          {...month()}
          value={value}
          defaultDate={value ?? undefined}
          maxDate={latest}
          onChange={(day) => day && pick(day)}
        />
        {time !== undefined && (
          <div className={classes.time}>
            <span aria-hidden>{t("pick-time")}</span>
            <TimeBox
              value={typed}
              label={t("pick-time")}
              onChange={(at, unread) => setTyped(unread ? time : at)}
            />
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
