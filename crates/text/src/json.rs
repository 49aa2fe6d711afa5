//! JSON lines of reports, a line at a time. A line that cannot be read is an issue with its number; the others are still read.

use rapporteur_model::{Edtf, Issue, IssueKind, Lang};
use serde_json::Value;

use crate::formats::fields_of;
use crate::intake::{Given, Intake, Options};
use crate::{dates, house, intake, page};

/// Reads one line; `number` (from 1) names it in issues and in the path of a report without an address.
///
/// A blank line gives nothing. Positions of the report's alignment refer to the field of the text.
#[must_use]
pub fn read_line(address: &str, number: usize, line: &str, options: &Options) -> Intake {
    read_named(&format!("{address}:{number}"), &format!("line {number}: "), line, options)
}

/// Reads the fields of a part that its container names.
#[must_use]
pub fn read_item(address: &str, line: &str, options: &Options) -> Intake {
    read_named(address, "", line, options)
}

fn read_named(path: &str, label: &str, line: &str, options: &Options) -> Intake {
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() {
        return Intake::default();
    }
    let problem = |kind, message: String| Intake { reports: Vec::new(), issues: vec![Issue::new(kind, format!("{label}{message}"))] };
    let value: Value = match serde_json::from_str(line) {
        Ok(value) => value,
        Err(error) => return problem(IssueKind::Json, explain(&error)),
    };
    let Some(fields) = fields_of(&value) else {
        return match value.get("text") {
            Some(Value::String(_)) => problem(IssueKind::Empty, "the field \"text\" is empty".to_owned()),
            Some(_) => problem(IssueKind::Json, format!("the field \"text\" is no text; {EXPECTED}")),
            None => problem(IssueKind::Json, format!("no report as JSON (missing field `text`); {EXPECTED}")),
        };
    };
    let mut issues = Vec::new();
    let published = fields.published.and_then(|date| {
        let value = read_date(&date);
        if value.is_none() {
            issues
                .push(Issue::new(IssueKind::Other, format!("{label}{date:?} in \"published\" is no date (ISO 8601) and was passed over")));
        }
        value
    });
    let given = Given {
        id: fields.id,
        title: fields.title.map(|title| page::plain(&title)),
        published,
        publisher: fields.publisher,
        lang: fields.lang.as_deref().map(|code| Lang::from_code(code.split(['-', '_']).next().unwrap_or_default().to_lowercase().as_str())),
        address_date: fields.url.as_deref().and_then(dates::in_address),
        host: fields.url.as_deref().and_then(house::host),
        ..Given::default()
    };
    let path = fields.url.unwrap_or_else(|| path.to_owned());
    let mut report = intake::field(&path, &fields.text, given, options);
    report.issues.append(&mut issues.clone());
    Intake { reports: vec![report], issues }
}

/// A date of a JSON field: EDTF, a time stamp that begins with a day, or words.
pub(crate) fn read_date(text: &str) -> Option<Edtf> {
    let text = text.trim();
    if let Some(date) = moment(text) {
        return Some(date);
    }
    let worded = || dates::find(text).into_iter().next().map(|found| Edtf::Date(found.date));
    text.parse().ok().or_else(|| text.get(..10)?.parse().ok()).or_else(worded)
}

/// Seconds or milliseconds since 1970, as programs write moments: nine to ten, or twelve to thirteen digits; or days since 1899, as
/// workbooks count them: five digits.
fn moment(text: &str) -> Option<Edtf> {
    let days: Option<i64> = text.split(['.', ',']).next().filter(|days| days.len() == 5).and_then(|days| days.parse().ok());
    if let Some(days) = days.filter(|days| WORKBOOK.contains(days) && text.bytes().all(|b| b.is_ascii_digit() || b".,".contains(&b))) {
        let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
        return first.checked_add_signed(chrono::TimeDelta::days(days))?.to_string().parse().ok();
    }
    let digits = text.split('.').next().unwrap_or_default();
    if !matches!(digits.len(), 9 | 10 | 12 | 13) || !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let seconds = if digits.len() > 10 { number / 1000 } else { number };
    let day = chrono::DateTime::from_timestamp(seconds, 0)?.date_naive();
    day.to_string().parse().ok()
}

/// Days of workbooks from 1982 to 2064.
const WORKBOOK: std::ops::RangeInclusive<i64> = 30_000..=60_000;

/// What is wrong with a line, and where, in one clause.
fn explain(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return format!("the JSON is cut off at column {}", error.column());
    }
    format!("no report as JSON ({error}); {EXPECTED}")
}

const EXPECTED: &str = "expected {\"id\",\"text\",\"title\"?,\"published\"?,\"url\"?,\"lang\"?}";

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
    fn moments_are_days() {
        for (text, expected) in [
            ("1717545600", "2024-06-05"),
            ("1717545600000", "2024-06-05"),
            ("2024", "2024"),
            ("1717545600.5", "2024-06-05"),
            ("45356", "2024-03-05"),
            ("45356.75", "2024-03-05"),
        ] {
            assert_eq!(super::read_date(text).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(super::read_date("12345"), None);
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
