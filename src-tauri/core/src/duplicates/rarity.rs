//! How often each name, word and part of an address occurs: what is rare tells more when two have it in common.

use std::hash::{DefaultHasher, Hash, Hasher};

use string_interner::Symbol;

use super::texts::Text;

/// Customers that a small book is thought to stand among: two of the same name in a book of ten are no proof.
const AMONG: f64 = 5_000.0;

/// What a value is of; the same text counts apart in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The core of a name.
    Name,
    /// A word of a name.
    Word,
    /// A part of an address.
    Address,
    /// A phone, e-mail or WeChat id.
    Point,
    /// The name of a contact.
    Contact,
}

/// How many customers have a value.
#[derive(Debug)]
pub struct Rarity {
    /// By sort, then by the number of the text.
    counts: [Vec<u32>; 5],
    customers: u32,
}

/// A value as a number; two share one by chance once in 2⁶⁴.
pub fn hash_of(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Rarity {
    /// Of a book with so many customers, with nothing counted yet.
    pub fn among(customers: u32) -> Self {
        Self { counts: Default::default(), customers }
    }

    fn of(&self, sort: Sort) -> &[u32] {
        &self.counts[sort as usize]
    }

    /// Notes that so many customers have a value.
    pub fn note(&mut self, sort: Sort, value: Text, times: u32) {
        let counts = &mut self.counts[sort as usize];
        let place = value.to_usize();
        if counts.len() <= place {
            counts.resize(place + 1, 0);
        }
        counts[place] += times;
    }

    /// How many customers have a value; 1 where nobody counted.
    pub fn count(&self, sort: Sort, value: Text) -> u32 {
        self.of(sort).get(value.to_usize()).copied().unwrap_or(1).max(1)
    }

    /// The share of customers that have a value: how likely two of them have it in common by chance.
    pub fn share(&self, sort: Sort, value: Text) -> f64 {
        f64::from(self.count(sort, value)) / (f64::from(self.customers) + AMONG)
    }

    /// How many customers there are.
    pub fn customers(&self) -> u32 {
        self.customers
    }
}
