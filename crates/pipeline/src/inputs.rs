//! Inputs into reports with the bytes that each was read from. JSON lines are taken line by line, so that a source is its line.

use rapporteur_model::{Issue, Report};
use rapporteur_store::Source;
use rapporteur_text::{Input, Intake, Options, read, read_line};

use crate::guard::catching;

/// A report with its source.
pub(crate) struct Read {
    pub(crate) report: Report,
    pub(crate) source: Source,
}

/// What one input gave.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) reports: Vec<Read>,
    /// Issues with the path that they belong to.
    pub(crate) issues: Vec<(String, Issue)>,
}

/// A part of an input that is read at once: a file, or one line.
pub(crate) struct Piece {
    address: String,
    /// Number of the line, from 1; a file has none.
    line: Option<usize>,
    bytes: Result<Vec<u8>, Issue>,
}

impl Piece {
    /// Length of the bytes that are held.
    pub(crate) fn len(&self) -> usize {
        self.bytes.as_ref().map_or(0, Vec::len)
    }

    /// Cuts an input into pieces.
    pub(crate) fn of(input: Input) -> Vec<Self> {
        let Input { address, lines_before, bytes } = input;
        match bytes {
            Ok(bytes) if is_lines(&address, &bytes) => {
                let piece = |(n, line): (usize, &[u8])| Self {
                    address: address.clone(),
                    line: Some(lines_before + n + 1),
                    bytes: Ok(line.to_vec()),
                };
                bytes.split(|&b| b == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()).map(piece).collect()
            }
            bytes => vec![Self { address, line: None, bytes }],
        }
    }

    /// Reads the piece; a panic of the stage is an issue.
    pub(crate) fn read(self, options: &Options) -> Gathered {
        let Self { address, line, bytes } = self;
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(issue) => return Gathered { reports: Vec::new(), issues: vec![(address, issue)] },
        };
        let intake = catching(|| match line.and_then(|n| Some((n, std::str::from_utf8(&bytes).ok()?))) {
            Some((number, text)) => read_line(&address, number, text, options),
            None => read(&address, &bytes, &Options { lines_before: line.map_or(0, |n| n - 1), ..options.clone() }),
        });
        match intake {
            Ok(intake) => gathered(&address, line.is_some(), intake, bytes),
            Err(message) => {
                let issue = Issue::new(
                    rapporteur_model::IssueKind::Other,
                    format!("could not be read ({message}); please report this with the file"),
                );
                Gathered { reports: Vec::new(), issues: vec![(address, issue)] }
            }
        }
    }
}

fn gathered(address: &str, is_line: bool, intake: Intake, bytes: Vec<u8>) -> Gathered {
    let json = is_line || intake.reports.len() > 1;
    let media_type = if json { "application/json" } else { "text/plain" };
    let source = Source { media_type: media_type.to_owned(), bytes };
    // What a line's report has among its own issues is told with the report.
    let own: Vec<Issue> = intake.reports.iter().flat_map(|r| r.issues.iter().cloned()).collect();
    let issues = intake.issues.into_iter().filter(|issue| !own.contains(issue)).map(|issue| (address.to_owned(), issue)).collect();
    Gathered { reports: intake.reports.into_iter().map(|report| Read { report, source: source.clone() }).collect(), issues }
}

/// True for one report a line: by the name, or by a first line that is a whole object.
fn is_lines(address: &str, bytes: &[u8]) -> bool {
    let name = address.to_ascii_lowercase();
    let first = bytes.trim_ascii_start().split(|&b| b == b'\n').next().unwrap_or_default().trim_ascii_end();
    let named = name.ends_with(".jsonl") || name.ends_with(".ndjson");
    named || (first.starts_with(b"{\"") && first.ends_with(b"}"))
}

#[cfg(test)]
mod tests {
    use super::Piece;
    use rapporteur_text::{Input, Options};

    #[test]
    fn every_line_is_its_own_source() {
        let lines = "{\"id\":\"1\",\"text\":\"Министр прибыл в Минск.\"}\n\n{\"id\":\"2\",\"text\":\"Министр уб\n";
        let input = Input { address: "x.jsonl".into(), lines_before: 4, bytes: Ok(lines.into()) };
        let read: Vec<_> = Piece::of(input).into_iter().map(|p| p.read(&Options { as_is: true, ..Options::default() })).collect();
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].reports[0].source.bytes, lines.lines().next().unwrap().as_bytes());
        assert!(read[1].reports.is_empty() && read[1].issues[0].1.message.starts_with("line 7"));
    }
}
