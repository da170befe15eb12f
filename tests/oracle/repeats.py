#!/usr/bin/env python3
"""Random rules of repetition with what python-dateutil says of them: `repeats.py COUNT SEED` prints a line for each.

The rules are of the kinds that the form makes and that calendars hold. Each line: the rule, its local start, the zone, after when, and up to four
next occurrences as minutes since 1970 in UTC; `-` at the end if there are no more. Local times become moments as RFC 5545 has it, which is
what `fold=0` means. Needs python-dateutil (`pip install python-dateutil==2.9.0.post0` or newer).

tests/data/repeats/samples.tsv is `repeats.py 5000 1`.
"""
import random, sys
from datetime import datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = ["Asia/Shanghai", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Australia/Sydney",
         "Asia/Kolkata", "Pacific/Auckland", "Africa/Nairobi", "UTC"]


def some_days(dice, least=1):
    return ",".join(sorted(dice.sample(DAYS, dice.randint(least, 4)), key=DAYS.index))


def pattern(dice, start):
    kinds = [
        lambda: "FREQ=DAILY",
        lambda: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        lambda: "FREQ=WEEKLY",
        lambda: f"FREQ=WEEKLY;BYDAY={some_days(dice)}",
        lambda: "FREQ=MONTHLY",
        lambda: f"FREQ=MONTHLY;BYMONTHDAY={dice.choice([1, 5, 15, 28, 29, 30, 31])}",
        lambda: "FREQ=MONTHLY;BYMONTHDAY=-1",
        lambda: f"FREQ=MONTHLY;BYDAY={dice.choice([1, 2, 3, 4, -1])}{dice.choice(DAYS)}",
        lambda: "FREQ=YEARLY",
        lambda: f"FREQ=YEARLY;BYMONTH={dice.randint(1, 12)};BYMONTHDAY={dice.randint(1, 28)}",
        lambda: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        # What the calendars of others hold.
        lambda: f"FREQ=YEARLY;BYMONTH={dice.randint(1, 12)};BYDAY={dice.choice([1, 2, -1])}{dice.choice(DAYS)}",
        lambda: f"FREQ=DAILY;BYDAY={some_days(dice, 2)}",
        lambda: f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={dice.choice([1, 2, -1])}",
        lambda: f"FREQ=WEEKLY;WKST={dice.choice(['MO', 'SU'])};BYDAY={some_days(dice)}",
    ]
    return dice.choice(kinds)()


def sample(dice):
    zone = ZoneInfo(dice.choice(ZONES))
    start = datetime(dice.randint(2005, 2030), 1, 1) + timedelta(days=dice.randint(0, 364))
    # Many in the hours in which clocks change.
    start += timedelta(minutes=dice.choice([0, 90, 120, 150, 180, 540, 600, 870, 15 * dice.randint(0, 95)]))
    rule = pattern(dice, start)
    interval = dice.choice([1, 1, 1, 2, 2, 3, 4, 6, 12])
    if interval > 1:
        rule += f";INTERVAL={interval}"
    end = dice.randint(0, 3)
    if end == 1:
        rule += f";COUNT={dice.randint(1, 30)}"
    if end == 2:
        rule += f";UNTIL={(start + timedelta(days=dice.randint(0, 900))):%Y%m%d}"
    if end == 3 and dice.random() < 0.5:
        until = (start + timedelta(days=dice.randint(0, 900))).replace(tzinfo=zone).astimezone(timezone.utc)
        rule += f";UNTIL={until:%Y%m%dT%H%M%S}Z"
    after = start + timedelta(days=dice.choice([-1, 0, 0, 10, 100, 700]), minutes=dice.choice([0, 0, 45]))
    return rule, start, zone, after


def local_rule(rule, zone):
    """The rule on the wall clock: an end of a day is the end of its day, a moment is what the zone's clock shows then."""
    parts = []
    for part in rule.split(";"):
        if part.startswith("UNTIL="):
            value = part[6:]
            if value.endswith("Z"):
                moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
                value = f"{moment.astimezone(zone):%Y%m%dT%H%M%S}"
            else:
                value += "T235959"
            part = f"UNTIL={value}"
        parts.append(part)
    return ";".join(parts)


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(seed)
    print("# python3 tests/oracle/repeats.py", count, seed)
    for _ in range(count):
        rule, start, zone, after = sample(dice)
        times = rrulestr(local_rule(rule, zone), dtstart=start).xafter(after)
        found = [time for time in islice(times, 4)]
        minutes = [str(int(time.replace(tzinfo=zone, fold=0).timestamp()) // 60) for time in found]
        if len(found) < 4:
            minutes.append("-")
        print("\t".join([rule, f"{start:%Y%m%dT%H%M}", zone.key, f"{after:%Y%m%dT%H%M}", " ".join(minutes)]))


main()
