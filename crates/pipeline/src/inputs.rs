//! Inputs into reports with the bytes that each was read from. JSON lines are taken line by line, so that a source is its line.

use rapporteur_model::{Issue, Report};
use rapporteur_store::Source;
use rapporteur_text::{Format, Input, Intake, Options, kind_of, read, read_item, read_line};

use crate::guard::catching;

/// A report with its source.
pub(crate) struct Read {
    pub(crate) report: Report,
    pub(crate) source: Source,
    /// Where it was found beside its own address.
    pub(crate) found_at: Option<String>,
}

/// What one input gave.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) reports: Vec<Read>,
    /// Issues with the path that they belong to.
    pub(crate) issues: Vec<(String, Issue)>,
    /// What the file is called in a summary.
    pub(crate) kind: &'static str,
}

/// A part of an input that is read at once: a file, or one line.
pub(crate) struct Piece {
    input: Input,
    what: What,
}

/// How the bytes of a piece are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// As whatever they are.
    Whole,
    /// As the line of this number, from 1.
    Line(usize),
    /// As the fields of a part that its container names.
    Item,
}

impl Piece {
    /// Length of the bytes that are held.
    pub(crate) fn len(&self) -> usize {
        self.input.bytes.as_ref().map_or(0, Vec::len)
    }

    /// Cuts an input into pieces.
    pub(crate) fn of(input: Input) -> Vec<Self> {
        let Ok(bytes) = &input.bytes else { return vec![Self { input, what: What::Whole }] };
        if input.format == Some(Format::JsonLines) {
            return vec![Self { input, what: What::Item }];
        }
        if input.format.is_some() || !is_lines(&input.address, bytes) {
            return vec![Self { input, what: What::Whole }];
        }
        let piece = |(n, line): (usize, &[u8])| Self {
            input: Input { found_at: input.found_at.clone(), kind: input.kind, ..Input::new(input.address.as_str(), Ok(line.to_vec())) },
            what: What::Line(input.lines_before + n + 1),
        };
        bytes.split(|&b| b == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()).map(piece).collect()
    }

    /// Reads the piece; a panic of the stage is an issue.
    pub(crate) fn read(self, options: &Options) -> Gathered {
        let Self { input, what } = self;
        let Input { address, found_at, format, charset, kind, bytes, .. } = input;
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(issue) => return Gathered { reports: Vec::new(), issues: vec![(address, issue)], kind: kind.unwrap_or("unreadable") },
        };
        let kind = kind.unwrap_or_else(|| if what == What::Whole { kind_of(&address, &bytes) } else { "JSON lines" });
        let options = Options { format, charset: charset.clone(), ..options.clone() };
        let intake = catching(|| match (what, std::str::from_utf8(&bytes)) {
            (What::Line(number), Ok(text)) => read_line(&address, number, text, &options),
            (What::Item, Ok(text)) => read_item(&address, text, &options),
            (What::Line(number), Err(_)) => read(&address, &bytes, &Options { lines_before: number - 1, ..options }),
            _ => read(&address, &bytes, &options),
        });
        match intake {
            Ok(intake) => gathered(&address, what, kind, found_at, charset, intake, bytes),
            Err(message) => {
                let issue = Issue::new(
                    rapporteur_model::IssueKind::Other,
                    format!("could not be read ({message}); please report this with the file"),
                );
                Gathered { reports: Vec::new(), issues: vec![(address, issue)], kind }
            }
        }
    }
}

fn gathered(
    address: &str,
    what: What,
    kind: &'static str,
    found_at: Option<String>,
    charset: Option<String>,
    intake: Intake,
    bytes: Vec<u8>,
) -> Gathered {
    let media_type = match (what, kind) {
        (What::Whole, "page") => "text/html",
        (What::Whole, "JSON lines") | (What::Line(_) | What::Item, _) => "application/json",
        _ if bytes.trim_ascii_start().starts_with(b"<") => "text/html",
        _ => "text/plain",
    };
    let charset = charset.filter(|_| media_type != "application/json").map(|charset| format!("; charset={charset}")).unwrap_or_default();
    let source = Source { media_type: format!("{media_type}{charset}"), bytes };
    // What a line's report has among its own issues is told with the report.
    let own: Vec<Issue> = intake.reports.iter().flat_map(|r| r.issues.iter().cloned()).collect();
    let issues = intake.issues.into_iter().filter(|issue| !own.contains(issue)).map(|issue| (address.to_owned(), issue)).collect();
    let read = |report| Read { report, source: source.clone(), found_at: found_at.clone() };
    Gathered { reports: intake.reports.into_iter().map(read).collect(), issues, kind }
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
        let input = Input { lines_before: 4, ..Input::new("x.jsonl", Ok(lines.into())) };
        let read: Vec<_> = Piece::of(input).into_iter().map(|p| p.read(&Options { as_is: true, ..Options::default() })).collect();
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].reports[0].source.bytes, lines.lines().next().unwrap().as_bytes());
        assert!(read[1].reports.is_empty() && read[1].issues[0].1.message.starts_with("line 7"));
    }
}
