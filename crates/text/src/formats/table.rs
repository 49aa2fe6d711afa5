//! Tables: which column holds what, by its name (`knowledge/intake.toml`) or as the caller says; CSV by the crate `csv`.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

pub use rapporteur_knowledge::cleaning::Column as Field;
use rapporteur_knowledge::cleaning::intake;
use rapporteur_model::{Issue, IssueKind};

use super::fields::{Fields, filled};
use super::{Content, Part, Row, Settings, Sink, Source, broken};
use crate::dates::{Order, Slashes, in_order};
use crate::decode;

pub(super) const CSV: Row = Row { name: "CSV table", fits, read };

/// The field that a name stands for.
pub(super) fn field(name: &str) -> Option<Field> {
    let key: String = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().split([' ', '_', '-']).collect::<Vec<_>>().join(" ");
    intake().names.iter().find(|(_, names)| names.contains(&key)).map(|(field, _)| *field)
}

/// True for the name of a list of reports inside an object.
pub(super) fn is_list(name: &str) -> bool {
    intake().lists.iter().any(|list| list.eq_ignore_ascii_case(name))
}

/// Which column holds what, as the caller says; what he does not say is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns(BTreeMap<Field, String>);

impl std::str::FromStr for Columns {
    type Err = String;

    /// Reads "text=Body,date=Published on".
    fn from_str(text: &str) -> Result<Self, String> {
        let mut columns = BTreeMap::new();
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (name, column) = pair.split_once('=').ok_or_else(|| format!("{pair:?} is no NAME=COLUMN"))?;
            let field = match name.trim() {
                "text" => Field::Text,
                "title" => Field::Title,
                "date" | "published" => Field::Date,
                "publisher" => Field::Publisher,
                "url" => Field::Url,
                "id" => Field::Id,
                "lang" => Field::Lang,
                other => return Err(format!("{other:?} is none of text, title, date, publisher, url, id, lang")),
            };
            columns.insert(field, column.trim().to_owned());
        }
        Ok(Self(columns))
    }
}

/// A table that is being read.
pub(super) struct Table {
    head: Vec<String>,
    of: BTreeMap<Field, usize>,
    guessed: bool,
    /// What stands before a row's number in its place.
    place: String,
    number: usize,
    told: bool,
    /// Rows held back until it is known which column is the text.
    waiting: Vec<(usize, Vec<String>)>,
    /// The order of day and month that the column of dates keeps to.
    order: Option<Order>,
    /// Dates that can be read both ways, until that is told.
    undecided: Option<usize>,
}

/// Rows by whose length the column of the text is told, where none is called so.
const SAMPLE: usize = 50;

impl Table {
    /// `head` names the columns; the first row behind it has the number `before` + 1.
    pub(super) fn new(head: Vec<String>, columns: &Columns, place: String, before: usize) -> Self {
        let mut of = BTreeMap::new();
        for (n, name) in head.iter().enumerate() {
            if let Some(field) = field(name) {
                of.entry(field).or_insert(n);
            }
        }
        for (field, column) in &columns.0 {
            if let Some(n) = head.iter().position(|name| name.trim().eq_ignore_ascii_case(column)) {
                of.retain(|_, at| *at != n);
                of.insert(*field, n);
            }
        }
        let guessed = of.iter().any(|(field, _)| !columns.0.contains_key(field));
        Self { head, of, guessed, place, number: before, told: false, waiting: Vec::new(), order: None, undecided: None }
    }

    /// Looks at the column of dates in all rows before the first is given: only together they tell whether 03/05 is in March or in May.
    pub(super) fn look<'c>(&mut self, cell: impl Fn(usize) -> Box<dyn Iterator<Item = &'c str> + 'c>) {
        let Some(&column) = self.of.get(&Field::Date) else { return };
        let mut slashes = Slashes::default();
        cell(column).for_each(|cell| slashes.see(cell));
        self.order = slashes.order();
        self.undecided = Some(slashes.undecided()).filter(|&open| open > 0);
    }

    pub(super) fn row(&mut self, cells: Vec<String>, out: &mut Sink<'_>) -> ControlFlow<()> {
        self.number += 1;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return ControlFlow::Continue(());
        }
        let number = self.number;
        if self.of.contains_key(&Field::Text) {
            return self.give(number, &cells, out);
        }
        self.waiting.push((number, cells));
        if self.waiting.len() >= SAMPLE { self.decide(out) } else { ControlFlow::Continue(()) }
    }

    pub(super) fn end(&mut self, out: &mut Sink<'_>) -> ControlFlow<()> {
        self.decide(out)
    }

    /// The column with the longest cells is the text, where they are sentences.
    fn decide(&mut self, out: &mut Sink<'_>) -> ControlFlow<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return ControlFlow::Continue(());
        }
        let free = |n: usize| !self.of.values().any(|&at| at == n);
        let length = |n: usize| waiting.iter().filter_map(|(_, cells)| cells.get(n)).map(|cell| cell.chars().count()).sum::<usize>();
        let longest = (0..self.head.len()).filter(|&n| free(n)).max_by_key(|&n| length(n));
        let Some(longest) = longest.filter(|&n| length(n) >= 60 * waiting.len()) else {
            let message = format!(
                "the table {}has no column of texts among {}: say which with --columns text=NAME",
                self.told_place(),
                self.head.join(", ")
            );
            return out(Err(Issue::new(IssueKind::Unreadable, message)));
        };
        self.of.insert(Field::Text, longest);
        self.guessed = true;
        for (number, cells) in waiting {
            self.give(number, &cells, out)?;
        }
        ControlFlow::Continue(())
    }

    fn told_place(&self) -> String {
        let sheet = self.place.trim_end_matches("row ").trim_end_matches([',', ' ']);
        if sheet.is_empty() { String::new() } else { format!("{sheet} ") }
    }

    fn give(&mut self, number: usize, cells: &[String], out: &mut Sink<'_>) -> ControlFlow<()> {
        if self.guessed && !std::mem::replace(&mut self.told, true) {
            let pairs: Vec<String> = self.of.iter().map(|(field, n)| format!("{}={}", told(*field), self.head[*n].trim())).collect();
            let message = format!("{}columns were taken as {}; --columns says otherwise", self.told_place(), pairs.join(", "));
            out(Err(Issue::new(IssueKind::Note, message)))?;
        }
        if let Some(open) = self.undecided.take() {
            let message = format!(
                "{}in {open} dates day and month cannot be told apart, and no row tells which comes first: write them as 2024-05-03",
                self.told_place()
            );
            out(Err(Issue::new(IssueKind::Note, message)))?;
        }
        let cell = |field: Field| self.of.get(&field).and_then(|&n| cells.get(n)).and_then(|cell| filled(cell.trim()));
        let place = format!("{}{number}", self.place);
        let Some(text) = cell(Field::Text) else {
            return out(Err(Issue::new(IssueKind::Empty, format!("{place} has no text"))));
        };
        let fields = Fields {
            id: cell(Field::Id),
            text,
            title: cell(Field::Title),
            published: cell(Field::Date)
                .map(|date| self.order.and_then(|order| in_order(&date, order)).map_or(date, |day| day.to_string())),
            publisher: cell(Field::Publisher),
            url: cell(Field::Url),
            lang: cell(Field::Lang),
        };
        out(Ok(Part { place, address: fields.url.clone(), content: Content::Fields(fields) }))
    }
}

fn told(field: Field) -> &'static str {
    match field {
        Field::Text => "text",
        Field::Title => "title",
        Field::Date => "date",
        Field::Publisher => "publisher",
        Field::Url => "url",
        Field::Id => "id",
        Field::Lang => "lang",
    }
}

/// By the name of the file, else by a first line that names at least two known columns, the text among them.
fn fits(start: &[u8], name: &str) -> bool {
    if name.ends_with(".csv") || name.ends_with(".tsv") {
        return true;
    }
    let first = start.split(|&b| b == b'\n').next().unwrap_or_default();
    let head = String::from_utf8_lossy(&first[..first.len().min(2000)]).into_owned();
    let cells: Vec<Field> =
        head.split(delimiter(&head) as char).filter_map(|cell| field(cell.trim().trim_matches(['"', '\u{feff}']))).collect();
    cells.len() >= 2 && cells.contains(&Field::Text) && memchr::memchr(b'\n', start).is_some()
}

/// The sign that parts the cells of the first line most often.
fn delimiter(head: &str) -> u8 {
    let count = |sign: &u8| head.bytes().filter(|b| b == sign).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(count).unwrap_or(b',')
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let (text, issue) = decode::decode(&source.whole(settings.limits.bytes)?)?;
    if let Some(issue) = issue
        && out(Err(issue)).is_break()
    {
        return Ok(());
    }
    let delimiter = delimiter(text.lines().next().unwrap_or_default());
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().map(|head| head.iter().map(str::to_owned).collect()).unwrap_or_default();
    let mut table = Table::new(head, &settings.columns, "row ".to_owned(), 1);
    let rows: Vec<Result<csv::StringRecord, csv::Error>> = reader.into_records().collect();
    table.look(|column| Box::new(rows.iter().flatten().filter_map(move |row| row.get(column))));
    for row in rows {
        match row {
            Ok(row) => {
                if table.row(row.iter().map(str::to_owned).collect(), out).is_break() {
                    return Ok(());
                }
            }
            Err(error) => {
                let _ = out(Err(broken("the table", &error)));
                break;
            }
        }
    }
    let _ = table.end(out);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use crate::formats::Settings;
    use crate::formats::testing::{parts_of, parts_with, survives};

    #[test]
    fn columns_are_known_by_their_names() {
        let csv = "Дата;Заголовок;Текст\n13.03.2024;Встреча;\"Министр; посол.\nСтороны.\"\n;;\n14.03.2024;Пусто;\n";
        assert_eq!(
            parts_of("a.csv", csv.as_bytes()),
            [
                "! : columns were taken as text=Текст, title=Заголовок, date=Дата; --columns says otherwise",
                "row 2 |  | Встреча | 13.03.2024 | Министр; посол.\nСтороны.",
                "! : row 4 has no text",
            ]
        );
        survives("a.csv", csv.as_bytes());
    }

    #[test]
    fn a_column_of_dates_is_read_in_one_order() {
        let table = |dates: [&str; 2]| format!("date,text\n{},The ministers met.\n{},They parted.\n", dates[0], dates[1]);
        let given = |dates: [&str; 2]| -> Vec<String> { parts_of("a.csv", table(dates).as_bytes()) };
        let days = given(["03/05/2024", "25/05/2024"]);
        assert!(days[1].contains("| 2024-05-03 |") && days[2].contains("| 2024-05-25 |"), "{days:?}");
        let months = given(["03/05/2024", "05/25/2024"]);
        assert!(months[1].contains("| 2024-03-05 |") && months[2].contains("| 2024-05-25 |"), "{months:?}");
        let open = given(["03/05/2024", "04/05/2024"]);
        assert!(open[1].contains("in 2 dates day and month cannot be told apart"), "{open:?}");
    }

    #[test]
    fn columns_can_be_said_and_guessed() {
        let csv = "when,what\n2024-03-13,\"The ministers of the two countries met in Suva and discussed trade and fisheries.\"\n";
        let columns: Columns = "text=what,date=when".parse().unwrap();
        let said = parts_with("a.csv", csv.as_bytes(), &Settings { columns, ..Settings::default() });
        assert!(said.len() == 1 && said[0].contains("2024-03-13"), "{said:?}");
        let guessed = parts_of("a.csv", csv.as_bytes());
        assert!(guessed[0].contains("text=what") && guessed.len() == 2, "{guessed:?}");
        assert!("words=x".parse::<Columns>().is_err());
        assert!(parts_of("a.csv", b"a,b\n1,2\n")[0].contains("no column of texts"));
    }
}
