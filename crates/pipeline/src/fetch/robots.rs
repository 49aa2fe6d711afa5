//! What robots.txt of a host allows, asked once a run.

use std::time::Duration;

use texting_robots::Robot;

/// Longest pause that a host can ask for.
const LONGEST: f32 = 30.0;

/// The rules of one host.
pub(super) enum Rules {
    /// As its file says.
    File(Box<Robot>),
    /// It has none.
    None,
    /// It could not be read: nothing is asked (RFC 9309).
    Unknown,
}

impl Rules {
    /// Reads the file for us.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        Robot::new("rapporteur", bytes).map_or(Self::None, |robot| Self::File(Box::new(robot)))
    }

    pub(super) fn allow(&self, address: &str) -> bool {
        match self {
            Self::File(robot) => robot.allowed(address),
            Self::None => true,
            Self::Unknown => false,
        }
    }

    /// The pause that the host asks for.
    pub(super) fn pause(&self) -> Duration {
        match self {
            Self::File(robot) => Duration::from_secs_f32(robot.delay.unwrap_or(0.0).clamp(0.0, LONGEST)),
            _ => Duration::ZERO,
        }
    }
}
