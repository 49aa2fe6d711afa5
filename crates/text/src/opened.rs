//! A file of parts that is being read, on a thread of its own a few parts ahead of who takes them.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rapporteur_model::{Issue, IssueKind};

use crate::formats::{Content, Leaf, Reading, Row, Settings, Source};
use crate::walk::Input;

/// Parts that are read ahead; few, for a part may be long.
const AHEAD: usize = 4;
/// Readers of nested files call each other.
const STACK: usize = 16 << 20;

/// The parts of one file.
#[derive(Debug)]
pub(crate) struct Opened(Receiver<Input>);

impl Opened {
    /// Begins to read; `size` is the file's own.
    pub(crate) fn new(row: &'static Row, source: Source, file: String, size: u64, settings: &Settings) -> Self {
        let (sender, receiver) = sync_channel(AHEAD);
        let settings = settings.clone();
        let name = file.clone();
        let read = move || {
            let mut reading = Reading { left: settings.limits.unpacked(size), parts: settings.limits.parts, settings: &settings };
            let send = |input: Input| match sender.send(Input { kind: Some(row.name), ..input }) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            };
            let mut out = |part: Result<Leaf, (String, Issue)>| {
                send(match part {
                    Ok(leaf) => of_leaf(&file, leaf),
                    Err((place, issue)) => Input::new(at(&file, &place), Err(issue)),
                })
            };
            let end = catch_unwind(AssertUnwindSafe(|| reading.read(row, source, "", 0, &mut out)));
            let issue = match end {
                Ok(Ok(())) => return,
                Ok(Err(issue)) => issue,
                Err(_) => {
                    Issue::new(IssueKind::Unreadable, format!("could not be read as a {}; please report this with the file", row.name))
                }
            };
            let _ = send(Input::new(file.as_str(), Err(issue)));
        };
        if let Err(error) = thread::Builder::new().name("intake".to_owned()).stack_size(STACK).spawn(read) {
            // Nobody sends then; the file is told as unread.
            let (sender, receiver) = sync_channel(1);
            let _ = sender.send(Input::new(name, Err(Issue::new(IssueKind::Unreadable, format!("no thread could be started ({error})")))));
            return Self(receiver);
        }
        Self(receiver)
    }

    /// The next part; `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Input> {
        self.0.recv().ok()
    }
}

fn at(file: &str, place: &str) -> String {
    if place.is_empty() { file.to_owned() } else { format!("{file}#{place}") }
}

fn of_leaf(file: &str, leaf: Leaf) -> Input {
    let place = at(file, &leaf.place);
    let found_at = leaf.address.is_some().then(|| place.clone());
    let address = leaf.address.unwrap_or(place);
    match leaf.content {
        Content::Link => Input { found_at, ..Input::link(address) },
        Content::Fields(fields) => {
            let format = Some(crate::intake::Format::JsonLines);
            Input { found_at, format, ..Input::new(address, Ok(fields.to_line().into_bytes())) }
        }
        Content::Bytes { bytes, format, charset } => Input { found_at, format, charset, ..Input::new(address, Ok(bytes)) },
    }
}
