//! JSON lines of reports, a line at a time. A line that cannot be read is an issue with its number; the others are still read.

use rapporteur_model::{Edtf, Issue, IssueKind, Lang};
use serde::Deserialize;

use crate::intake::{Given, Intake, Options};
use crate::{dates, intake};

/// A line as it comes; unknown fields are passed over.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<Id>,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    lang: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

/// Reads one line; `number` (from 1) names it in issues and in the path of a report without an address.
///
/// A blank line gives nothing. Positions of the report's alignment refer to the field `text`.
#[must_use]
pub fn read_line(address: &str, number: usize, line: &str, options: &Options) -> Intake {
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() {
        return Intake::default();
    }
    let problem =
        |kind, message: String| Intake { reports: Vec::new(), issues: vec![Issue::new(kind, format!("line {number}: {message}"))] };
    let read: Line = match serde_json::from_str(line) {
        Ok(read) => read,
        Err(error) => return problem(IssueKind::Json, explain(&error)),
    };
    if read.text.trim().is_empty() {
        return problem(IssueKind::Empty, "the field \"text\" is empty".to_owned());
    }
    let mut issues = Vec::new();
    let published = read.published.filter(|date| !date.trim().is_empty()).and_then(|date| {
        let value = read_date(&date);
        if value.is_none() {
            issues.push(Issue::new(
                IssueKind::Other,
                format!("line {number}: {date:?} in \"published\" is no date (ISO 8601) and was passed over"),
            ));
        }
        value
    });
    let given = Given {
        id: read.id.map(|id| match id {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        }),
        title: read.title.filter(|title| !title.trim().is_empty()),
        published,
        publisher: read.publisher,
        lang: read.lang.as_deref().map(|code| Lang::from_code(code.split(['-', '_']).next().unwrap_or_default().to_lowercase().as_str())),
        address_date: read.url.as_deref().and_then(dates::in_address),
        told_lang: None,
    };
    let path = read.url.unwrap_or_else(|| format!("{address}:{number}"));
    let mut report = intake::plain(&path, &read.text, given, options);
    report.issues.append(&mut issues);
    Intake { reports: vec![report], issues }
}

/// A date of a JSON field: EDTF, a time stamp that begins with a day, or words.
pub(crate) fn read_date(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let worded = || dates::find(text).into_iter().next().map(|found| Edtf::Date(found.date));
    text.parse().ok().or_else(|| text.get(..10)?.parse().ok()).or_else(worded)
}

/// What is wrong with a line, and where, in one clause.
fn explain(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return format!("the JSON is cut off at column {}", error.column());
    }
    format!("no report as JSON ({error}); expected {{\"id\",\"text\",\"title\"?,\"published\"?,\"url\"?,\"lang\"?}}")
}

#[cfg(test)]
mod tests {
    use super::read_line;
    use crate::Options;
    use rapporteur_model::{IssueKind, Lang};

    #[test]
    fn fields_win_over_what_is_guessed() {
        let line = r#"{"id":7,"text":"Министр провёл встречу с коллегой в среду вечером.","title":"Встреча","published":"2024-05-21T10:00:00Z","lang":"be-BY","url":"https://example.org/a"}"#;
        let report = read_line("x.jsonl", 3, line, &Options::default()).reports.remove(0);
        assert_eq!((report.id.as_str(), report.path.as_str(), report.lang), ("7", "https://example.org/a", Lang::Be));
        assert_eq!(report.published.unwrap().value.to_string(), "2024-05-21");
        assert_eq!(report.title.unwrap().value, "Встреча");
    }

    #[test]
    fn broken_lines_say_where() {
        for (line, kind, words) in [
            (r#"{"id":"1","text":"abc"#, IssueKind::Json, "line 4: the JSON is cut off"),
            (r#"{"id":"1"}"#, IssueKind::Json, "missing field `text`"),
            (r#"{"text":"  "}"#, IssueKind::Empty, "empty"),
            ("[1,2]", IssueKind::Json, "line 4"),
        ] {
            let intake = read_line("x", 4, line, &Options::default());
            assert!(intake.reports.is_empty());
            assert_eq!(intake.issues[0].kind, kind, "{line}");
            assert!(intake.issues[0].message.contains(words), "{}", intake.issues[0].message);
        }
    }
}
