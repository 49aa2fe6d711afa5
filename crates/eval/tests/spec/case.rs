//! Reads the Markdown of a specification and compares its claims with those of the program.

use rapporteur_model::{Analysis, Claim, Lang, Role, Value};

use super::recorded::{Recorded, Text};

/// One case: a name ("ru/meeting: Two persons"), a text and the claims expected.
pub struct Case {
    pub name: String,
    pub lang: Lang,
    pub text: String,
    pub anchor: Option<String>,
    pub claims: Vec<Expected>,
}

/// `KIND MODALITY: role=value; …`
pub struct Expected {
    pub kind: String,
    pub modality: String,
    pub fields: Vec<(String, String)>,
}

/// Free words: need not be listed completely, and match where one holds the other.
const FREE: &[&str] = &[
    "topic",
    "words",
    "act",
    "act_kind",
    "subject",
    "outcome",
    "programme",
    "form",
    "channel",
    "deal_kind",
    "attribution",
    "visit_kind",
    "audience",
];

pub fn parse(file: &str, lang: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                name: format!("{file}: {title}"),
                lang: Lang::from_code(lang),
                text: String::new(),
                anchor: None,
                claims: Vec::new(),
            });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(words) = line.strip_prefix('>') {
            if !case.text.is_empty() {
                case.text.push('\n');
            }
            case.text.push_str(words.trim());
        } else if let Some(date) = line.strip_prefix("anchor:") {
            case.anchor = Some(date.trim().to_owned());
        } else if let Some(claim) = line.strip_prefix("- ").filter(|c| *c != "nothing") {
            case.claims.push(expected(claim));
        }
    }
    cases
}

fn expected(line: &str) -> Expected {
    let (head, fields) = line.split_once(':').unwrap_or((line, ""));
    let (kind, modality) = head.trim().split_once(' ').unwrap_or((head.trim(), "happened"));
    let fields = fields.split(';').filter_map(|f| f.split_once('=')).map(|(r, v)| (r.trim().to_owned(), v.trim().to_owned())).collect();
    Expected { kind: kind.to_owned(), modality: modality.trim().to_owned(), fields }
}

impl Case {
    /// The case as a text of its file.
    pub fn text(&self) -> Text {
        let (file, name) = self.name.split_once(": ").unwrap_or(("", &self.name));
        Text::new(file, name, self.lang, &self.text, self.anchor.as_deref())
    }
}

/// What is expected and was not found, and what was found and not expected; empty when the case holds.
pub fn differences(recorded: &Recorded, case: &Case) -> Vec<String> {
    let text = case.text();
    let analysis = match recorded.analysis(&text) {
        Ok(analysis) => analysis,
        Err(why) => return vec![why],
    };
    let mut found: Vec<Expected> = rapporteur_extract::extract(&text.report, &analysis).iter().map(|c| shown(c, &analysis)).collect();
    let mut wrong = Vec::new();
    for claim in &case.claims {
        match found.iter().position(|f| same(claim, f)) {
            Some(at) => {
                found.remove(at);
            }
            None => wrong.push(format!("  - {}", line(claim))),
        }
    }
    // Who is appointed holds the post from then on: such a post is no mistake.
    let appointed = |f: &Expected| f.kind == "post" && case.claims.iter().any(|c| c.kind == "appointment");
    found.retain(|f| !appointed(f));
    wrong.extend(found.iter().map(|f| format!("  + {}", line(f))));
    wrong
}

fn line(claim: &Expected) -> String {
    let fields: Vec<String> = claim.fields.iter().map(|(r, v)| format!("{r}={v}")).collect();
    format!("{} {}: {}", claim.kind, claim.modality, fields.join("; "))
}

/// A claim of the program in the form of a specification.
fn shown(claim: &Claim, analysis: &Analysis) -> Expected {
    let name = |v: &dyn erased::Named| v.snake();
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in &claim.fields {
        let value = match &field.value {
            Value::Mention(m) => {
                let mention = &analysis.mentions[*m as usize];
                let state = field.role == Role::Place
                    && mention.detail == rapporteur_model::Detail::None
                    && mention.country.is_some()
                    && claim.get(Role::Country).is_some();
                if state {
                    continue;
                }
                mention.name.clone()
            }
            Value::Text(text) => text.clone(),
            Value::Date(date) => date.to_string(),
            Value::Number(number) => number.to_string(),
        };
        let place = claim.mention(Role::Place).map(|m| &analysis.mentions[m as usize]);
        let city = place.is_some_and(|m| m.country.is_none() || m.detail != rapporteur_model::Detail::None);
        let own = field.role == Role::Country && (claim.get(Role::Organisation).is_some() || city);
        if !own {
            fields.push((name(&field.role), value));
        }
    }
    Expected { kind: name(&claim.kind), modality: name(&claim.modality), fields }
}

mod erased {
    //! The snake_case name of a unit variant, by its serialisation.
    pub trait Named {
        fn snake(&self) -> String;
    }
    impl<T: serde::Serialize> Named for T {
        fn snake(&self) -> String {
            serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
        }
    }
}

fn same(expected: &Expected, found: &Expected) -> bool {
    let listed = |e: &(String, String), f: &(String, String)| {
        e.0 == f.0
            && (plain(&e.1) == plain(&f.1)
                || quoted(&f.1).is_some_and(|q| plain(&e.1) == plain(q))
                || (FREE.contains(&e.0.as_str()) && holds(&e.1, &f.1)))
    };
    expected.kind == found.kind
        && expected.modality == found.modality
        && expected.fields.iter().all(|e| found.fields.iter().any(|f| listed(e, f)))
        && found.fields.iter().all(|f| FREE.contains(&f.0.as_str()) || expected.fields.iter().any(|e| listed(e, f)))
}

fn holds(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    a.contains(&b) || b.contains(&a)
}

/// The proper name in the quotes of "завод «Электросвет»": a class noun before it does not count.
fn quoted(text: &str) -> Option<&str> {
    let start = text.find('«')? + '«'.len_utf8();
    text[start..].strip_suffix('»')
}

/// Without quotes, legal forms, case and ё.
fn plain(text: &str) -> String {
    let clean: String =
        text.chars().filter(|c| !matches!(c, '«' | '»' | '"' | '“' | '”')).collect::<String>().to_lowercase().replace('ё', "е");
    let words: Vec<&str> = clean
        .split_whitespace()
        .filter(|w| !matches!(*w, "ао" | "оао" | "пао" | "ооо" | "зао" | "ltd" | "jsc" | "llc" | "inc" | "the"))
        .collect();
    words.join(" ")
}
