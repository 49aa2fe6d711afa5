//! How often somebody may ask: a bucket that fills by time, one for each caller and kind of request.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A page or list, asked from another machine.
    Read,
    /// A change, an upload, a text to read.
    Change,
    /// A token that was wrong, from whomever.
    WrongToken,
}

impl Kind {
    /// Size of the bucket, and how many a second come back.
    fn bucket(self) -> (f64, f64) {
        match self {
            Self::Read => (300.0, 60.0),
            Self::Change => (120.0, 2.0),
            Self::WrongToken => (10.0, 1.0 / 6.0),
        }
    }
}

/// More callers than this are not remembered at once; buckets that are full again are forgotten first.
const CALLERS: usize = 10_000;

/// The buckets.
#[derive(Debug, Default)]
pub(crate) struct Rates(Mutex<HashMap<(IpAddr, Kind), (f64, Instant)>>);

impl Rates {
    /// Takes one from the caller's bucket; false where it is empty.
    pub(crate) fn take(&self, caller: IpAddr, kind: Kind) -> bool {
        self.change(caller, kind, 1.0)
    }

    /// True where the bucket is not empty; nothing is taken.
    pub(crate) fn has(&self, caller: IpAddr, kind: Kind) -> bool {
        self.change(caller, kind, 0.0)
    }

    fn change(&self, caller: IpAddr, kind: Kind, cost: f64) -> bool {
        let (size, speed) = kind.bucket();
        let now = Instant::now();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= CALLERS {
            all.retain(|(_, kind), (left, since)| *left + now.duration_since(*since).as_secs_f64() * kind.bucket().1 < kind.bucket().0);
        }
        let (left, since) = all.entry((caller, kind)).or_insert((size, now));
        *left = (*left + now.duration_since(*since).as_secs_f64() * speed).min(size);
        *since = now;
        let enough = *left >= 1.0;
        if enough {
            *left -= cost;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Rates};
    use std::net::IpAddr;

    #[test]
    fn a_bucket_runs_dry_for_its_caller_alone() {
        let (rates, a, b): (Rates, IpAddr, IpAddr) = (Rates::default(), [10, 0, 0, 1].into(), [10, 0, 0, 2].into());
        assert_eq!((0..30).filter(|_| rates.take(a, Kind::WrongToken)).count(), 10);
        assert!(!rates.has(a, Kind::WrongToken) && rates.has(b, Kind::WrongToken) && rates.take(a, Kind::Change));
    }
}
