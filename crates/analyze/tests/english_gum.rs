//! The English engine on the published development documents of UD English GUM (news, interview, speech, bio), if the
//! corpus lies in `../shared/data/gum` beside the repository. Prints the table and asserts marks a little below it.
//!
//! Names in GUM are cut out of its mentions: type person, organization or place, headed by a proper noun, less articles,
//! titles and what follows the name. `training/corpora.py` cuts them the same way.
#![allow(clippy::unwrap_used, reason = "a test stops at what is not so")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use rapporteur_analyze::english::{English, EnglishState, Split, settle};
use rapporteur_analyze::places::Countries;
use rapporteur_model::{Lang, MentionKind, Upos};

const DEV: [&str; 8] = [
    "bio_byron",
    "bio_emperor",
    "interview_cyclone",
    "interview_gaming",
    "news_homeopathic",
    "news_iodine",
    "speech_impeachment",
    "speech_inauguration",
];
const TITLES: &str = " president minister secretary ambassador chancellor senator governor mayor king queen prince princess pope emperor chairman \
    chair director general judge justice officer commissioner speaker leader professor doctor mr. mrs. ms. dr. mr mrs lord lady sir bishop \
    captain sheriff coach spokesperson spokesman manager editor ceo dean rector mom dad father mother god ";

/// Columns of CoNLL-U.
type Row = Vec<String>;

/// A sentence of the corpus laid into a text of its own.
struct Gold {
    rows: Vec<Row>,
    text: String,
    words: Vec<Range<usize>>,
}

fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/gum");
    folder.is_dir().then_some(folder)
}

fn read(path: &Path) -> Vec<Gold> {
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("\n\n").map(|b| b.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())).collect::<Vec<_>>());
    blocks.filter(|lines| !lines.is_empty()).map(|lines| lay(&lines)).collect()
}

/// Puts the words of a sentence into a text with the white space that the corpus states.
fn lay(lines: &[&str]) -> Gold {
    let mut gold = Gold { rows: Vec::new(), text: String::new(), words: Vec::new() };
    let (mut together_to, mut no_space) = (0, false);
    for line in lines {
        let row: Row = line.split('\t').map(str::to_owned).collect();
        if let Some((_, last)) = row[0].split_once('-') {
            (together_to, no_space) = (last.parse().unwrap(), row[9].contains("SpaceAfter=No"));
            continue;
        }
        let Ok(id) = row[0].parse::<usize>() else { continue };
        gold.text.push_str(&row[1]);
        gold.words.push(gold.text.len() - row[1].len()..gold.text.len());
        let glued = if id < together_to {
            true
        } else if id == together_to {
            no_space
        } else {
            row[9].contains("SpaceAfter=No")
        };
        if !glued {
            gold.text.push(' ');
        }
        gold.rows.push(row);
    }
    gold
}

fn head(rows: &[Row], at: usize) -> Option<usize> {
    rows[at][6].parse::<usize>().unwrap().checked_sub(1)
}

/// Mentions as (type, first word, last word).
fn mentions(rows: &[Row]) -> Vec<(String, usize, usize)> {
    let (mut out, mut open) = (Vec::new(), Vec::<(String, String, usize)>::new());
    for (at, row) in rows.iter().enumerate() {
        let Some(marks) = row[9].split('|').find_map(|part| part.strip_prefix("Entity=")) else { continue };
        for part in marks.replace('(', "\n(").replace(')', ")\n").lines().filter(|part| !part.is_empty()) {
            let fields: Vec<&str> = part.trim_matches(['(', ')']).split('-').collect();
            match (part.starts_with('('), part.ends_with(')')) {
                (true, true) => out.push((fields[1].to_owned(), at, at)),
                (true, false) => open.push((fields[0].to_owned(), fields[1].to_owned(), at)),
                _ => {
                    if let Some(k) = open.iter().rposition(|o| o.0 == fields[0]) {
                        let (_, kind, start) = open.remove(k);
                        out.push((kind, start, at));
                    }
                }
            }
        }
    }
    out
}

fn names(rows: &[Row]) -> BTreeSet<(MentionKind, usize, usize)> {
    let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..rows.len() {
        if let Some(h) = head(rows, at) {
            children.entry(h).or_default().push(at);
        }
    }
    let of = |at: usize| children.get(&at).map(Vec::as_slice).unwrap_or_default();
    let mut found = Vec::new();
    for (kind, first, last) in mentions(rows) {
        let kind = match kind.as_str() {
            "person" => MentionKind::Person,
            "organization" => MentionKind::Organisation,
            "place" => MentionKind::Place,
            _ => continue,
        };
        let Some(top) = (first..=last).find(|&j| head(rows, j).is_none_or(|h| h < first || h > last)) else { continue };
        if rows[top][3] != "PROPN" {
            continue;
        }
        let title = |text: &str| TITLES.contains(&format!(" {} ", text.to_lowercase()));
        let bare = of(top).iter().all(|&c| rows[c][7] != "flat");
        let determined = of(top).iter().any(|&c| rows[c][7] == "det" || rows[c][7] == "nmod:poss");
        let no_name = rows[top][5].contains("Number=Plur") || (bare && (determined || title(&rows[top][1]) || title(&rows[top][2])));
        if kind != MentionKind::Person || !no_name {
            found.push(cut(rows, &of, top, kind, first, last));
        }
    }
    found.sort_by_key(|&(_, start, end)| (std::cmp::Reverse(end - start), start));
    let mut chosen: Vec<(MentionKind, usize, usize)> = Vec::new();
    for name in found {
        if chosen.iter().all(|c| name.2 <= c.1 || name.1 >= c.2) {
            chosen.push(name);
        }
    }
    chosen.into_iter().collect()
}

/// The words of a mention that are its name.
fn cut<'a>(
    rows: &[Row],
    of: &dyn Fn(usize) -> &'a [usize],
    top: usize,
    kind: MentionKind,
    first: usize,
    last: usize,
) -> (MentionKind, usize, usize) {
    let (mut keep, mut todo) = (BTreeSet::from([top]), vec![(top, 0)]);
    let person = kind == MentionKind::Person;
    while let Some((at, depth)) = todo.pop() {
        for &c in of(at).iter().filter(|&&c| (first..=last).contains(&c)) {
            let (rel, upos) = (rows[c][7].as_str(), rows[c][3].as_str());
            let capital = rows[c][1].starts_with(char::is_uppercase);
            let case = of(c).iter().find(|&&g| rows[g][7] == "case" && g < c).map(|&g| rows[g][2].as_str());
            let allowed = |case: &str| depth > 0 || case == "of" || (kind == MentionKind::Organisation && (case == "for" || case == "on"));
            let wide = match rel {
                "amod" => capital,
                "nmod:poss" => capital && (upos == "PROPN" || upos == "NOUN"),
                "nummod" => c < at && capital,
                "nmod" => capital && c > at && case.is_some_and(allowed),
                "conj" => capital && depth > 0 && (upos == "PROPN" || upos == "NOUN"),
                _ => false,
            };
            if keep.contains(&c) || !(matches!(rel, "flat" | "goeswith") || (rel == "compound" && capital) || (!person && wide)) {
                continue;
            }
            keep.insert(c);
            todo.push((c, depth + usize::from(!person && matches!(rel, "nmod" | "compound" | "amod" | "nmod:poss"))));
            if matches!(rel, "nmod" | "conj" | "nmod:poss") {
                keep.extend(of(c).iter().filter(|&&g| (first..=last).contains(&g) && matches!(rows[g][7].as_str(), "case" | "det" | "cc")));
            }
        }
    }
    let small = |i: usize| matches!(rows[i][1].as_str(), "-" | "–" | "/" | "&" | "'s" | "’s" | "\"" | ",");
    let joins = |i: usize| keep.contains(&i) || (small(i) && i > 0 && keep.contains(&(i - 1)) && keep.contains(&(i + 1)));
    let (mut start, mut end) = (top, top);
    while start > first && joins(start - 1) {
        start -= 1;
    }
    while end < last && joins(end + 1) {
        end += 1;
    }
    while start < top && (rows[start][3] == "DET" || matches!(rows[start][1].as_str(), "\"" | "-" | ",")) {
        start += 1;
    }
    while end > top && matches!(rows[end][1].as_str(), "'s" | "’s" | "'" | "’" | "\"" | ",") {
        end -= 1;
    }
    (kind, start, end + 1)
}

#[derive(Default)]
struct Tally {
    hit: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn add<T: Ord>(&mut self, found: &BTreeSet<T>, gold: &BTreeSet<T>) {
        self.hit += found.intersection(gold).count();
        self.found += found.len();
        self.gold += gold.len();
    }

    fn f1(&self) -> f64 {
        2.0 * self.hit as f64 / (self.found + self.gold).max(1) as f64
    }
}

#[derive(Default)]
struct Counts(BTreeMap<&'static str, (usize, usize)>);

impl Counts {
    fn add(&mut self, what: &'static str, right: bool) {
        let entry = self.0.entry(what).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
    }

    fn share(&self, what: &str) -> f64 {
        self.0.get(what).map_or(0.0, |&(right, all)| right as f64 / all as f64)
    }
}

/// Counts what is right on gold words; punctuation and subtypes of relations do not count for trees.
fn count_tokens(gold: &Gold, tokens: &[rapporteur_model::Token], counts: &mut Counts) {
    for (at, (row, token)) in gold.rows.iter().zip(tokens).enumerate() {
        let base = |rel: &str| rel.split(':').next().unwrap().to_owned();
        counts.add("UPOS", token.upos.name() == row[3]);
        counts.add("lemma", *token.lemma == row[2]);
        if Upos::parse(&row[3]) != Some(Upos::Punct) {
            let right = token.head.map(|h| h as usize) == head(&gold.rows, at);
            counts.add("UAS", right);
            counts.add("LAS", right && base(token.deprel.name()) == base(&row[7]));
        }
    }
}

#[test]
fn gum_dev() {
    let Some(folder) = corpus() else {
        println!("skipped: no GUM beside the repository");
        return;
    };
    let english = English::bundled().unwrap();
    let mut state = EnglishState::default();
    let mut counts = Counts::default();
    let (mut words, mut sentences, mut raw_tally, mut name_tally) = <(Tally, Tally, Tally, Tally)>::default();
    for doc in DEV {
        let golds = read(&folder.join(format!("GUM_{doc}.conllu")));
        let mut text = String::new();
        let mut split = Split::default();
        let (mut gold_words, mut gold_names) = (BTreeSet::new(), BTreeSet::new());
        for gold in &golds {
            let (at, first) = (text.len(), split.words.len());
            split.words.extend(gold.words.iter().map(|w| w.start + at..w.end + at));
            split.sentences.push(first..split.words.len());
            gold_words.extend(gold.words.iter().map(|w| (w.start + at, w.end + at)));
            gold_names.extend(names(&gold.rows).into_iter().map(|(kind, start, end)| (kind, start + first, end + first)));
            text.push_str(&gold.text);
        }
        let (_, tokens) = english.tokens(&mut state, &text, &split);
        for (gold, sentence) in golds.iter().zip(&split.sentences) {
            let own: Vec<_> = tokens[sentence.clone()]
                .iter()
                .cloned()
                .map(|mut t| {
                    t.head = t.head.map(|h| h - sentence.start as u32);
                    t
                })
                .collect();
            count_tokens(gold, &own, &mut counts);
        }
        let raw = english.names(&mut state, &text, &split);
        let set = |names: &[(MentionKind, Range<usize>)]| names.iter().map(|(kind, w)| (*kind, w.start, w.end)).collect::<BTreeSet<_>>();
        raw_tally.add(&set(&raw), &gold_names);
        let country = |name: &str| Countries::load().by_name(name, Lang::En).is_some();
        name_tally.add(&set(&settle(&text, &split, raw, &country)), &gold_names);
        let mut ours = Split::default();
        ours.add(&text, 0..text.len());
        words.add(&ours.words.iter().map(|w| (w.start, w.end)).collect(), &gold_words);
        let ends = |split: &Split| split.sentences.iter().map(|s| split.words[s.end - 1].end).collect::<BTreeSet<_>>();
        sentences.add(&ends(&ours), &ends(&split));
    }
    println!("words F1 {:.4}, sentence ends F1 {:.4} (from text without paragraphs)", words.f1(), sentences.f1());
    println!(
        "UPOS {:.4}  lemma {:.4}  UAS {:.4}  LAS {:.4}",
        counts.share("UPOS"),
        counts.share("lemma"),
        counts.share("UAS"),
        counts.share("LAS")
    );
    println!("names F1 {:.4} from the network, without the voting of a report", raw_tally.f1());
    println!("names F1 {:.4} ({} of {} gold, {} found)", name_tally.f1(), name_tally.hit, name_tally.gold, name_tally.found);
    assert!(words.f1() > 0.995 && sentences.f1() > 0.88, "words or sentences fell");
    assert!(counts.share("UPOS") > 0.964 && counts.share("lemma") > 0.97, "tags or lemmas fell");
    assert!(counts.share("UAS") > 0.86 && counts.share("LAS") > 0.818, "trees fell");
    assert!(name_tally.f1() > 0.765, "names fell");
}
