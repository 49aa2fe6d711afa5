//! Reads the gold of FactRuEval-2016: tokens, spans, mentions, entities and facts of one document. Scores nothing.
//!
//! Format: <https://github.com/dialogue-evaluation/factRuEval-2016>. Positions count characters.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::text::normalise;

/// Type of a mention or an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Person.
    Per,
    /// Place.
    Loc,
    /// Organisation.
    Org,
    /// Place that acts as an organisation.
    LocOrg,
    /// Project; no track scores it.
    Project,
}

impl Kind {
    /// The types that are scored, with LocOrg counted as a place.
    pub const SCORED: [Self; 3] = [Self::Per, Self::Loc, Self::Org];

    /// The name as handed in.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Per => "per",
            Self::Loc => "loc",
            Self::Org => "org",
            Self::LocOrg => "locorg",
            Self::Project => "project",
        }
    }

    /// Reads a name of either the gold or a handed-in file.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.to_lowercase().as_str() {
            "per" | "person" => Self::Per,
            "loc" | "location" => Self::Loc,
            "org" | "organization" => Self::Org,
            "locorg" => Self::LocOrg,
            "project" => Self::Project,
            _ => return None,
        })
    }

    /// The type with LocOrg counted as a place.
    #[must_use]
    pub fn plain(self) -> Self {
        if self == Self::LocOrg { Self::Loc } else { self }
    }

    /// True when the gold does not ask for a mention of this type inside one of the other type.
    #[must_use]
    pub fn may_hide_in(self, other: Self) -> bool {
        match self {
            Self::Per | Self::Loc => matches!(other, Self::Loc | Self::Org | Self::LocOrg),
            Self::Org | Self::LocOrg | Self::Project => matches!(other, Self::Org | Self::LocOrg),
        }
    }
}

/// A token of the gold.
#[derive(Debug, Clone)]
pub struct Token {
    /// Characters it covers.
    pub at: Range<usize>,
    /// The word.
    pub text: String,
}

impl Token {
    /// One character that is no letter.
    #[must_use]
    pub fn is_punctuation(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(|c| !c.is_alphabetic()) && chars.next().is_none()
    }
}

/// A stretch of tokens with a fine class (`surname`, `org_name`, `job` …).
#[derive(Debug, Clone)]
pub struct Part {
    /// Fine class.
    pub class: String,
    /// Indices of tokens.
    pub tokens: Vec<usize>,
    /// Its words.
    pub text: String,
}

/// A mention: some parts.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Type.
    pub kind: Kind,
    /// Indices of parts.
    pub parts: Vec<usize>,
    /// Characters from the first to the last token.
    pub at: Range<usize>,
}

/// An attribute of an entity with its accepted values, normalised.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// `firstname`, `lastname`, `patronymic`, `nickname` or `name`.
    pub name: String,
    /// Accepted values.
    pub values: BTreeSet<String>,
}

/// An entity of a document.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Type; LocOrg is a place here.
    pub kind: Kind,
    /// Indices of mentions.
    pub mentions: Vec<usize>,
    /// Attributes, descriptors worked in.
    pub attributes: Vec<Attribute>,
}

/// An argument of a fact.
#[derive(Debug, Clone)]
pub struct Argument {
    /// Name in lower case; `job` is `position`.
    pub name: String,
    /// Accepted values, normalised.
    pub values: BTreeSet<String>,
    /// Where the text names it: characters.
    pub at: Vec<Range<usize>>,
    /// As the file writes it, for show.
    pub shown: String,
}

/// A fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// `Occupation`, `Meeting`, `Deal`, `Ownership` (`isPartOf` is not kept).
    pub kind: String,
    /// Arguments without modality, difficulty and phase.
    pub arguments: Vec<Argument>,
    /// Marked difficult: not counted either way.
    pub difficult: bool,
    /// Words of its modality, if any.
    pub modality: Option<String>,
}

/// A document with its gold.
#[derive(Debug, Clone)]
pub struct Document {
    /// `book_N`.
    pub name: String,
    /// N.
    pub number: u32,
    /// The text.
    pub text: String,
    /// Tokens in the order of the text.
    pub tokens: Vec<Token>,
    /// Characters of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Parts.
    pub parts: Vec<Part>,
    /// Mentions.
    pub mentions: Vec<Mention>,
    /// Entities that have attributes.
    pub entities: Vec<Entity>,
    /// Facts.
    pub facts: Vec<Fact>,
}

impl Document {
    /// Reads `book_N.*` in a folder.
    ///
    /// # Errors
    /// A layer is missing, or a line of it cannot be read.
    pub fn read(folder: &Path, name: &str) -> Result<Self> {
        let layer = |ending: &str| {
            let path = folder.join(format!("{name}.{ending}"));
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let number = name.rsplit('_').next().and_then(|n| n.parse().ok()).with_context(|| format!("{name} is not named book_N"))?;
        let text = layer("txt")?;
        let (tokens, sentences, token_ids) = read_tokens(&layer("tokens")?).with_context(|| format!("{name}.tokens"))?;
        let (parts, part_ids) = read_parts(&layer("spans")?, &token_ids).with_context(|| format!("{name}.spans"))?;
        let (mentions, mention_ids) =
            read_mentions(&layer("objects")?, &part_ids, &parts, &tokens).with_context(|| format!("{name}.objects"))?;
        let mut document =
            Self { name: name.to_owned(), number, text, tokens, sentences, parts, mentions, entities: Vec::new(), facts: Vec::new() };
        let (entities, entity_ids) = read_entities(&layer("coref")?, &mention_ids, &document).with_context(|| format!("{name}.coref"))?;
        document.entities = entities;
        document.facts = read_facts(&layer("facts")?, &entity_ids, &part_ids, &document).with_context(|| format!("{name}.facts"))?;
        document.entities.retain(|e| !e.attributes.is_empty());
        Ok(document)
    }

    /// Characters from `at`, as a string.
    #[must_use]
    pub fn slice(&self, at: &Range<usize>) -> String {
        self.text.chars().skip(at.start).take(at.len()).collect()
    }

    /// The text of the sentence that holds this character.
    #[must_use]
    pub fn sentence_at(&self, character: usize) -> String {
        let index = self.sentences.partition_point(|s| s.end <= character);
        self.sentences.get(index).or(self.sentences.last()).map_or_else(String::new, |s| self.slice(s).replace('\n', " "))
    }

    /// Tokens of a mention, in order, each once.
    #[must_use]
    pub fn tokens_of(&self, mention: &Mention) -> BTreeSet<usize> {
        mention.parts.iter().flat_map(|&p| self.parts[p].tokens.iter().copied()).collect()
    }
}

/// All documents of a folder, by number.
///
/// # Errors
/// The folder cannot be read or has no documents, or one of them is broken.
pub fn read_folder(folder: &Path) -> Result<Vec<Document>> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok()?.strip_suffix(".txt").map(str::to_owned))
        .collect();
    ensure!(!names.is_empty(), "{} holds no book_N.txt: give the folder devset of FactRuEval-2016", folder.display());
    names.sort();
    let mut documents = names.iter().map(|name| Document::read(folder, name)).collect::<Result<Vec<_>>>()?;
    documents.sort_by_key(|d| d.number);
    Ok(documents)
}

type Ids = HashMap<String, usize>;

fn read_tokens(layer: &str) -> Result<(Vec<Token>, Vec<Range<usize>>, Ids)> {
    let (mut tokens, mut ids, mut sentences): (Vec<Token>, Ids, Vec<Range<usize>>) = Default::default();
    let mut open = false;
    for line in layer.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let mut cells = line.splitn(4, ' ');
        let (Some(id), Some(start), Some(length), Some(text)) = (cells.next(), cells.next(), cells.next(), cells.next()) else {
            bail!("{line:?} is not: id start length text");
        };
        let start: usize = start.parse().with_context(|| line.to_owned())?;
        let at = start..start + length.parse::<usize>().with_context(|| line.to_owned())?;
        match sentences.last_mut() {
            Some(last) if open => last.end = at.end,
            _ => sentences.push(at.clone()),
        }
        open = true;
        ids.insert(id.to_owned(), tokens.len());
        tokens.push(Token { at, text: text.to_owned() });
    }
    Ok((tokens, sentences, ids))
}

fn read_parts(layer: &str, token_ids: &Ids) -> Result<(Vec<Part>, Ids)> {
    let (mut parts, mut ids) = (Vec::new(), Ids::new());
    for line in layer.lines().filter(|l| !l.trim().is_empty()) {
        let (left, right) = line.split_once(" # ").with_context(|| format!("{line:?} has no #"))?;
        let left: Vec<&str> = left.split_whitespace().collect();
        ensure!(left.len() >= 6, "{line:?} has too few cells");
        let count: usize = left[5].parse().with_context(|| line.to_owned())?;
        let right: Vec<&str> = right.split_whitespace().collect();
        ensure!(right.len() >= count, "{line:?} names fewer than {count} tokens");
        let tokens =
            right[..count].iter().map(|&id| token_ids.get(id).copied().with_context(|| format!("no token {id}"))).collect::<Result<_>>()?;
        ids.insert(left[0].to_owned(), parts.len());
        parts.push(Part { class: left[1].to_owned(), tokens, text: right[count..].join(" ") });
    }
    Ok((parts, ids))
}

fn read_mentions(layer: &str, part_ids: &Ids, parts: &[Part], tokens: &[Token]) -> Result<(Vec<Mention>, Ids)> {
    let (mut mentions, mut ids) = (Vec::new(), Ids::new());
    for line in layer.lines().filter(|l| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
        ensure!(cells.len() >= 3, "{line:?} has no parts");
        let kind = Kind::parse(cells[1]).with_context(|| format!("unknown type in {line:?}"))?;
        let own =
            cells[2..].iter().map(|&id| part_ids.get(id).copied().with_context(|| format!("no span {id}"))).collect::<Result<Vec<_>>>()?;
        let covered = || own.iter().flat_map(|&p| parts[p].tokens.iter().map(|&t| tokens[t].at.clone()));
        let at = covered().map(|t| t.start).min().unwrap_or(0)..covered().map(|t| t.end).max().unwrap_or(0);
        ids.insert(cells[0].to_owned(), mentions.len());
        mentions.push(Mention { kind, parts: own, at });
    }
    Ok((mentions, ids))
}

/// Blocks of lines between blank lines.
fn blocks(layer: &str) -> Vec<Vec<&str>> {
    let mut out: Vec<Vec<&str>> = vec![Vec::new()];
    for line in layer.lines().map(str::trim) {
        match (line.is_empty(), out.last_mut()) {
            (true, _) => out.push(Vec::new()),
            (false, Some(last)) => last.push(line),
            (false, None) => {}
        }
    }
    out.retain(|b| !b.is_empty());
    out
}

fn read_entities(layer: &str, mention_ids: &Ids, document: &Document) -> Result<(Vec<Entity>, Ids)> {
    let (mut entities, mut ids) = (Vec::new(), Ids::new());
    for block in blocks(layer) {
        let mut head = block[0].split_whitespace();
        let id = head.next().unwrap_or_default();
        // Ids of bare spans may stand among the mentions; they name no mention.
        let mentions: Vec<usize> = head.filter_map(|m| mention_ids.get(m).copied()).collect();
        let kinds: BTreeSet<Kind> = mentions.iter().map(|&m| document.mentions[m].kind.plain()).collect();
        let kind = if kinds.contains(&Kind::Loc) { Kind::Loc } else { kinds.first().copied().unwrap_or(Kind::Project) };
        ids.insert(id.to_owned(), entities.len());
        entities.push(Entity { kind, mentions, attributes: attributes(&block[1..]) });
    }
    Ok((entities, ids))
}

/// Values of one attribute are alternatives; with a descriptor before or behind they are still right.
fn attributes(lines: &[&str]) -> Vec<Attribute> {
    let mut values: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut descriptors = BTreeSet::new();
    for (name, value) in lines.iter().filter_map(|line| line.split_once(' ')) {
        if name.contains("descr") {
            descriptors.insert(normalise(value));
        } else if name != "wikidata" {
            values.entry(name).or_default().insert(normalise(value));
        }
    }
    let extended = |plain: BTreeSet<String>| {
        let with = plain.iter().flat_map(|v| descriptors.iter().flat_map(move |d| [format!("{v} {d}"), format!("{d} {v}")]));
        let with: Vec<String> = with.collect();
        plain.into_iter().chain(with).collect()
    };
    values
        .into_iter()
        .map(|(name, v)| Attribute { name: name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(), values: extended(v) })
        .collect()
}

fn read_facts(layer: &str, entity_ids: &Ids, part_ids: &Ids, document: &Document) -> Result<Vec<Fact>> {
    let mut facts = Vec::new();
    for block in blocks(layer) {
        let kind = block[0].split_whitespace().nth(1).with_context(|| format!("{:?} has no type", block[0]))?;
        if kind.eq_ignore_ascii_case("ispartof") {
            continue;
        }
        let mut fact = Fact { kind: kind.to_owned(), arguments: Vec::new(), difficult: false, modality: None };
        for line in &block[1..] {
            let (name, value) = line.split_once(' ').with_context(|| format!("{line:?} has no value"))?;
            match name.to_lowercase().as_str() {
                "сложность" => fact.difficult = value.trim() == "повышенная",
                "модальность" => fact.modality = Some(value.trim().to_owned()),
                "фаза" => {}
                "job" => fact.arguments.push(argument("position", value, entity_ids, part_ids, document)?),
                name => fact.arguments.push(argument(name, value, entity_ids, part_ids, document)?),
            }
        }
        facts.push(fact);
    }
    Ok(facts)
}

fn argument(name: &str, value: &str, entity_ids: &Ids, part_ids: &Ids, document: &Document) -> Result<Argument> {
    let mut out = Argument { name: name.to_owned(), values: BTreeSet::new(), at: Vec::new(), shown: value.to_owned() };
    for alternative in value.split('|').map(str::trim) {
        let (id, words) = alternative.split_once(' ').unwrap_or((alternative, ""));
        if let Some(&entity) = id.strip_prefix("obj").and_then(|id| entity_ids.get(id)) {
            add_entity(&mut out, &document.entities_or(entity), document);
            out.values.insert(normalise(words));
        } else if let Some(&part) = id.strip_prefix("span").and_then(|id| part_ids.get(id)) {
            let part = &document.parts[part];
            out.values.insert(normalise(&part.text));
            out.at.extend(range_of(&part.tokens, document));
        } else {
            out.values.insert(normalise(alternative));
        }
    }
    out.values.remove("");
    ensure!(!out.values.is_empty(), "argument {name} {value:?} has no value");
    Ok(out)
}

fn range_of(tokens: &[usize], document: &Document) -> Option<Range<usize>> {
    Some(document.tokens[*tokens.first()?].at.start..document.tokens[*tokens.last()?].at.end)
}

impl Document {
    fn entities_or(&self, index: usize) -> Entity {
        self.entities.get(index).cloned().unwrap_or(Entity { kind: Kind::Project, mentions: Vec::new(), attributes: Vec::new() })
    }
}

/// Any mention's words are a name of the entity, and so are its attributes (of a person, in the usual orders).
fn add_entity(out: &mut Argument, entity: &Entity, document: &Document) {
    for mention in entity.mentions.iter().map(|&m| &document.mentions[m]) {
        let words: Vec<&str> = document.tokens_of(mention).into_iter().map(|t| document.tokens[t].text.as_str()).collect();
        out.values.insert(normalise(&words.join(" ")));
        out.values.insert(normalise(&document.slice(&mention.at)));
        out.at.push(mention.at.clone());
    }
    let values = |name: &str| -> Vec<&String> { entity.attributes.iter().filter(|a| a.name == name).flat_map(|a| &a.values).collect() };
    if entity.kind != Kind::Per {
        out.values.extend(values("name").into_iter().cloned());
        return;
    }
    let (first, last, patronymic, nick) = (values("firstname"), values("lastname"), values("patronymic"), values("nickname"));
    for order in [
        vec![&last, &first, &patronymic],
        vec![&first, &patronymic, &last],
        vec![&first, &patronymic],
        vec![&first, &last],
        vec![&last, &first],
        vec![&nick],
        vec![&first],
        vec![&patronymic],
        vec![&last],
        vec![&first, &nick],
    ] {
        out.values.extend(combine(&order));
    }
}

/// Every way to take one value of each list that has any, joined by spaces.
fn combine(lists: &[&Vec<&String>]) -> Vec<String> {
    let mut out = vec![String::new()];
    for list in lists.iter().filter(|l| !l.is_empty()) {
        out = out.iter().flat_map(|before| list.iter().map(move |v| format!("{before} {v}").trim().to_owned())).collect();
    }
    out
}
