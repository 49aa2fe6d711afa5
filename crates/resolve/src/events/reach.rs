//! How far apart the days may lie that reports give for one event, by kind. The one table of it.

use rapporteur_model::EventKind;

/// Days between two tellings of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Of two that tell it as done, or two that tell it as to come.
    pub told: i32,
    /// Of an announcement and what became of it.
    pub moved: i32,
}

/// How far from an event's date a report that gives none may be told and still mean it.
pub const NEAR: i32 = 3;

/// The greatest reach of any kind.
pub const WIDEST: i32 = 31;

/// The reach of a kind.
pub fn of(kind: EventKind) -> Reach {
    let (told, moved) = match kind {
        EventKind::Meeting => (1, 5),
        EventKind::Session => (3, WIDEST),
        EventKind::Visit => (3, 10),
        EventKind::Signing => (2, 14),
        EventKind::Gathering => (10, WIDEST),
        EventKind::Appointment | EventKind::Departure => (10, WIDEST),
        EventKind::Statement => (0, 0),
    };
    Reach { told, moved }
}
