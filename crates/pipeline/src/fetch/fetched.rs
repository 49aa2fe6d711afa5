//! Inputs whose addresses have been fetched: what a list or a sitemap names comes in its place.

use std::collections::BTreeMap;

use rapporteur_model::{Issue, IssueKind};
use rapporteur_text::{Input, Inputs, Settings};

use super::{Answer, Client, Network, Validators};

/// Lists within lists (a file of addresses of sitemaps of sitemaps).
const DEPTH: usize = 4;

/// The inputs of a command, with the pages of their addresses.
pub(crate) struct Fetched {
    /// The innermost list last.
    stack: Vec<Inputs>,
    network: Network,
    settings: Settings,
    client: Option<Client>,
}

impl Fetched {
    pub(crate) fn new(inputs: Inputs, network: Network, settings: Settings) -> Self {
        Self { stack: vec![inputs], network, settings, client: None }
    }

    /// Number of files and addresses that are known to be still to come.
    pub(crate) fn left(&self) -> usize {
        self.stack.iter().map(Inputs::files_left).sum()
    }

    /// Files of folders that were not looked into.
    pub(crate) fn passed_over(&self) -> &BTreeMap<String, usize> {
        self.stack[0].passed_over()
    }

    /// Fetches an address and puts what it holds before the rest; gives an input where that is an issue.
    fn follow(&mut self, link: Input) -> Option<Input> {
        let lost = |issue: Issue| Some(Input { is_link: false, kind: Some("address"), bytes: Err(issue), ..link.clone() });
        if self.network.offline {
            return lost(Issue::new(IssueKind::Unreadable, "is a web address, and --offline fetches none"));
        }
        if self.stack.len() > DEPTH {
            return lost(Issue::new(IssueKind::Cut, "stands in a list within lists within lists; add that list by itself"));
        }
        let client = match self.client.take().map_or_else(|| Client::new(self.network.clone()), Ok) {
            Ok(client) => self.client.insert(client),
            Err(issue) => return lost(issue),
        };
        let page = match client.get(&link.address, &Validators::default()) {
            Ok(Answer::Page(page)) => page,
            Ok(Answer::Unchanged) => {
                return lost(Issue::new(IssueKind::Unreadable, "the server says that it has not changed, to who never saw it"));
            }
            Err(issue) => return lost(issue),
        };
        let input = Input { found_at: link.found_at, charset: page.charset, ..Input::new(link.address, Ok(page.bytes)) };
        self.stack.push(Inputs::given([input], &self.settings));
        None
    }
}

impl Iterator for Fetched {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            match self.stack.last_mut()?.next() {
                Some(input) if input.is_link => {
                    if let Some(lost) = self.follow(input) {
                        return Some(lost);
                    }
                }
                Some(input) => return Some(input),
                None if self.stack.len() > 1 => {
                    self.stack.pop();
                }
                None => return None,
            }
        }
    }
}
