//! KnowledgeNet: facts in English passages, end to end: employee or member of, chief executive.
//!
//! The public part comes as one saved page, a table row a fact: fold, document, passage, subject, object, property, words.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use rapporteur_model::{ClaimKind, Field, Lang, MentionKind, Role, Value};
use rayon::prelude::*;
use scraper::{Html, Selector};

use crate::engine::{Engine, Read};
use crate::score::{Counts, HEADS};
use crate::table::{Page, Table};
use crate::text::Offsets;

const PROPERTIES: [&str; 2] = ["EMPLOYEE_OR_MEMBER_OF", "CEO"];

/// Arguments of `knowledgenet`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder with the archive of the page, or with the page.
    dir: PathBuf,
    /// Writes missed and spurious facts with their passages to this file.
    #[arg(long)]
    errors: Option<PathBuf>,
}

/// A fact in characters of its passage; subject and object as the property has them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    property: &'static str,
    subject: (usize, usize),
    object: (usize, usize),
    /// What subject and object stand for: an address of Wikidata, or the words.
    names: (String, String),
}

/// A passage with its facts of the two properties.
#[derive(Debug, Default)]
struct Passage {
    text: String,
    facts: Vec<Fact>,
}

/// Runs the benchmark.
///
/// # Errors
/// The page or the models cannot be read.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let passages = read_page(&load(&command.dir)?)?;
    let engine = Engine::open()?;
    let found = found_in_all(&engine, &passages);
    if let Some(path) = &command.errors {
        let all: String = passages.iter().zip(&found).map(|((key, p), f)| errors(key, p, f)).collect();
        std::fs::write(path, all).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let mut table = Table::new("Facts, end to end", &["property"], &HEADS);
    for property in PROPERTIES {
        let counts: Counts = passages.iter().zip(&found).map(|((_, p), f)| score(&p.facts, f, property)).sum();
        table.row(&[property], counts.cells());
    }
    let page = Page {
        name: "knowledgenet".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- knowledgenet ../shared/data/knowledgenet".to_owned(),
        about: "KnowledgeNet, the public folds. Passages were read for some properties each, and the page does not tell for which: for each property those \
                count that hold a fact of it, so precision is a little flattered. A fact is right when both ends overlap those of a gold fact; several \
                namings of one fact in a passage, pronouns among them, are one. CEO is a post whose title says chief executive. The passages of a document \
                are read as one text, so that a pronoun may mean who was named in the passage before; who founded an organisation counts as its member."
            .to_owned(),
        tables: vec![table],
    };
    Ok((page, true))
}

fn load(dir: &Path) -> Result<String> {
    let archive = dir.join("human_readable-v10-notest.zip");
    let file = File::open(&archive).with_context(|| format!("cannot read {}", archive.display()))?;
    let mut archive = zip::ZipArchive::new(file)?;
    let mut page = String::new();
    archive.by_name("human_readable-v10-notest.html")?.read_to_string(&mut page)?;
    Ok(page)
}

/// Passages by document and place, each once, with the facts of [`PROPERTIES`].
fn read_page(page: &str) -> Result<BTreeMap<(u32, u32), Passage>> {
    let select = |what: &str| Selector::parse(what).map_err(|e| anyhow::anyhow!("{e}"));
    let (row, cell, paragraph, subject, object, link) =
        (select("tbody tr")?, select("td")?, select("p")?, select("#subject")?, select("#object")?, select("a")?);
    let mut out: BTreeMap<(u32, u32), Passage> = BTreeMap::new();
    for row in Html::parse_document(page).select(&row) {
        let cells: Vec<_> = row.select(&cell).collect();
        ensure!(cells.len() == 10, "a row of {} cells", cells.len());
        let words = |i: usize| cells[i].text().collect::<String>().trim().to_owned();
        let (Ok(document), Ok(start)) = (words(1).parse::<u32>(), words(2).parse::<u32>()) else { continue };
        let passage = out.entry((document, start)).or_default();
        let whole = cells[9].select(&paragraph).next().map_or_else(|| words(9), |p| p.text().collect());
        if passage.text.is_empty() {
            passage.text = whole.strip_prefix(' ').unwrap_or(&whole).to_owned();
        }
        let Some(property) = PROPERTIES.into_iter().find(|p| *p == words(8)) else { continue };
        let at = |i: usize| words(i).parse::<usize>().ok()?.checked_sub(start as usize);
        let (Some(a), Some(b), Some(c), Some(d)) = (at(4), at(5), at(6), at(7)) else { continue };
        let name = |what: &Selector| {
            cells[9].select(what).next().map_or_else(String::new, |e| {
                let address = e.select(&link).next().and_then(|a| a.value().attr("href")).map(str::to_owned);
                address.unwrap_or_else(|| e.text().collect::<String>().trim().to_lowercase())
            })
        };
        passage.facts.push(Fact { property, subject: (a, b), object: (c, d), names: (name(&subject), name(&object)) });
    }
    ensure!(!out.is_empty(), "the page holds no facts");
    Ok(out)
}

/// Facts of every passage, in the passages' order. The passages of one document are read as one text, a line each, so that a pronoun
/// may mean a name in a passage before.
fn found_in_all(engine: &Engine, passages: &BTreeMap<(u32, u32), Passage>) -> Vec<Vec<Fact>> {
    let mut documents: BTreeMap<u32, Vec<&Passage>> = BTreeMap::new();
    for (key, passage) in passages {
        documents.entry(key.0).or_default().push(passage);
    }
    let documents: Vec<(u32, Vec<&Passage>)> = documents.into_iter().collect();
    documents.par_iter().flat_map(|(number, parts)| found(engine, *number, parts)).collect()
}

fn found(engine: &Engine, number: u32, parts: &[&Passage]) -> Vec<Vec<Fact>> {
    let text = parts.iter().map(|p| p.text.replace('\n', " ")).collect::<Vec<_>>().join("\n");
    let read = engine.read(&number.to_string(), &text, Lang::En, None);
    let offsets = Offsets::new(&text);
    let all: Vec<Fact> = read.claims().iter().flat_map(|c| facts(&read, c, &offsets)).collect();
    let mut start = 0;
    let mut out = Vec::new();
    for part in parts {
        let end = start + part.text.chars().count();
        let inside = |at: (usize, usize)| at.0 >= start && at.1 <= end;
        let own = all.iter().filter(|f| inside(f.subject) && inside(f.object));
        let back = |at: (usize, usize)| (at.0 - start, at.1 - start);
        let mut facts: Vec<Fact> = own.map(|f| Fact { subject: back(f.subject), object: back(f.object), ..f.clone() }).collect();
        facts.sort();
        facts.dedup();
        out.push(facts);
        start = end + 1;
    }
    out
}

/// A post at an organisation makes an employee; a chief executive also the other property, whose subject is the organisation. The ends
/// are the words of the claim: a pronoun where it says who.
fn facts(read: &Read, claim: &rapporteur_model::Claim, offsets: &Offsets) -> Vec<Fact> {
    // There, founders are members.
    let (who, whose) = match claim.kind {
        ClaimKind::Post | ClaimKind::Appointment | ClaimKind::Departure => (Role::Person, Role::Organisation),
        ClaimKind::Ownership => (Role::Owner, Role::Property),
        _ => return Vec::new(),
    };
    let person = |f: &&Field| matches!(f.value, Value::Mention(m) if read.mentions()[m as usize].kind == MentionKind::Person);
    let at = |field: &Field| (offsets.character(field.span.start()), offsets.character(field.span.end()));
    let words = |field: &Field| field.span.slice(&read.reading.report.text).to_lowercase();
    let title = claim.get(Role::Title).map_or_else(String::new, |f| match &f.value {
        Value::Text(text) => text.to_lowercase(),
        _ => words(f),
    });
    let chief = title.contains("chief executive") || title.split(|c: char| !c.is_alphanumeric()).any(|w| w == "ceo");
    let mut out = Vec::new();
    for person in claim.all(who).filter(person) {
        for organisation in claim.all(whose) {
            let names = (words(person), words(organisation));
            if chief {
                let names = (names.1.clone(), names.0.clone());
                out.push(Fact { property: "CEO", subject: at(organisation), object: at(person), names });
            }
            out.push(Fact { property: "EMPLOYEE_OR_MEMBER_OF", subject: at(person), object: at(organisation), names });
        }
    }
    out
}

fn meets(a: &Fact, b: &Fact) -> bool {
    let overlap = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
    a.property == b.property && overlap(a.subject, b.subject) && overlap(a.object, b.object)
}

/// Words that stand for somebody or something named elsewhere.
const PRONOUNS: &str =
    "he she it they i we his her hers its their theirs my our him them me us who whom whose which where there himself herself";

fn is_pronoun(name: &str) -> bool {
    PRONOUNS.split(' ').any(|p| p == name)
}

/// Gold facts that are namings of one: the same names, where a pronoun may stand for any.
fn namings<'a>(gold: &'a [Fact], property: &str) -> Vec<Vec<&'a Fact>> {
    let mut facts: Vec<&Fact> = gold.iter().filter(|f| f.property == property).collect();
    facts.sort_by_key(|f| usize::from(is_pronoun(&f.names.0)) + usize::from(is_pronoun(&f.names.1)));
    let like = |a: &str, b: &str| a == b || is_pronoun(a) || is_pronoun(b);
    let mut groups: Vec<Vec<&Fact>> = Vec::new();
    for fact in facts {
        match groups.iter_mut().find(|g| like(&g[0].names.0, &fact.names.0) && like(&g[0].names.1, &fact.names.1)) {
            Some(group) => group.push(fact),
            None => groups.push(vec![fact]),
        }
    }
    groups
}

/// A passage without a fact of the property was not read for it, as far as the page tells: it counts on no side.
fn score(gold: &[Fact], found: &[Fact], property: &str) -> Counts {
    let groups = namings(gold, property);
    let found: Vec<&Fact> = found.iter().filter(|f| f.property == property && !groups.is_empty()).collect();
    let right_gold = groups.iter().filter(|group| group.iter().any(|g| found.iter().any(|f| meets(g, f)))).count();
    let right_found = found.iter().filter(|f| gold.iter().any(|g| meets(g, f))).count();
    Counts { right_gold: right_gold as f64, right_found: right_found as f64, gold: groups.len() as f64, found: found.len() as f64 }
}

fn errors(key: &(u32, u32), passage: &Passage, found: &[Fact]) -> String {
    let words = |at: (usize, usize)| {
        let range: Range<usize> = at.0..at.1;
        passage.text.chars().skip(range.start).take(range.len()).collect::<String>()
    };
    let line = |word: &str, f: &Fact| format!("{word} {}: {:?} -> {:?}\n", f.property, words(f.subject), words(f.object));
    let missed = passage.facts.iter().filter(|g| !found.iter().any(|f| meets(g, f))).map(|f| line("missed", f));
    let known = |f: &&Fact| passage.facts.iter().any(|g| g.property == f.property);
    let spurious = found.iter().filter(known).filter(|f| !passage.facts.iter().any(|g| meets(g, f))).map(|f| line("spurious", f));
    let body: String = missed.chain(spurious).collect();
    if body.is_empty() { body } else { format!("=== {} {}\n| {}\n{body}\n", key.0, key.1, passage.text) }
}

#[cfg(test)]
mod tests {
    use super::{Fact, read_page, score};

    const PAGE: &str = r##"<table><tbody>
        <tr><td>1</td><td>7</td><td>10</td><td>40</td><td>10</td><td>13</td><td>20</td><td>24</td><td>EMPLOYEE_OR_MEMBER_OF</td>
        <td><p> <span id="subject"><a href="http://q/1">Ann</a></span> is at <span id="object">Acme</span> &amp; co.</p></td></tr>
        <tr><td>1</td><td>7</td><td>10</td><td>40</td><td>-</td><td>-</td><td>20</td><td>24</td><td>SPOUSE</td><td><p> x</p></td></tr>
        </tbody></table>"##;

    #[test]
    fn rows_become_passages() {
        let passages = read_page(PAGE).expect("read");
        let passage = &passages[&(7, 10)];
        assert_eq!(passage.text, "Ann is at Acme & co.");
        assert_eq!(passage.facts[0].names, ("http://q/1".to_owned(), "acme".to_owned()));
        let at = |r: (usize, usize)| &passage.text[r.0..r.1];
        assert_eq!((at(passage.facts[0].subject), at(passage.facts[0].object)), ("Ann", "Acme"));
        assert!(read_page("<p>nothing</p>").is_err());
    }

    #[test]
    fn namings_of_one_fact_count_once() {
        let fact = |a: usize| Fact { property: "CEO", subject: (a, a + 3), object: (20, 25), names: ("q1".into(), "q2".into()) };
        let gold = [fact(0), fact(8)];
        let counts = score(&gold, &[fact(9)], "CEO");
        assert_eq!((counts.right_gold, counts.gold, counts.precision()), (1.0, 1.0, 1.0));
        assert_eq!(score(&gold, &[fact(14)], "CEO").f1(), 0.0);
        let he = Fact { names: ("q1".into(), "he".into()), ..fact(8) };
        assert_eq!(score(&[fact(0), he], &[], "CEO").gold, 1.0);
        assert_eq!(score(&[], &[fact(0)], "CEO").found, 0.0, "a passage that was not read for it");
    }
}
