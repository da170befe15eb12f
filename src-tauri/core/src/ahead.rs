//! Working things out on a second core, a little ahead of who writes them.

use std::sync::mpsc::sync_channel;

use crate::error::Result;

/// So many things are handed over at a time,
const PARCEL: usize = 128;
/// and so many parcels may wait.
const WAITING: usize = 8;

/// Calls `take` with all that `make` gives, in the same order. `make` runs on a thread of its own; its giving answers whether
/// more is wanted.
///
/// # Errors
/// The first one of `take`, which ends the making.
pub fn ahead<T: Send>(
    make: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let (sender, receiver) = sync_channel::<Vec<T>>(WAITING);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut parcel = Vec::with_capacity(PARCEL);
            make(&mut |thing| {
                parcel.push(thing);
                parcel.len() < PARCEL || sender.send(std::mem::replace(&mut parcel, Vec::with_capacity(PARCEL))).is_ok()
            });
            // Whoever does not want it any more has gone.
            let _ = sender.send(parcel);
        });
        for parcel in receiver {
            parcel.into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn everything_arrives_in_order() {
        let mut taken = Vec::new();
        let make = |give: &mut dyn FnMut(u32) -> bool| (0..1_000).for_each(|number| assert!(give(number)));
        ahead(make, |number| {
            taken.push(number);
            Ok(())
        })
        .unwrap();
        assert!(taken.into_iter().eq(0..1_000));
    }

    #[test]
    fn an_error_ends_the_making() {
        let mut taken = 0;
        let make =
            |give: &mut dyn FnMut(u32) -> bool| assert!((0..).any(|number| !give(number)), "it would go on for ever");
        let ended = ahead(make, |number| {
            taken = number;
            if number == 300 { Err(Error::refused("cancelled")) } else { Ok(()) }
        });
        assert_eq!((ended.unwrap_err().code(), taken), ("cancelled", 300));
    }
}
