//! Everybody as evidence at once, packed: a fraction of what the profiles take unpacked, and unpacked in a microsecond.

use super::profiles::Profile;
use crate::error::{Error, Result};

/// The profiles of all customers of a book, by id.
#[derive(Debug, Default)]
pub struct Packed {
    bytes: Vec<u8>,
    /// Who begins where, by rising id.
    starts: Vec<(u32, usize)>,
}

impl Packed {
    /// Adds a profile; its id is larger than those before.
    ///
    /// # Errors
    /// If it cannot be packed, which no text can bring about.
    pub fn push(&mut self, id: u32, profile: &Profile) -> Result<()> {
        self.starts.push((id, self.bytes.len()));
        self.bytes = postcard::to_extend(profile, std::mem::take(&mut self.bytes)).map_err(broken)?;
        Ok(())
    }

    /// The profile of a customer.
    ///
    /// # Errors
    /// `not_found` for whom it does not hold.
    pub fn get(&self, id: u32) -> Result<Profile> {
        let missing = || Error::not_found("customer", i64::from(id));
        let place = self.starts.binary_search_by_key(&id, |(id, _)| *id).map_err(|_| missing())?;
        let start = self.starts.get(place).map_or(0, |(_, start)| *start);
        postcard::from_bytes(self.bytes.get(start..).unwrap_or_default()).map_err(broken)
    }
}

fn broken(why: postcard::Error) -> Error {
    Error::refused("internal").arg("detail", why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_packed_is_the_same_unpacked() -> Result<()> {
        let mut packed = Packed::default();
        let profile = |id: i64, name: &str| {
            let mut one =
                Profile { id, is_company: true, fields: vec![(3, "91330100".to_owned())], ..Profile::default() };
            one.add_point("phone", "+8613800001234");
            one.add_point("address", "浙江省杭州市幸福路 12 号");
            one.add_contact("陈静");
            one.named(name)
        };
        let all = [profile(3, "杭州马莲台食品有限公司"), profile(7, "Lin & Sons Ltd"), profile(4_000_000, "")];
        for one in &all {
            packed.push(u32::try_from(one.id).unwrap_or_default(), one)?;
        }
        for one in &all {
            let again = packed.get(u32::try_from(one.id).unwrap_or_default())?;
            assert_eq!(format!("{again:?}"), format!("{one:?}"));
        }
        assert!(packed.get(5).is_err());
        Ok(())
    }
}
