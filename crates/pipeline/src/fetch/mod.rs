//! Web addresses into bytes, politely: robots.txt, one request a host at a time with a pause, conditional requests, retries that wait,
//! limits of size and time. No address inside a private network is asked unless that is allowed; that is asked again at every redirect
//! and every resolution of a name. The only part of the program beside set-up that leaves the machine.

mod answer;
mod client;
mod fetched;
mod guard;
mod robots;

use std::time::Duration;

pub use answer::{Answer, Page, Validators};
pub use client::Client;
pub(crate) use fetched::Fetched;

/// How the network is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Nothing is fetched.
    pub offline: bool,
    /// Addresses inside private networks are asked too.
    pub private: bool,
    /// Pause between two requests to one host; robots.txt may ask for a longer one.
    pub pause: Duration,
    /// Longest time of one request with its answer.
    pub timeout: Duration,
    /// Most bytes of one answer, unpacked.
    pub most: u64,
    /// How often a request is tried again that failed for now.
    pub retries: u32,
    /// Longest time that is waited before such a try.
    pub patience: Duration,
    /// The proxy to use; none is taken from the environment.
    pub proxy: Option<String>,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            offline: false,
            private: false,
            pause: Duration::from_secs(1),
            timeout: Duration::from_secs(60),
            most: 32 << 20,
            retries: 3,
            patience: Duration::from_secs(120),
            proxy: None,
        }
    }
}
