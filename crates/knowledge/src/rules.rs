//! The registry of the rules that make claims: `knowledge/rules/*.toml`, one file a kind. Makes no claim itself.
//!
//! A claim names its rule; a rule that is not here does not make any (a test runs over every text that tests have). An example must
//! fire under its rule's id, a counter-example must not.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_model::{ClaimKind, Lang};
use serde::Deserialize;

use crate::table::{Error, read};

/// A rule: what it is called, what it says, and texts that it must fire on and must not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The name that its claims carry: the kind it is filed under, and behind a point what it goes by.
    pub id: String,
    /// The kinds of claims that it makes.
    pub kinds: Vec<ClaimKind>,
    /// What it says, in a sentence.
    pub says: String,
    /// For each language that it reads, by code: a text that it fires on, and one that it does not.
    #[serde(rename = "in")]
    pub languages: BTreeMap<String, Examples>,
}

/// A text that a rule fires on, and a near one that it does not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// It fires here.
    pub example: String,
    /// Here it does not, whatever else is claimed.
    pub counter: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

/// All rules, by id.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rules(BTreeMap<String, Rule>);

const FILES: &[(&str, &str)] = &[
    ("rules/appointment.toml", include_str!("../../../knowledge/rules/appointment.toml")),
    ("rules/commitment.toml", include_str!("../../../knowledge/rules/commitment.toml")),
    ("rules/deal.toml", include_str!("../../../knowledge/rules/deal.toml")),
    ("rules/gathering.toml", include_str!("../../../knowledge/rules/gathering.toml")),
    ("rules/meeting.toml", include_str!("../../../knowledge/rules/meeting.toml")),
    ("rules/ownership.toml", include_str!("../../../knowledge/rules/ownership.toml")),
    ("rules/post.toml", include_str!("../../../knowledge/rules/post.toml")),
    ("rules/session.toml", include_str!("../../../knowledge/rules/session.toml")),
    ("rules/setting.toml", include_str!("../../../knowledge/rules/setting.toml")),
    ("rules/signing.toml", include_str!("../../../knowledge/rules/signing.toml")),
    ("rules/statement.toml", include_str!("../../../knowledge/rules/statement.toml")),
    ("rules/structure.toml", include_str!("../../../knowledge/rules/structure.toml")),
    ("rules/visit.toml", include_str!("../../../knowledge/rules/visit.toml")),
];

/// The rules of the program.
#[must_use]
pub fn registry() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::read(FILES).expect("knowledge/rules is part of the program and tested"));
    &RULES
}

/// The ids of the rules that made a claim, from the name that it carries ("meeting.verb+scene/rules-5 model"): the rule that made it, and
/// those of its setting behind.
pub fn ids(rule: &str) -> impl Iterator<Item = String> + '_ {
    let mut names = rule.split('/').next().unwrap_or(rule).split('+');
    let first = names.next().map(str::to_owned);
    first.into_iter().chain(names.map(|name| format!("setting.{name}")))
}

impl Rules {
    /// Reads files of rules: name and text of each.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line or entry.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Error> {
        let mut all = BTreeMap::new();
        for (name, text) in files {
            let file: File = read(name, text)?;
            for rule in file.rule {
                check(name, &rule)?;
                if all.contains_key(&rule.id) {
                    return Err(Error::content(name, &rule.id, "there is a rule of this id already"));
                }
                all.insert(rule.id.clone(), rule);
            }
        }
        Ok(Self(all))
    }

    /// The rule of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.0.get(id)
    }

    /// All rules in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.0.values()
    }
}

fn check(file: &str, rule: &Rule) -> Result<(), Error> {
    let wrong = |what: String| Err(Error::content(file, &rule.id, what));
    let filed = file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or(file);
    if rule.id.split('.').next() != Some(filed) {
        return wrong(format!("its id does not begin with \"{filed}\", as its file is called"));
    }
    if rule.kinds.is_empty() || rule.says.trim().is_empty() {
        return wrong("it makes no kind of claim, or says nothing".to_owned());
    }
    if rule.languages.is_empty() {
        return wrong("it has no example in any language".to_owned());
    }
    for (code, Examples { example, counter }) in &rule.languages {
        if !matches!(Lang::from_code(code), Lang::Ru | Lang::En) {
            return wrong(format!("no rules read the language \"{code}\""));
        }
        if example.trim().is_empty() || counter.trim().is_empty() || example == counter {
            return wrong(format!("its example and its counter-example in \"{code}\" must be two texts"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Rules, ids, registry};

    const GOOD: &str = "[[rule]]\nid = \"post.x\"\nkinds = [\"post\"]\nsays = \"A.\"\n[rule.in.en]\nexample = \"A\"\ncounter = \"B\"\n";

    #[test]
    fn the_registry_can_be_read() {
        assert!(registry().iter().count() > 50);
        let of = |rule| ids(rule).collect::<Vec<_>>();
        assert_eq!(of("post.comma/rules-5 model"), ["post.comma"]);
        assert_eq!(of("signing.verb+occasion/rules-5 model"), ["signing.verb", "setting.occasion"]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let read = |text: &str| Rules::read(&[("rules/post.toml", text)]).map(|rules| rules.iter().count()).map_err(|e| e.to_string());
        assert_eq!(read(GOOD), Ok(1));
        let wrong = [
            (GOOD.replace("says", "syas"), "line 4"),
            (GOOD.replace("[\"post\"]", "[\"party\"]"), "line 3"),
            (GOOD.replace("[\"post\"]", "[]"), "makes no kind"),
            (GOOD.replace("post.x", "visit.x"), "does not begin"),
            (GOOD.replace("in.en", "in.fr"), "no rules read"),
            (GOOD.replace("\"B\"", "\"A\""), "two texts"),
            (GOOD.repeat(2), "already"),
        ];
        for (text, said) in wrong {
            let error = read(&text).expect_err(said);
            assert!(error.contains(said) && error.contains("rules/post.toml"), "{error}");
        }
    }
}
