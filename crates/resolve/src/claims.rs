//! The claims that count: those of the readings without what an analyst rejected, with what he corrected.

use std::borrow::Cow;

use rapporteur_model::Claim;

use crate::input::Input;

/// Claims by report, in the order of the text.
pub struct Claims<'a> {
    kept: Vec<(usize, usize, Cow<'a, Claim>)>,
}

impl<'a> Claims<'a> {
    /// Claims after `judge`, which leaves one as it is (borrowed), changes it (owned) or drops it.
    pub fn new(input: &Input<'a>, judge: impl Fn(usize, usize, &'a Claim) -> Option<Cow<'a, Claim>>) -> Self {
        let mut kept = Vec::new();
        for (report, reading) in input.readings.iter().enumerate() {
            for (c, claim) in reading.claims.iter().enumerate() {
                kept.extend(judge(report, c, claim).map(|claim| (report, c, claim)));
            }
        }
        Self { kept }
    }

    /// Report, number of the claim in it, claim.
    pub fn all(&self) -> impl Iterator<Item = (usize, usize, &Claim)> {
        self.kept.iter().map(|(report, c, claim)| (*report, *c, claim.as_ref()))
    }
}
