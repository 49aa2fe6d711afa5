//! One kind of claim a file.

pub mod again;
pub mod appointment;
pub mod chairs;
pub mod commitment;
pub mod deal;
pub mod extent;
mod gapped;
pub mod gathering;
pub mod listed;
pub mod meeting;
pub mod meets_again;
pub mod numbered;
pub mod opposite;
pub mod ownership;
pub mod present;
pub mod purpose;
pub mod session;
pub mod signing;
pub mod statement;
pub mod structure;
pub mod taken_back;
pub mod took_place;
pub mod visit;
