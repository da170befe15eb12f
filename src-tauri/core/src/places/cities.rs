//! The cities of the world that come with the program, by country.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Place, Point, Precision};

/// A city of 15,000 people or more.
#[derive(Debug, Clone, Copy)]
pub(super) struct City {
    pub name: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// The letters of the state, in the USA; else empty.
    pub state: &'static str,
    pub point: Point,
    /// Thousands of people.
    pub people: u32,
}

/// All cities, countries and states, and what they are called; names are folded as [`fold`] does.
pub(super) struct World {
    pub cities: Vec<City>,
    names: HashMap<String, Vec<usize>>,
    countries: HashMap<String, &'static str>,
    /// The name of a country's code.
    titles: HashMap<&'static str, &'static str>,
    states: HashMap<String, &'static str>,
}

/// The cities of the world. Read once, at first use.
pub(super) fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| World::read(include_str!("../../../../assets/places/world.tsv")))
}

impl World {
    fn read(table: &'static str) -> Self {
        let mut world = Self {
            cities: Vec::with_capacity(35_000),
            names: HashMap::with_capacity(40_000),
            countries: HashMap::new(),
            titles: HashMap::new(),
            states: HashMap::new(),
        };
        let mut country = "";
        for line in table.lines() {
            if let Some(code) = line.strip_prefix('@') {
                country = code;
            } else {
                world.read_line(country, line);
            }
        }
        world
    }

    fn read_line(&mut self, country: &'static str, line: &'static str) -> Option<()> {
        let cells: Vec<&'static str> = line.split('\t').collect();
        match *cells.as_slice() {
            ["C", code, names] => {
                self.titles.insert(code, names.split('|').next()?);
                self.countries.extend(names.split('|').map(|name| (fold(name), code)));
            }
            ["S", code, name] => {
                self.states.insert(fold(name), code);
            }
            [names, state, lat, lon, people] => {
                let degrees = |text: &str| text.parse::<f64>().ok().map(|number| number / 1e4);
                let point = Point::at(degrees(lat)?, degrees(lon)?)?;
                let name = names.split('|').next()?;
                let index = self.cities.len();
                self.cities.push(City { name, country, state, point, people: people.parse().ok()? });
                for name in names.split('|') {
                    self.names.entry(fold(name)).or_default().push(index);
                }
            }
            _ => {}
        }
        Some(())
    }

    /// The cities that are called so, each country's largest first.
    pub fn called<'a>(&'a self, folded: &str) -> impl Iterator<Item = &'a City> {
        self.names.get(folded).into_iter().flatten().filter_map(|index| self.cities.get(*index))
    }

    /// The code of a country by its folded name.
    pub fn country(&self, folded: &str) -> Option<&'static str> {
        self.countries.get(folded).copied()
    }

    /// The letters of a state of the USA by its folded name.
    pub fn state(&self, folded: &str) -> Option<&'static str> {
        self.states.get(folded).copied()
    }

    /// A state of the USA by its letters, which are capitals.
    pub fn state_of_letters(&self, letters: &str) -> Option<&'static str> {
        self.states.values().copied().find(|state| *state == letters)
    }

    /// The city as a place; one of fewer than 100,000 people is a town.
    pub fn place(&self, city: &City) -> Place {
        let country = self.titles.get(city.country).copied().unwrap_or(city.country);
        let name = match city.state {
            "" => format!("{}, {country}", city.name),
            state => format!("{}, {state}, {country}", city.name),
        };
        let precision = if city.people >= 100 { Precision::City } else { Precision::Town };
        Place { name, point: city.point, precision }
    }
}

/// Names as they are compared: small letters without accents, everything else one space.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for character in name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            folded.push(character);
        } else if !matches!(character, '\'' | '’') && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cities_of_the_world_are_all_read() {
        let world = world();
        let table = include_str!("../../../../assets/places/world.tsv");
        let cities = table.lines().filter(|line| line.split('\t').count() == 5).count();
        let others =
            table.lines().filter(|line| line.starts_with('@') || line.starts_with("C\t") || line.starts_with("S\t"));
        assert_eq!(world.cities.len(), cities, "no city is lost");
        assert_eq!(others.count() + cities, table.lines().count(), "there is no other line");
        assert!(cities > 30_000, "{cities}");
        assert_eq!(world.country("uk"), Some("GB"));
        assert_eq!(world.state("illinois"), Some("IL"));
    }

    #[test]
    fn names_are_compared_without_accents_and_signs() {
        assert_eq!(fold("São Paulo"), "sao paulo");
        assert_eq!(fold("  Saint-Étienne, "), "saint etienne");
        assert_eq!(fold("Xi'an"), "xian");
        assert_eq!(fold("东京"), "东京");
    }
}
