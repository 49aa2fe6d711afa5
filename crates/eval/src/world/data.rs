//! The data files of `eval/world`, read once.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::grammar::Word;
use super::names::{Letters, Style};

const LANDS: &str = include_str!("../../../../eval/world/lands.toml");
const NAMES: &str = include_str!("../../../../eval/world/names.toml");
const INSTITUTIONS: &str = include_str!("../../../../eval/world/institutions.toml");

/// Alternatives of a word in Russian.
pub type Words = Vec<Word>;

/// A country.
#[derive(Debug)]
pub struct Land {
    /// Style of its people's names.
    pub style: usize,
    /// Russian names.
    pub ru: Words,
    /// Russian adjective.
    pub adjective: String,
    /// First part of compounds ("армяно").
    pub prefix: String,
    /// English names.
    pub en: Vec<String>,
    /// English adjectives.
    pub en_adjectives: Vec<String>,
    /// Its cities, the capital first.
    pub cities: Vec<City>,
}

/// A city.
#[derive(Debug)]
pub struct City {
    /// Russian names.
    pub ru: Words,
    /// English names.
    pub en: Vec<String>,
}

/// Subject of a ministry and of commissions.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct Subject {
    pub of: String,
    pub short: String,
    pub en: String,
    pub on_ru: String,
    pub on_en: String,
}

/// A kind of agency.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct Agency {
    pub ru: String,
    pub ru_short: String,
    pub en: String,
    pub en_short: String,
    pub after_ru: Option<String>,
    pub after_en: Option<String>,
}

/// Something with a name in both languages.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct Both {
    pub ru: String,
    pub en: String,
}

/// A noun with its Russian cases.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct Noun {
    pub ru: Vec<String>,
    pub en: String,
}

/// A class of bodies.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct Class {
    pub key: String,
    pub ru: Vec<String>,
    pub feminine: bool,
    pub signs_ru: Vec<String>,
    pub en: String,
    pub signs_en: Vec<String>,
}

/// Names of companies.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct CompanyNames {
    pub first: String,
    pub second: String,
    pub forms_ru: Vec<String>,
    pub forms_en: Vec<String>,
}

/// Small words.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct Small {
    pub ordinals_ru: Vec<String>,
    pub ordinals_en: Vec<String>,
    pub months_ru: Vec<String>,
    pub months_en: Vec<String>,
    pub ministry_ru: Vec<String>,
    pub committee_ru: Vec<String>,
}

/// `institutions.toml`.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "explained in the file")]
pub struct Institutions {
    pub subject: Vec<Subject>,
    pub agency: Vec<Agency>,
    pub committee: Vec<Both>,
    pub house: Vec<Noun>,
    pub company: CompanyNames,
    pub topic: Vec<Both>,
    pub instrument: Vec<Noun>,
    pub post: BTreeMap<String, Noun>,
    pub class: Vec<Class>,
    pub words: Small,
}

/// All that the world is made of.
#[derive(Debug)]
pub struct Data {
    /// Countries.
    pub lands: Vec<Land>,
    /// Styles of names.
    pub styles: Vec<Style>,
    /// Habits of transliteration.
    pub letters: Letters,
    /// Institutions.
    pub institutions: Institutions,
}

impl Data {
    /// Reads the files.
    ///
    /// # Errors
    /// A file is not what is read here.
    pub fn read() -> Result<Self> {
        let mut names: BTreeMap<String, toml::Table> = toml::from_str(NAMES).context("eval/world/names.toml")?;
        let letters = Letters::new(&names.remove("letters").context("eval/world/names.toml has no letters")?);
        let keys: Vec<String> = names.keys().cloned().collect();
        let styles = names.into_values().map(Style::new).collect::<Result<_>>()?;
        let institutions = toml::from_str(INSTITUTIONS).context("eval/world/institutions.toml")?;
        Ok(Self { lands: lands(&keys)?, styles, letters, institutions })
    }
}

#[derive(Deserialize)]
struct Lands {
    lands: Vec<[String; 8]>,
}

fn lands(styles: &[String]) -> Result<Vec<Land>> {
    let file: Lands = toml::from_str(LANDS).context("eval/world/lands.toml")?;
    file.lands.into_iter().map(|row| land(row, styles)).collect()
}

fn land(row: [String; 8], styles: &[String]) -> Result<Land> {
    let [_, style, ru, adjective, prefix, en, en_adjectives, cities] = row;
    let style = styles.iter().position(|s| *s == style).with_context(|| format!("no style of names {style:?}"))?;
    let cities = cities.split(';').map(|city| {
        let (ru, en) = city.split_once('=').with_context(|| format!("no English name of {city:?}"))?;
        Ok(City { ru: words(ru), en: bars(en) })
    });
    Ok(Land {
        style,
        ru: words(&ru),
        adjective,
        prefix,
        en: bars(&en),
        en_adjectives: bars(&en_adjectives),
        cities: cities.collect::<Result<_>>()?,
    })
}

/// Alternatives between bars.
pub fn bars(text: &str) -> Vec<String> {
    text.split('|').map(|word| word.replace('_', " ")).collect()
}

/// Russian alternatives between bars.
pub fn words(text: &str) -> Words {
    text.split('|').map(|word| Word::new(&word.replace('_', " "))).collect()
}
