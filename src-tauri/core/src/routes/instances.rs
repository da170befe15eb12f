//! The search against public instances: `tests/data/routes`.

use std::collections::HashMap;
use std::path::PathBuf;

use super::solver::{Problem, solve};

fn data(path: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/routes").join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The table of distances of a TSPLIB file, by the rules of its format.
#[allow(clippy::needless_range_loop, reason = "rows and columns of one table")]
fn tsplib(text: &str) -> Vec<Vec<f64>> {
    let mut header = HashMap::new();
    let mut section = "";
    let mut numbers: HashMap<&str, Vec<f64>> = HashMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "EOF") {
        if let Some((key, value)) = line.split_once(':') {
            header.insert(key.trim(), value.trim());
        } else if line.ends_with("_SECTION") {
            section = line;
        } else {
            numbers.entry(section).or_default().extend(line.split_whitespace().map(|n| n.parse::<f64>().unwrap()));
        }
    }
    let count: usize = header["DIMENSION"].parse().unwrap();
    let mut table = vec![vec![0.0; count]; count];
    if let Some(weights) = numbers.get("EDGE_WEIGHT_SECTION") {
        let mut weights = weights.iter();
        let format = header["EDGE_WEIGHT_FORMAT"];
        for row in 0..count {
            let columns = match format {
                "FULL_MATRIX" => 0..count,
                "LOWER_DIAG_ROW" => 0..row + 1,
                "UPPER_ROW" => row + 1..count,
                other => panic!("{other} is not read"),
            };
            for column in columns {
                let weight = *weights.next().unwrap();
                table[row][column] = weight;
                table[column][row] = weight;
            }
        }
        assert_eq!(weights.next(), None, "all weights are read");
        return table;
    }
    let places: Vec<(f64, f64)> = numbers["NODE_COORD_SECTION"].chunks(3).map(|line| (line[1], line[2])).collect();
    assert_eq!(places.len(), count);
    for (a, from) in places.iter().enumerate() {
        for (b, to) in places.iter().enumerate().filter(|(b, _)| *b != a) {
            table[a][b] = match header["EDGE_WEIGHT_TYPE"] {
                "EUC_2D" => (from.0 - to.0).hypot(from.1 - to.1).round(),
                "ATT" => ((from.0 - to.0).hypot(from.1 - to.1) / 10f64.sqrt()).ceil(),
                "GEO" => geo(*from, *to),
                other => panic!("{other} is not read"),
            };
        }
    }
    table
}

/// TSPLIB's own distance of degrees and minutes, in whole kilometres.
#[allow(clippy::approx_constant, reason = "TSPLIB counts with this π")]
fn geo(from: (f64, f64), to: (f64, f64)) -> f64 {
    let radians = |x: f64| 3.141_592 * (x.trunc() + 5.0 * x.fract() / 3.0) / 180.0;
    let (q1, q2) = ((radians(from.1) - radians(to.1)).cos(), (radians(from.0) - radians(to.0)).cos());
    let q3 = (radians(from.0) + radians(to.0)).cos();
    (6_378.388 * (0.5 * ((1.0 + q1) * q2 - (1.0 - q1) * q3)).acos() + 1.0).trunc()
}

/// A way round: the last node is the first once more.
fn round_trip(table: &[Vec<f64>]) -> Problem {
    let count = table.len();
    let at = |node: usize| if node == count { 0 } else { node };
    let travel = (0..=count).map(|a| (0..=count).map(|b| table[at(a)][at(b)]).collect()).collect();
    Problem {
        travel,
        hours: vec![Vec::new(); count + 1],
        service: vec![0.0; count + 1],
        hurry: vec![0.0; count + 1],
        leave: 0.0,
        waiting: 0.0,
    }
}

fn visits_all(order: &[usize]) -> bool {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    sorted.iter().copied().eq(0..order.len()) && order[0] == 0 && order[order.len() - 1] == order.len() - 1
}

/// Optimal lengths as TSPLIB gives them.
const TSPLIB: [(&str, f64); 15] = [
    ("burma14", 3323.0),
    ("ulysses16", 6859.0),
    ("ulysses22", 7013.0),
    ("gr17", 2085.0),
    ("gr21", 2707.0),
    ("gr24", 1272.0),
    ("fri26", 937.0),
    ("bays29", 2020.0),
    ("dantzig42", 699.0),
    ("swiss42", 1273.0),
    ("att48", 10628.0),
    ("gr48", 5046.0),
    ("hk48", 11461.0),
    ("eil51", 426.0),
    ("berlin52", 7542.0),
];

#[test]
fn ways_round_are_within_two_percent_of_the_shortest() {
    short_enough(TSPLIB.into_iter().filter(|(name, _)| name[name.len() - 2..] < *"30" || *name == "berlin52"));
}

#[test]
#[ignore = "half a minute in a debug build"]
fn prove_routes_round() {
    short_enough(TSPLIB.into_iter());
}

fn short_enough(instances: impl Iterator<Item = (&'static str, f64)>) {
    for (name, best) in instances {
        let table = tsplib(&data(&format!("tsplib/{name}.tsp")));
        let begun = std::time::Instant::now();
        let (order, score) = solve(&round_trip(&table));
        assert!(visits_all(&order), "{name}: each once: {order:?}");
        let length: f64 =
            order.windows(2).map(|pair| table[pair[0]][if pair[1] == table.len() { 0 } else { pair[1] }]).sum();
        assert!((length - score.travel).abs() < 1e-6, "{name}: the score is the length");
        assert!(length >= best, "{name}: {length} is shorter than the shortest, so the reading is wrong");
        println!("{name}: {length} of {best} ({:+.2} %), {:?}", 100.0 * (length / best - 1.0), begun.elapsed());
        assert!(length <= 1.02 * best, "{name}: {length}, the shortest is {best}");
    }
}

/// One line for each instance of Potvin and Bengio's: name, best known travel.
fn with_hours() -> Vec<(String, f64, Problem)> {
    let mut found = Vec::new();
    for line in data("tsptw/best_known.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split_whitespace();
        let (name, best) = (cells.next().unwrap(), cells.next().unwrap().parse().unwrap());
        let text = data(&format!("tsptw/{name}"));
        let mut numbers = text.split_whitespace().map(|n| n.parse::<f64>().unwrap());
        let count = numbers.next().unwrap() as usize;
        let table: Vec<Vec<f64>> = (0..count).map(|_| (0..count).map(|_| numbers.next().unwrap()).collect()).collect();
        let mut problem = round_trip(&table);
        for node in 0..count {
            problem.hours[node] = vec![(numbers.next().unwrap(), numbers.next().unwrap())];
        }
        problem.hours[count] = problem.hours[0].clone();
        found.push((name.to_owned(), best, problem));
    }
    found
}

#[test]
fn no_door_is_found_closed_where_an_order_exists() {
    in_time(with_hours().into_iter().step_by(10));
}

#[test]
#[ignore = "a minute and a half in a debug build"]
fn prove_routes_with_hours() {
    let all = with_hours();
    assert_eq!(all.len(), 30);
    in_time(all.into_iter());
}

fn in_time(instances: impl Iterator<Item = (String, f64, Problem)>) {
    for (name, best, problem) in instances {
        let begun = std::time::Instant::now();
        let (order, score) = solve(&problem);
        assert!(visits_all(&order), "{name}: each once: {order:?}");
        println!(
            "{name} ({}): {:.2} of {best} ({:+.2} %), late {:.2}, {:?}",
            order.len(),
            score.travel,
            100.0 * (score.travel / best - 1.0),
            score.late,
            begun.elapsed()
        );
        assert!(score.late <= 1e-6, "{name}: {} too late", score.late);
        assert!(
            score.travel >= best - 0.01 && score.travel <= 1.05 * best,
            "{name}: {}, the best known is {best}",
            score.travel
        );
    }
}
