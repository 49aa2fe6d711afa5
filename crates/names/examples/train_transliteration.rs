//! Learns the transliteration weights of `knowledge/names-transliteration.toml`; no part of the library.
//!
//! `cargo run --release -p rapporteur-names --example train_transliteration -- PAIRS.tsv > knowledge/names-transliteration.toml`
//!
//! `PAIRS.tsv` has lines `latin TAB cyrillic letters separated by blanks TAB count` (tokens of names, CC0). The model is a
//! joint many-to-one alignment trained by expectation maximisation: a chunk of one Cyrillic letter (or one with a soft sign
//! or й, or one of a few digraphs) stands beside zero to four Latin letters. A weight is the log-likelihood ratio of the two
//! chunks standing beside each other against both standing there by chance.

use std::collections::BTreeMap;

const ROUNDS: usize = 8;
const MAX_LATIN: usize = 4;
const DIGRAPHS: [&str; 9] = ["дж", "кс", "дз", "чж", "цз", "тш", "тч", "йо", "ье"];

type Table = BTreeMap<(String, String), f64>;

struct Pair {
    latin: Vec<char>,
    cyrillic: Vec<char>,
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
    let pair = |line: &str| {
        let mut columns = line.split('\t');
        let latin: Vec<char> = columns.next()?.chars().collect();
        let cyrillic: Vec<char> = columns.next()?.split(' ').flat_map(str::chars).map(|c| if c == 'ё' { 'е' } else { c }).collect();
        let plain = latin.iter().all(char::is_ascii_lowercase) && cyrillic.iter().all(|c| matches!(c, 'а'..='я'));
        let count: f64 = columns.next()?.trim().parse().ok()?;
        (plain && latin.len() <= 24 && cyrillic.len() <= 24).then(|| Pair { latin, cyrillic, weight: count.min(5.0).sqrt() })
    };
    text.lines().filter_map(pair).collect()
}

/// Lengths of the Cyrillic chunks that may start at `at`.
fn chunks(word: &[char], at: usize) -> impl Iterator<Item = usize> + '_ {
    let two = word.get(at..at + 2).is_some_and(|w| {
        let pair: String = w.iter().collect();
        matches!(w[1], 'ь' | 'ъ') || (w[1] == 'й' && "аеиоуыэюя".contains(w[0])) || DIGRAPHS.contains(&pair.as_str())
    });
    [0, 1, 2].into_iter().filter(move |&n| at + n <= word.len() && (n < 2 || two))
}

fn steps(pair: &Pair, i: usize, j: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for n in chunks(&pair.cyrillic, i) {
        let most = if n == 0 { 1 } else { MAX_LATIN };
        for m in usize::from(n == 0)..=most.min(pair.latin.len() - j) {
            out.push((n, m));
        }
    }
    out
}

/// One pass of forward and backward sums; gives expected counts and the mean log-likelihood a letter of every pair.
fn expect(pairs: &[Pair], table: &Table, floor: f64) -> (Table, Vec<f64>) {
    let mut counts = Table::new();
    let mut costs = Vec::new();
    for pair in pairs {
        let (rows, cols) = (pair.cyrillic.len() + 1, pair.latin.len() + 1);
        let key = |i: usize, n: usize, j: usize, m: usize| {
            (pair.cyrillic[i..i + n].iter().collect::<String>(), pair.latin[j..j + m].iter().collect::<String>())
        };
        let p = |k: &(String, String)| {
            if table.is_empty() {
                // The start: shapes that keep to one letter beside one letter are likelier.
                match (k.0.chars().count(), k.1.len()) {
                    (1, 1) => 1e-3,
                    (1, 2) | (2, 2 | 1) => 1e-4,
                    (0, _) => 1e-6,
                    _ => 1e-6,
                }
            } else {
                table.get(k).copied().unwrap_or(1e-12)
            }
        };
        let mut forward = vec![0.0; rows * cols];
        let mut backward = vec![0.0; rows * cols];
        forward[0] = 1.0;
        let mut edges = Vec::new();
        for i in 0..rows {
            for j in 0..cols {
                for (n, m) in steps(pair, i, j) {
                    let k = key(i, n, j, m);
                    let q = p(&k);
                    forward[(i + n) * cols + j + m] += forward[i * cols + j] * q;
                    edges.push((i, j, n, m, k, q));
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
        for (i, j, n, m, k, q) in edges.into_iter().rev() {
            let after = backward[(i + n) * cols + j + m];
            backward[i * cols + j] += after * q;
            let share = forward[i * cols + j] * q * after / total;
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
    let share = |letters: Vec<char>| {
        let mut counts: BTreeMap<char, f64> = BTreeMap::new();
        let total = letters.len() as f64;
        letters.into_iter().for_each(|c| *counts.entry(c).or_default() += 1.0 / total);
        counts
    };
    let cyrillic = share(pairs.iter().flat_map(|p| p.cyrillic.clone()).collect());
    let latin = share(pairs.iter().flat_map(|p| p.latin.clone()).collect());
    let mut lines: BTreeMap<&str, Vec<(String, i64)>> = BTreeMap::new();
    for ((c, l), p) in table.iter().filter(|(_, p)| **p > 4e-6) {
        let chance: f64 = c.chars().map(|x| cyrillic[&x]).product::<f64>() * l.chars().map(|x| latin[&x]).product::<f64>();
        lines.entry(c).or_default().push((l.clone(), ((p / chance).ln() * 10.0).round() as i64));
    }
    println!("# How Latin letters stand for Cyrillic ones in names: for a Cyrillic chunk, the Latin chunks beside it, each with the");
    println!("# log-likelihood ratio against chance in tenths of a nat. The empty chunk is written \"-\".");
    println!(
        "# Source: learned from English-Russian pairs of name tokens taken from Wikidata labels (CC0), training part (64 of 80 parts), by"
    );
    println!("# `cargo run --release -p rapporteur-names --example train_transliteration`.");
    for (c, mut row) in lines {
        row.sort_by_key(|(l, w)| (std::cmp::Reverse(*w), l.clone()));
        let dash = |s: &str| if s.is_empty() { "-".to_owned() } else { s.to_owned() };
        let row: Vec<String> = row.iter().map(|(l, w)| format!("{} {w}", dash(l))).collect();
        println!("{:?} = {:?}", dash(c), row.join(", "));
    }
}
