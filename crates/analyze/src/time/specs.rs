//! Runs the rows of `specs/time/*.md`. No tokens are given: what they show must hold on the bare text.

use rapporteur_model::{Edtf, Lang};

use super::{Anchor, expressions};

struct Row<'a> {
    anchor: Anchor,
    sentence: &'a str,
    expected: &'a str,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    text.lines().filter(|line| line.starts_with('|')).filter_map(row).collect()
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let (anchor, sentence, expected) = (cells.next()?, cells.next()?, cells.next()?);
    (anchor != "anchor" && !anchor.starts_with("---")).then(|| Row { anchor: read_anchor(anchor), sentence, expected })
}

fn read_anchor(cell: &str) -> Anchor {
    let mut anchor = Anchor::default();
    for part in cell.split(' ').filter(|part| *part != "-") {
        let date = |text: &str| Some(text.parse::<Edtf>().expect("the anchor is EDTF"));
        match part.strip_prefix("D:") {
            Some(dateline) => anchor.dateline = date(dateline),
            None => anchor.published = date(part),
        }
    }
    anchor
}

fn found(row: &Row<'_>, lang: Lang) -> String {
    let show = |e: &super::TimeExpression| {
        let value = e.value.map_or("?".to_owned(), |(value, _)| value.to_string());
        format!("{} → {value}", e.span.slice(row.sentence))
    };
    let all: Vec<String> = expressions(row.sentence, &[], &[], lang, &row.anchor).iter().map(show).collect();
    if all.is_empty() { "—".to_owned() } else { all.join("; ") }
}

fn check(text: &str, lang: Lang) {
    let rows = rows(text);
    assert!(rows.len() >= 80, "{} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .map(|row| (row, found(row, lang)))
        .filter(|(row, found)| found != row.expected)
        .map(|(row, found)| format!("{}\n  expected {}\n  found    {found}", row.sentence, row.expected))
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn russian_rows_hold() {
    check(include_str!("../../../../specs/time/ru.md"), Lang::Ru);
}

#[test]
fn english_rows_hold() {
    check(include_str!("../../../../specs/time/en.md"), Lang::En);
}
