use super::*;

/// Some kilometres east and north of a village square.
fn east(kilometres: f64, north: f64) -> Option<Point> {
    Point::at(30.0 + north / 111.195, 120.0 + kilometres / (111.195 * 30f64.to_radians().cos()))
}

fn stop(id: i64, point: Option<Point>) -> Stop {
    Stop { id, point, fixed: None, hours: Vec::new(), minutes: 30, priority: Priority::Normal, overdue: 0 }
}

fn from_home() -> Day {
    Day { start: east(0.0, 0.0), end: east(0.0, 0.0), ..Day::default() }
}

fn ids(plan: &Plan) -> Vec<i64> {
    plan.stops.iter().map(|stop| stop.id).collect()
}

fn why(plan: &Plan, id: i64) -> Vec<Reason> {
    plan.stops.iter().find(|stop| stop.id == id).map(|stop| stop.reasons.clone()).unwrap()
}

#[test]
fn a_day_without_hours_goes_round_the_shortest_way() {
    // A ring of villages, told in no order.
    let ring = [(5, 10.0, 10.0), (1, 10.0, 0.0), (4, 0.0, 10.0), (2, 10.0, 5.0), (3, 5.0, 10.0)];
    let stops: Vec<Stop> = ring.iter().map(|(id, x, y)| stop(*id, east(*x, *y))).collect();
    let plan = plan(&from_home(), &stops);
    let order = ids(&plan);
    assert!(order == [1, 2, 5, 3, 4] || order == [4, 3, 5, 2, 1], "once round: {order:?}");
    assert!((51_500..52_500).contains(&plan.metres), "40 km as the crow flies, times 1.3: {}", plan.metres);
    assert_eq!(plan.detour, 130, "the factor is told");
    let first = &plan.stops[0];
    assert_eq!(first.reasons, [Reason::First { metres: first.metres }]);
    assert_eq!(plan.stops[1].reasons, [Reason::OnTheWay { metres: plan.stops[1].metres }]);
    // 52 km at 40 km/h and five visits of half an hour.
    assert_eq!(plan.over, Some(8 * 60 + 78 + 150));
    assert_eq!(
        plan.stops[0].arrive,
        Some(8 * 60 + first.metres * 60 / 40_000 + u32::from(first.metres * 60 % 40_000 >= 20_000))
    );
}

#[test]
fn appointments_are_kept_and_the_rest_is_fitted_round_them() {
    let mut stops: Vec<Stop> = (1..=6).map(|id| stop(id, east(2.0 * id as f64, 0.0))).collect();
    stops[0].fixed = Some(15 * 60);
    stops[5].fixed = Some(9 * 60);
    let plan = plan(&from_home(), &stops);
    let at = |id: i64| plan.stops.iter().find(|stop| stop.id == id).unwrap();
    assert_eq!((at(6).begin, at(1).begin), (Some(9 * 60), Some(15 * 60)));
    assert_eq!(why(&plan, 1)[0], Reason::FixedAt { minute: 15 * 60 });
    assert!(ids(&plan).iter().position(|id| *id == 6) < ids(&plan).iter().position(|id| *id == 1));
    assert!(plan.stops.iter().all(|stop| !stop.reasons.iter().any(|why| matches!(why, Reason::Late { .. }))));
    assert!(
        plan.over.unwrap() < 16 * 60,
        "what can be done before the appointment is not put behind it: {:?}",
        plan.over
    );
}

#[test]
fn doors_are_found_open_after_lunch_too() {
    let mut stops: Vec<Stop> = (1..=4).map(|id| stop(id, east(3.0 * id as f64, 0.0))).collect();
    let shop = vec![Hours { from: 9 * 60, until: 11 * 60 + 30 }, Hours { from: 14 * 60, until: 17 * 60 }];
    stops[0].hours = vec![Hours { from: 16 * 60, until: 17 * 60 }];
    stops[1].hours.clone_from(&shop);
    stops[2].hours.clone_from(&shop);
    let plan = plan(&Day { leave: 11 * 60, ..from_home() }, &stops);
    for planned in &plan.stops {
        let stop = stops.iter().find(|stop| stop.id == planned.id).unwrap();
        let begin = planned.begin.unwrap();
        let open = stop.hours.is_empty() || stop.hours.iter().any(|hours| (hours.from..=hours.until).contains(&begin));
        assert!(open, "{} is closed at {begin}", stop.id);
        assert!(planned.arrive <= planned.begin);
    }
    assert_eq!(why(&plan, 1)[0], Reason::OpenOnly { from: 16 * 60, until: 17 * 60 });
}

#[test]
fn what_cannot_be_in_time_says_by_how_much() {
    let mut stops = vec![stop(1, east(40.0, 0.0)), stop(2, east(-40.0, 0.0))];
    stops[0].fixed = Some(9 * 60);
    stops[1].fixed = Some(9 * 60 + 30);
    let plan = plan(&from_home(), &stops);
    let late: Vec<u32> = plan
        .stops
        .iter()
        .flat_map(|stop| &stop.reasons)
        .filter_map(|why| match why {
            Reason::Late { minutes } => Some(*minutes),
            _ => None,
        })
        .collect();
    assert!(!late.is_empty() && late.iter().all(|minutes| *minutes > 0), "{:?}", plan.stops);
    assert_eq!(plan.stops.len(), 2, "both are kept");
}

#[test]
fn the_day_ends_in_time_and_the_least_urgent_are_left_over() {
    let mut stops: Vec<Stop> = (1..=30).map(|id| stop(id, east((id % 6) as f64, (id / 6) as f64))).collect();
    stops.iter_mut().for_each(|stop| stop.minutes = 20);
    stops[3].priority = Priority::High;
    stops[4].overdue = 9;
    for stop in stops.iter_mut().skip(10) {
        stop.priority = Priority::Low;
    }
    stops[29].fixed = Some(10 * 60);
    let day = Day { back: Some(14 * 60), ..from_home() };
    let plan = plan(&day, &stops);
    assert!(plan.over.unwrap() <= 14 * 60);
    let left: Vec<i64> =
        plan.stops.iter().filter(|stop| stop.reasons[0] == Reason::NoTime).map(|stop| stop.id).collect();
    assert!(
        !left.is_empty() && left.iter().all(|id| (11..30).contains(id)),
        "only what matters least is left over: {left:?}"
    );
    assert!(plan.stops.iter().rev().take(left.len()).all(|stop| stop.arrive.is_none()), "and stands at the end");
    assert_eq!(plan.stops.len(), 30, "nothing is lost");
    assert!(why(&plan, 4).contains(&Reason::Urgent) && why(&plan, 5).contains(&Reason::Overdue { days: 9 }));
    assert_eq!(why(&plan, 30)[0], Reason::FixedAt { minute: 10 * 60 });
}

#[test]
fn urgent_stops_come_early_where_that_costs_little() {
    let mut stops = vec![stop(1, east(3.0, 0.3)), stop(2, east(3.2, 0.0)), stop(3, east(3.0, -0.3))];
    let before = ids(&plan(&from_home(), &stops));
    let last = *before.last().unwrap();
    stops.iter_mut().find(|stop| stop.id == last).unwrap().priority = Priority::High;
    assert_eq!(ids(&plan(&from_home(), &stops))[0], last, "it was {before:?}");
}

#[test]
fn stops_without_a_place_come_last_and_say_so() {
    let mut stops = vec![stop(1, None), stop(2, east(1.0, 0.0)), stop(3, None)];
    stops[2].fixed = Some(600);
    let plan = plan(&Day::default(), &stops);
    assert_eq!(ids(&plan), [2, 3, 1]);
    assert_eq!(why(&plan, 3), [Reason::NoPlace, Reason::FixedAt { minute: 600 }]);
    assert_eq!(why(&plan, 1), [Reason::NoPlace]);
    assert_eq!(why(&plan, 2), [Reason::First { metres: 0 }], "nobody knows where one starts");
}

#[test]
fn nothing_and_too_much_are_plans_too() {
    let empty = plan(&from_home(), &[]);
    assert_eq!((empty.stops.len(), empty.metres, empty.over), (0, 0, None));
    let many: Vec<Stop> = (0..3_000)
        .map(|id| Stop { overdue: id as u32 / 10, ..stop(id, east((id % 60) as f64, (id / 60) as f64)) })
        .collect();
    let begun = std::time::Instant::now();
    let planned = plan(&from_home(), &many);
    assert!(begun.elapsed().as_secs() < 60, "even a debug build takes no minute");
    assert_eq!(planned.stops.len(), 3_000);
    let out = planned.stops.iter().filter(|stop| stop.reasons[0] == Reason::TooMany).count();
    assert_eq!(out, 3_000 - MOST_STOPS);
    assert!(
        planned.stops.iter().take(MOST_STOPS).all(|stop| stop.id >= 3_000 - MOST_STOPS as i64),
        "the longest due are planned"
    );
    let odd = Day { speed: 0, detour: 0, leave: 1_440, back: Some(0), ..from_home() };
    assert_eq!(plan(&odd, &many[..5]).stops.len(), 5, "numbers that make no sense do no harm");
}

#[test]
fn the_same_day_is_planned_the_same_way() {
    let stops: Vec<Stop> = (0..25).map(|id| stop(id, east((id * 7 % 25) as f64, (id * 11 % 25) as f64))).collect();
    let mut turned = stops.clone();
    turned.reverse();
    assert_eq!(plan(&from_home(), &stops), plan(&from_home(), &turned), "in whatever order it is told");
}

#[test]
fn an_order_of_ones_own_is_timed_as_it_is() {
    let day = Day { speed: 60, detour: 100, ..Day::default() };
    let at = |id: i64, lon: f64| Stop {
        id,
        point: Point::at(0.0, lon),
        fixed: None,
        hours: Vec::new(),
        minutes: 30,
        priority: Priority::Normal,
        overdue: 0,
    };
    // A hundredth of a degree is 1.1 km, a bit more than a minute.
    let nowhere = Stop { point: None, ..at(3, 0.0) };
    let told = in_order(&day, &[at(1, 0.0), at(2, 0.9), nowhere, at(4, 0.1)]);
    let ids: Vec<(i64, Option<u32>)> = told.stops.iter().map(|stop| (stop.id, stop.begin)).collect();
    assert_eq!(ids, [(1, Some(480)), (2, Some(610)), (3, None), (4, Some(729))], "far and back, as one wants it");
    assert_eq!(told.stops[2].reasons, [Reason::NoPlace]);
    assert!((189_000..189_100).contains(&told.metres), "{}", told.metres);
    let shorter = plan(&day, &[at(1, 0.0), at(2, 0.9), at(4, 0.1)]);
    assert!(shorter.metres < told.metres, "the program knows a shorter way");
}

#[test]
fn what_lies_all_over_the_country_is_for_other_days() {
    let mut stops: Vec<Stop> = (1..=4).map(|id| stop(id, east(3.0 * id as f64, 0.0))).collect();
    // 260 km there by road, and as much back: each of them can be done, but not both.
    stops.extend([(5, 200.0), (6, -200.0)].map(|(id, east_of)| stop(id, east(east_of, 0.0))));
    stops.extend([(7, 900.0), (8, -2_000.0)].map(|(id, east_of)| stop(id, east(east_of, 0.0))));
    stops[6].priority = Priority::High;
    stops[7].fixed = Some(10 * 60);
    stops[5].overdue = 9;
    let day = Day { back: Some(24 * 60), ..from_home() };
    let plan = plan(&day, &stops);
    let is_left = |stop: &&Planned| matches!(stop.reasons[0], Reason::NoTime | Reason::TooFar { .. });
    let left: Vec<i64> = plan.stops.iter().filter(is_left).map(|stop| stop.id).collect();
    let mut near: Vec<i64> = plan.stops.iter().filter(|stop| !is_left(stop)).map(|stop| stop.id).collect();
    near.sort_unstable();
    assert!(near.starts_with(&[1, 2, 3, 4]), "who is near is seen, whoever far away has waited longer: {near:?}");
    assert_eq!((near.len(), left.len()), (5, 3), "one of the two: {near:?}");
    assert!(matches!(why(&plan, 7)[0], Reason::TooFar { metres: 1_160_000..1_180_000 }), "{:?}", why(&plan, 7));
    assert!(matches!(why(&plan, 8)[..], [Reason::TooFar { .. }, Reason::FixedAt { minute: 600 }]));
    assert!(plan.over.unwrap() <= 24 * 60 && plan.stops.iter().all(|stop| stop.begin.is_none_or(|at| at < 24 * 60)));
    let mine = in_order(&day, &stops);
    assert_eq!(ids(&mine), [1, 2, 3, 4, 5, 6, 7, 8], "the way goes on without those that stand at the end");
    assert_eq!((why(&mine, 6)[0], mine.over), (Reason::NoTime, in_order(&day, &stops[..5]).over));
    assert_eq!(in_order(&day, &[stops[7].clone(), stops[0].clone()]).stops[0].id, 1);
}
