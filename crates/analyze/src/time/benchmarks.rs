//! Figures on public corpora beside the work tree (`../shared/data`), read where they are there; what is asked is a floor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rapporteur_model::{Deprel, Edtf, Feats, Lang, Sentence, Span, Token, Upos};

use super::{Anchor, TimeExpression, expressions};

fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.is_dir() {
        println!("skipped: {name} is not beside the work tree");
    }
    path.is_dir().then_some(path)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the corpus can be listed");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == extension));
    files.sort();
    files
}

/// A date marked in a CoNLL-U file: TEI attributes and words.
struct Gold {
    attributes: BTreeMap<String, String>,
    span: Span,
}

#[derive(Default)]
struct Document {
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    created: Option<Edtf>,
    gold: Vec<Gold>,
}

/// A CoNLL-U file with `XML=<date when:::"…">` in its last column (GUM).
fn conllu(source: &str) -> Document {
    let mut document = Document::default();
    let mut open: Vec<(BTreeMap<String, String>, usize)> = Vec::new();
    let mut first = 0;
    for line in source.lines() {
        if let Some(date) = line.strip_prefix("# meta::dateCreated = ") {
            document.created = date.trim().parse().ok();
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if line.is_empty() {
            end_sentence(&mut document, &mut first);
        }
        if columns.len() != 10 || columns[0].contains(['-', '.']) {
            continue;
        }
        let start = document.text.len();
        document.text.push_str(columns[1]);
        let span = Span::new(start, document.text.len());
        let head = columns[6].parse::<u32>().ok().filter(|&head| head > 0).map(|head| first as u32 + head - 1);
        document.tokens.push(Token {
            span,
            lemma: columns[2].into(),
            upos: Upos::parse(columns[3]).unwrap_or(Upos::X),
            feats: Feats::read(columns[5]),
            head,
            deprel: Deprel::read(columns[7]),
        });
        marks(columns[9], span, &mut open, &mut document.gold);
        if !columns[9].contains("SpaceAfter=No") {
            document.text.push(' ');
        }
    }
    end_sentence(&mut document, &mut first);
    document
}

fn end_sentence(document: &mut Document, first: &mut usize) {
    if *first < document.tokens.len() {
        let span = document.tokens[*first].span.cover(document.tokens[document.tokens.len() - 1].span);
        document.sentences.push(Sentence { span, tokens: *first as u32..document.tokens.len() as u32 });
        *first = document.tokens.len();
    }
}

/// Opening and closing `date` tags at one token.
fn marks(misc: &str, span: Span, open: &mut Vec<(BTreeMap<String, String>, usize)>, gold: &mut Vec<Gold>) {
    let Some(xml) = misc.split('|').find_map(|part| part.strip_prefix("XML=")) else { return };
    for tag in xml.split('<').filter(|tag| !tag.is_empty()) {
        if let Some(attributes) = tag.strip_prefix("date") {
            let pairs = attributes.trim_end_matches('>').split("\" ").filter_map(|pair| pair.trim().split_once(":::\""));
            open.push((pairs.map(|(name, value)| (name.to_owned(), value.trim_end_matches('"').to_owned())).collect(), span.start()));
        } else if tag.starts_with("/date")
            && let Some((attributes, start)) = open.pop()
        {
            gold.push(Gold { attributes, span: Span::new(start, span.end()) });
        }
    }
}

impl Gold {
    /// The value, where it is a date or a closed range.
    fn value(&self) -> Option<Edtf> {
        let date = |name: &str| self.attributes.get(name).map(|text| text.replacen("--", "XXXX-", usize::from(text.starts_with("--"))));
        match (date("when"), date("from"), date("to")) {
            (Some(when), ..) => when.parse().ok(),
            (None, Some(from), Some(to)) => format!("{from}/{to}").parse().ok(),
            _ => None,
        }
    }
}

/// GUM marks the two ends of a range apart: each must be an end of ours.
fn holds(ours: Edtf, gold: Edtf) -> bool {
    let ends = match ours {
        Edtf::Interval(first, last) | Edtf::OneOf(first, last) => [first, last],
        Edtf::Date(_) => [None, None],
    };
    same(ours, gold) || ends.into_iter().flatten().any(|end| same(Edtf::Date(end), gold))
}

fn same(a: Edtf, b: Edtf) -> bool {
    match (a.bounds(), b.bounds()) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a == b,
        _ => false,
    }
}

#[test]
fn values_of_dates_in_gum() {
    let Some(folder) = corpus("gum") else { return };
    let mut by_genre: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for path in files(&folder, "conllu") {
        let document = conllu(&std::fs::read_to_string(&path).expect("readable"));
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let genre = name.split('_').nth(1).unwrap_or_default().to_owned();
        // A biography has no day of its own.
        let published = document.created.filter(|_| genre != "bio");
        let found = expressions(&document.text, &document.tokens, &document.sentences, Lang::En, &Anchor { published, dateline: None });
        let counts = by_genre.entry(genre).or_default();
        for gold in &document.gold {
            let Some(value) = gold.value() else { continue };
            let ours = found.iter().find(|e| e.span.overlaps(gold.span));
            let right = ours.and_then(|e| e.value).is_some_and(|(ours, _)| holds(ours, value));
            counts[0] += 1;
            counts[1] += usize::from(ours.is_some());
            counts[2] += usize::from(right);
            if !right {
                let shown =
                    ours.map_or("–".to_owned(), |e| format!("{} = {:?}", e.span.slice(&document.text), e.value.map(|v| v.0.to_string())));
                println!("{name}: {:?} = {value}: {shown}", gold.span.slice(&document.text));
            }
        }
    }
    let total = by_genre.values().fold([0; 3], |sum, c| [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]);
    println!("GUM dates with a value, found, right value: {by_genre:?}, all {total:?}");
    assert!(total[2] * 100 >= total[0] * 80, "{total:?}");
}

/// `DATE` spans of a brat file as bytes of its text.
fn brat_dates(annotations: &str, text: &str) -> Vec<Span> {
    let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let dates = annotations.lines().filter_map(|line| {
        let mut columns = line.split('\t').nth(1)?.split([' ', ';']);
        if columns.next()? != "DATE" {
            return None;
        }
        let ends: Vec<usize> = columns.filter_map(|end| end.parse().ok()).collect();
        Some(Span::new(*at.get(*ends.first()?)?, *at.get(*ends.last()?)?))
    });
    dates.collect()
}

/// A span without the prepositions at its start, which we leave out and NEREL mostly takes in.
fn bare(span: Span, text: &str) -> Span {
    let leading = ["в", "во", "на", "с", "со", "до", "к", "ко", "по", "за", "около", "примерно", "после", "от", "начиная"];
    let words = span.slice(text);
    if words.ends_with('.') {
        return bare(Span::new(span.start(), span.end() - 1), text);
    }
    match words.split_once([' ', '\u{a0}']) {
        Some((first, rest)) if leading.contains(&first.to_lowercase().as_str()) => {
            bare(Span::new(span.end() - rest.len(), span.end()), text)
        }
        _ => span,
    }
}

/// A duration ("два года", "10 суток"): NEREL marks it as a date, the vocabulary here does not.
fn is_duration(words: &str) -> bool {
    let words = words.to_lowercase();
    let units = [
        "лет",
        "год",
        "года",
        "годам",
        "годов",
        "суток",
        "дней",
        "дня",
        "день",
        "дням",
        "недель",
        "недели",
        "неделю",
        "месяцев",
        "месяца",
        "месяц",
        "месяцам",
        "десятилетий",
    ];
    let last = words.split_whitespace().last().unwrap_or_default();
    let figures: String = words.chars().filter(char::is_ascii_digit).collect();
    let directed = ["назад", "прошл", "минувш", "следующ", "этот", "этом", "текущ", "тот", "том ", "нынешн", "через"];
    units.contains(&last) && figures.len() < 3 && !directed.iter().any(|word| words.contains(word))
}

#[test]
fn spans_of_dates_in_nerel() {
    let Some(folder) = corpus("nerel/dev") else { return };
    // right, found, marked; and marked durations, left out of the second figure.
    let (mut right, mut ours, mut marked, mut durations) = (0, 0, 0, 0);
    for path in files(&folder, "ann") {
        let text = std::fs::read_to_string(path.with_extension("txt")).expect("readable");
        let gold: Vec<Span> =
            brat_dates(&std::fs::read_to_string(&path).expect("readable"), &text).into_iter().map(|s| bare(s, &text)).collect();
        let found: Vec<TimeExpression> = expressions(&text, &[], &[], Lang::Ru, &Anchor::default());
        let hits = |span: Span| gold.contains(&bare(span, &text));
        right += found.iter().filter(|e| hits(e.span)).count();
        ours += found.len();
        marked += gold.len();
        durations += gold.iter().filter(|s| is_duration(s.slice(&text))).count();
        for e in found.iter().filter(|e| !hits(e.span)) {
            let near: Vec<&str> = gold.iter().filter(|s| s.overlaps(e.span)).map(|s| s.slice(&text)).collect();
            println!("+ {:?} {near:?}", e.span.slice(&text));
        }
        for s in gold.iter().filter(|s| !found.iter().any(|e| bare(e.span, &text) == **s) && !is_duration(s.slice(&text))) {
            println!("- {:?}", s.slice(&text));
        }
    }
    let f1 = |marked: usize| 2.0 * right as f64 / (ours + marked) as f64;
    println!(
        "NEREL dev DATE: right {right}, found {ours}, marked {marked}, durations among them {durations}: F1 {:.3}, without durations {:.3}",
        f1(marked),
        f1(marked - durations)
    );
    assert!(f1(marked - durations) >= 0.75);
}
