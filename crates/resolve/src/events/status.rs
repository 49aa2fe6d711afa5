//! Where an event stands, from how it is told.

use std::collections::BTreeMap;

use rapporteur_model::{Modality, Status};

/// Held when any report tells it as done; cancelled when it was called off, or somebody says of an event to come that it will not be.
pub fn status(told: &BTreeMap<Modality, u32>) -> Status {
    let has = |m: Modality| told.contains_key(&m);
    let ahead = has(Modality::Planned) || has(Modality::Proposed) || has(Modality::Conditional);
    match (has(Modality::Happened), has(Modality::Denied), ahead) {
        (true, ..) => Status::Held,
        _ if has(Modality::Cancelled) => Status::Cancelled,
        (false, true, true) => Status::Cancelled,
        (false, true, false) => Status::Denied,
        (false, false, _) => Status::Planned,
    }
}

#[cfg(test)]
mod tests {
    use super::status;
    use rapporteur_model::{Modality, Status};

    #[test]
    fn done_wins_over_announced() {
        let told = |all: &[Modality]| status(&all.iter().map(|&m| (m, 1)).collect());
        assert_eq!(told(&[Modality::Planned, Modality::Happened]), Status::Held);
        assert_eq!(told(&[Modality::Planned, Modality::Denied]), Status::Cancelled);
        assert_eq!(told(&[Modality::Cancelled]), Status::Cancelled);
        assert_eq!(told(&[Modality::Denied]), Status::Denied);
        assert_eq!(told(&[Modality::Proposed]), Status::Planned);
        assert_eq!(told(&[Modality::Planned, Modality::Cancelled]), Status::Cancelled);
    }
}
