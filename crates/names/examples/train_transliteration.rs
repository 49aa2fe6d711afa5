//! Learns the transliteration weights of `knowledge/names-transliteration.toml`; no part of the library.
//!
//! `cargo run --release -p rapporteur-names --example train_transliteration -- PAIRS.tsv > knowledge/names-transliteration.toml`
//!
//! `PAIRS.tsv` has lines `latin TAB cyrillic letters separated by blanks TAB count` (tokens of names, CC0). The model is a
//! joint many-to-one alignment trained by expectation maximisation: a chunk of one Cyrillic letter (or one with a soft sign
//! or й, or one of a few digraphs) stands beside zero to four Latin letters. Last letters of a word are letters of their own, since
//! endings tell names apart ("Mario", "Maria") and fall silent ("Barrot"). A weight is the log-likelihood ratio of the two
//! chunks standing beside each other against both standing there by chance.

use std::collections::{BTreeMap, HashMap};

const ROUNDS: usize = 7;
const MAX_LATIN: usize = 4;
const DIGRAPHS: [&str; 10] = ["дж", "кс", "дз", "чж", "цз", "тш", "тч", "йо", "ье", "ьё"];
/// The mark of a last letter.
const LAST: u8 = 64;
/// A chunk of this weight is told from chance.
const LEAST: f64 = 3e-6;

/// Letters as small numbers: of an alphabet, with a mark on the last of a word.
type Word = Vec<u8>;
type Chunk = (u16, u32);
type Table = HashMap<Chunk, f64>;

struct Pair {
    latin: Word,
    cyrillic: Word,
    weight: f64,
}

fn main() {
    let path = std::env::args().nth(1).expect("usage: train_transliteration PAIRS.tsv");
    let pairs = read(&std::fs::read_to_string(path).expect("readable pairs"));
    let mut table = Table::new();
    let mut floor = f64::NEG_INFINITY;
    for round in 0..ROUNDS {
        let (next, costs) = expect(&pairs, &table, floor);
        floor = cut(costs, if round < 2 { 0.0 } else { 0.07 });
        table = normalise(next);
        eprintln!("round {round}: {} chunk pairs, floor {floor:.3}", table.len());
    }
    print(&pairs, &table);
}

fn read(text: &str) -> Vec<Pair> {
    let last = |mut word: Word| {
        if let Some(letter) = word.last_mut() {
            *letter |= LAST;
        }
        word
    };
    let number = |c: char, first: char| u8::try_from(u32::from(c) - u32::from(first) + 1).expect("a letter of the alphabet");
    let pair = |line: &str| {
        let mut columns = line.split('\t');
        let latin: Vec<char> = rapporteur_names::text::fold(columns.next()?).chars().collect();
        let cyrillic: Vec<char> = columns.next()?.split(' ').flat_map(str::chars).map(|c| if c == 'ё' { 'е' } else { c }).collect();
        let plain = latin.iter().all(char::is_ascii_lowercase) && cyrillic.iter().all(|c| matches!(c, 'а'..='я'));
        let count: f64 = columns.next()?.trim().parse().ok()?;
        (plain && (1..=20).contains(&latin.len()) && (1..=20).contains(&cyrillic.len())).then(|| Pair {
            latin: last(latin.iter().map(|&c| number(c, 'a')).collect()),
            cyrillic: last(cyrillic.iter().map(|&c| number(c, 'а')).collect()),
            weight: count.min(5.0).sqrt(),
        })
    };
    text.lines().filter_map(pair).collect()
}

fn pack(word: &[u8]) -> u32 {
    word.iter().fold(0, |n, &c| n << 8 | u32::from(c))
}

fn shown(packed: u32, first: char) -> String {
    let mut out = String::new();
    for byte in packed.to_be_bytes().into_iter().filter(|&b| b != 0) {
        out.extend(char::from_u32(u32::from(first) + u32::from(byte & (LAST - 1)) - 1));
        if byte & LAST != 0 {
            out.push('$');
        }
    }
    if out.is_empty() { "-".to_owned() } else { out }
}

/// Lengths of the Cyrillic chunks that may start at `at`.
fn chunks(word: &[u8], at: usize) -> impl Iterator<Item = usize> + '_ {
    let two = word.get(at..at + 2).is_some_and(|w| {
        let pair = shown(pack(w), 'а').replace('$', "");
        let letters: Vec<char> = pair.chars().collect();
        matches!(letters[1], 'ь' | 'ъ') || (letters[1] == 'й' && "аеиоуыэюя".contains(letters[0])) || DIGRAPHS.contains(&pair.as_str())
    });
    [0, 1, 2].into_iter().filter(move |&n| at + n <= word.len() && (n < 2 || two))
}

/// One pass of forward and backward sums; gives expected counts and the mean log-likelihood a letter of every pair.
fn expect(pairs: &[Pair], table: &Table, floor: f64) -> (Table, Vec<f64>) {
    let mut counts = Table::new();
    let mut costs = Vec::new();
    for pair in pairs {
        let (rows, cols) = (pair.cyrillic.len() + 1, pair.latin.len() + 1);
        let p = |k: &Chunk, n: usize, m: usize| match table.is_empty() {
            // The start: shapes that keep to one letter beside one letter are likelier.
            true => match (n, m) {
                (1, 1) => 1e-3,
                (1, 2) | (2, 2 | 1) => 1e-4,
                _ => 1e-6,
            },
            false => table.get(k).copied().unwrap_or(1e-12),
        };
        let mut forward = vec![0.0; rows * cols];
        let mut backward = vec![0.0; rows * cols];
        forward[0] = 1.0;
        let mut edges = Vec::new();
        for i in 0..rows {
            let lengths: Vec<usize> = chunks(&pair.cyrillic, i).collect();
            for j in 0..cols {
                for &n in &lengths {
                    for m in usize::from(n == 0)..=(if n == 0 { 1 } else { MAX_LATIN }).min(pair.latin.len() - j) {
                        let cyrillic = u16::try_from(pack(&pair.cyrillic[i..i + n])).expect("two letters");
                        let k = (cyrillic, pack(&pair.latin[j..j + m]));
                        let q = p(&k, n, m);
                        forward[(i + n) * cols + j + m] += forward[i * cols + j] * q;
                        edges.push((i * cols + j, (i + n) * cols + j + m, k, q));
                    }
                }
            }
        }
        let total = forward[rows * cols - 1];
        if total <= 0.0 {
            continue;
        }
        let score = total.ln() / (rows + cols) as f64;
        costs.push(score);
        if score < floor {
            continue;
        }
        backward[rows * cols - 1] = 1.0;
        for (from, to, k, q) in edges.into_iter().rev() {
            let after = backward[to];
            backward[from] += after * q;
            let share = forward[from] * q * after / total;
            if share > 1e-6 {
                *counts.entry(k).or_default() += share * pair.weight;
            }
        }
    }
    (counts, costs)
}

/// The score under which the worst `share` of the pairs lie: they are translations or errors, not transliterations.
fn cut(mut costs: Vec<f64>, share: f64) -> f64 {
    costs.sort_by(f64::total_cmp);
    if share == 0.0 { f64::NEG_INFINITY } else { costs[(costs.len() as f64 * share) as usize] }
}

fn normalise(counts: Table) -> Table {
    let total: f64 = counts.values().sum();
    counts.into_iter().filter(|(_, c)| *c >= 0.5).map(|(k, c)| (k, c / total)).collect()
}

fn print(pairs: &[Pair], table: &Table) {
    let share = |letters: Vec<u8>| {
        let mut counts: BTreeMap<u8, f64> = BTreeMap::new();
        let total = letters.len() as f64;
        letters.into_iter().for_each(|c| *counts.entry(c).or_default() += 1.0 / total);
        counts
    };
    let cyrillic = share(pairs.iter().flat_map(|p| p.cyrillic.clone()).collect());
    let latin = share(pairs.iter().flat_map(|p| p.latin.clone()).collect());
    let mut lines: BTreeMap<String, Vec<(String, i64)>> = BTreeMap::new();
    for (&(c, l), p) in table.iter().filter(|(_, p)| **p > LEAST) {
        let by_chance = |packed: u32, shares: &BTreeMap<u8, f64>| -> f64 {
            packed.to_be_bytes().iter().filter(|&&b| b != 0).map(|b| shares[b]).product()
        };
        let chance = by_chance(u32::from(c), &cyrillic) * by_chance(l, &latin);
        let weight = ((p / chance).ln() * 10.0).round() as i64;
        lines.entry(shown(u32::from(c), 'а')).or_default().push((shown(l, 'a'), weight));
    }
    println!("# How Latin letters stand for Cyrillic ones in names: for a Cyrillic chunk, the Latin chunks beside it, each with the");
    println!(
        "# log-likelihood ratio against chance in tenths of a nat. The empty chunk is written \"-\", the last letter of a word with \"$\"."
    );
    println!(
        "# Source: learned from English-Russian pairs of name tokens taken from Wikidata labels (CC0), training part (64 of 80 parts), by"
    );
    println!("# `cargo run --release -p rapporteur-names --example train_transliteration`.");
    for (c, mut row) in lines {
        row.sort_by_key(|(l, w)| (std::cmp::Reverse(*w), l.clone()));
        let row: Vec<String> = row.iter().map(|(l, w)| format!("{l} {w}")).collect();
        println!("{c:?} = {:?}", row.join(", "));
    }
}
