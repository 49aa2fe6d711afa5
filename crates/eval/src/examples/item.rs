//! One thing of a record as named values, and when two values say the same. Knows neither the pipeline nor the files.

use crate::text::{alike, normalise};

/// A post, an event, a commitment … as field names and values. A field may occur several times.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// `report`, `post`, the kind of an event, `commitment`, `structure`, `deal`, `ownership`.
    pub section: String,
    /// Field name and the forms of its value of which one must fit.
    pub fields: Vec<(&'static str, Vec<String>)>,
    /// Confidence that the record states, where it does.
    pub confidence: Option<f32>,
    /// Ids of the rules of the claims that it is made of, each once.
    pub rules: Vec<String>,
}

impl Item {
    /// Without fields.
    #[must_use]
    pub fn new(section: &str) -> Self {
        Self { section: section.to_owned(), fields: Vec::new(), confidence: None, rules: Vec::new() }
    }

    /// Adds a value of one form.
    pub fn one(&mut self, field: &'static str, value: &str) -> &mut Self {
        self.forms(field, vec![value.to_owned()])
    }

    /// Adds a value where there is one.
    pub fn some(&mut self, field: &'static str, value: &Option<String>) -> &mut Self {
        if let Some(value) = value {
            self.one(field, value);
        }
        self
    }

    /// Adds several values.
    pub fn all(&mut self, field: &'static str, values: &[String]) -> &mut Self {
        for value in values {
            self.one(field, value);
        }
        self
    }

    /// Adds a value of several forms.
    pub fn forms(&mut self, field: &'static str, forms: Vec<String>) -> &mut Self {
        if forms.iter().any(|f| !f.trim().is_empty()) {
            self.fields.push((field, forms));
        }
        self
    }

    /// Values of a field.
    pub fn get<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Vec<String>> {
        self.fields.iter().filter(move |(name, _)| *name == field).map(|(_, forms)| forms)
    }

    /// All on one line.
    #[must_use]
    pub fn show(&self) -> String {
        let fields: Vec<String> =
            self.fields.iter().map(|(name, forms)| format!("{name}={}", forms.first().map_or("", String::as_str))).collect();
        format!("{}: {}", self.section, fields.join("; "))
    }
}

/// True when a form of one value says the same as a form of the other.
#[must_use]
pub fn same(field: &str, a: &[String], b: &[String]) -> bool {
    a.iter().any(|a| b.iter().any(|b| same_form(field, a, b)))
}

fn same_form(field: &str, a: &str, b: &str) -> bool {
    let (a, b) = (normalise(a), normalise(b));
    match field {
        "published" | "date" | "due" | "ordinal" | "lang" | "status" | "country" | "relation" | "phase" => a == b,
        // A statement of what is to be done, or of what a deal is about, is free text: half of the words.
        "act" | "subject" => common(&a, &b) >= 0.5,
        "instruments" | "topics" => alike(&a, &b) || common(&a, &b) >= 0.5,
        "place" => a.split(", ").any(|a| b.split(", ").any(|b| alike(a, b))),
        "organisation" | "other" | "parties" | "owner" | "property" | "name" => called(&a, &b) || described(&a, &b) || described(&b, &a),
        _ => called(&a, &b),
    }
}

fn called(a: &str, b: &str) -> bool {
    alike(a, b) || but_last_word(a, b) || but_last_word(b, a)
}

/// The longer name has words before it that say what it is ("холдинг «Сарыарка»").
fn described(long: &str, short: &str) -> bool {
    short.chars().count() > 3 && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

/// The longer name has one more word at its end: a country that the shorter leaves out ("МИД Индии").
fn but_last_word(long: &str, short: &str) -> bool {
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ') && !rest.trim().contains(' ') && short.chars().count() > 2)
}

/// Share of words in both texts of the words of either.
fn common(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let mut all: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| w.chars().take(6).collect()).collect();
        all.sort();
        all.dedup();
        all
    };
    let (a, b) = (words(a), words(b));
    let both = a.iter().filter(|w| b.contains(w)).count();
    let all = a.len() + b.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::same_form;

    #[test]
    fn what_counts_as_the_same() {
        assert!(same_form("organisation", "МИД", "МИД Индии") && !same_form("organisation", "МИД", "МИД Индии и Китая"));
        assert!(same_form("other", "холдинг «Сарыарка»", "Сарыарка") && !same_form("person", "Дмитрий Шугаев", "Шугаев"));
        assert!(same_form("place", "Минск, Гродно", "Гродно") && !same_form("date", "2024-10", "2024"));
        assert!(same_form("act", "Первая партия поступит в марте", "первая партия из 600 тонн поступит в марте"));
        assert!(!same_form("act", "Первая партия поступит в марте", "стороны подпишут протокол"));
    }
}
