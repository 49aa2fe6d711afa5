//! Texts with what they must and must not state: the specifications, and the examples of word classes and rules.

pub mod case;
pub mod factuality;
pub mod recorded;
pub mod rules;
