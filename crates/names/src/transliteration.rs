//! How likely a Latin and a Cyrillic spelling are one name. Weights are data of `knowledge/names-transliteration.toml`.
//! Compares spellings only: knows no names and decides no identity.
//!
//! Measured on the 26 342 pairs of the measuring part of the name pairs (every ninth): a right pair shares a key in 90.3 %, and its
//! Cyrillic name is the likeliest of all 26 342 in 84.3 %; from `SAME` up lie 82.0 % of the right pairs and no pair by chance.
//! A part of the pairs are translations or other names of one bearer and cannot be told by spelling.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const DATA: &str = include_str!("../../../knowledge/names-transliteration.toml");

/// Tenths of a nat for a pair of chunks that the table does not have: not likely, not impossible.
const UNKNOWN: i32 = -60;
/// Mean weight a letter from which two spellings count as one name, in tenths of a nat (see `measured` below).
const SAME: f32 = 15.0;

/// The same for two spellings beside others that are one name.
const NEARLY: f32 = 8.0;

/// Latin chunks beside one Cyrillic chunk, with their weights, in rising order of the chunk.
type Row = Vec<(u32, i32)>;

static TABLE: LazyLock<HashMap<u32, Row>> = LazyLock::new(|| {
    let rows: BTreeMap<String, String> = toml::from_str(DATA).expect("the table is part of the program and tested");
    let chunk = |text: &str| -> Vec<char> { if text == "-" { Vec::new() } else { text.chars().collect() } };
    let read = |entry: &str| {
        let (latin, weight) = entry.rsplit_once(' ').expect("chunk and weight");
        (pack(&chunk(latin), 8), weight.parse().expect("a whole number"))
    };
    let row = |text: &str| {
        let mut row: Row = text.split(", ").map(read).collect();
        row.sort_unstable();
        row
    };
    rows.iter().map(|(cyrillic, text)| (pack(&chunk(cyrillic), 11), row(text))).collect()
});

/// True when `text` has a letter of the Cyrillic block.
pub fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// Mean weight a letter of the best way to read one spelling as the other, in tenths of a nat; higher is likelier.
///
/// Both in lower case; letters of Belarusian and Ukrainian are taken as the nearest Russian ones.
pub fn likeness(cyrillic: &str, latin: &str) -> f32 {
    let cyrillic: Vec<char> = cyrillic.chars().filter_map(russian).collect();
    let latin: Vec<char> = latin.chars().filter(char::is_ascii_lowercase).collect();
    let (short, long) = (cyrillic.len().min(latin.len()), cyrillic.len().max(latin.len()));
    // No letter stands for more than four, and few for more than two.
    if short == 0 || long > 60 || long > short * 3 {
        return f32::MIN;
    }
    best(&cyrillic, &latin) as f32 / cyrillic.len().max(latin.len()) as f32
}

/// True when the two spellings can be one name.
pub fn same(cyrillic: &str, latin: &str) -> bool {
    begin_alike(cyrillic, latin) && likeness(cyrillic, latin) >= SAME
}

/// True when the two spellings are nearly one name: too little by itself.
pub fn nearly(cyrillic: &str, latin: &str) -> bool {
    begin_alike(cyrillic, latin) && likeness(cyrillic, latin) >= NEARLY
}

/// False where the first letters are consonants of different sounds: most pairs are told apart so, and cheaply.
fn begin_alike(cyrillic: &str, latin: &str) -> bool {
    let letters: Vec<char> = latin.chars().take(4).collect();
    let (Some(first), false) = (cyrillic.chars().next(), letters.is_empty()) else { return false };
    let (a, (b, _)) = (cyrillic_class(first), latin_class(&letters));
    a.iter().any(|x| {
        x.is_empty() || b.iter().any(|y| y.is_empty() || x.chars().next() == y.chars().next() || (*x == "T" && y.starts_with('T')))
    }) || b.iter().any(|y| y.starts_with('T') && a.contains(&"S"))
}

fn best(cyrillic: &[char], latin: &[char]) -> i32 {
    let cols = latin.len() + 1;
    let mut table = vec![i32::MIN / 2; (cyrillic.len() + 1) * cols];
    table[0] = 0;
    for i in 0..=cyrillic.len() {
        let longest_chunk = 2.min(cyrillic.len() - i);
        let rows: Vec<Option<&Row>> = (0..=longest_chunk).map(|n| TABLE.get(&pack(&cyrillic[i..i + n], 11))).collect();
        for j in 0..cols {
            let here = table[i * cols + j];
            for (n, row) in rows.iter().enumerate() {
                let longest = if n == 0 { 1 } else { 4 };
                for m in usize::from(n == 0)..=longest.min(latin.len() - j) {
                    let Some(weight) = weight(*row, n, &latin[j..j + m]) else { continue };
                    let next = &mut table[(i + n) * cols + j + m];
                    *next = (*next).max(here + weight);
                }
            }
        }
    }
    table[cyrillic.len() * cols + cols - 1]
}

/// Weight of a Latin chunk beside a Cyrillic one of `n` letters.
fn weight(row: Option<&Row>, n: usize, latin: &[char]) -> Option<i32> {
    let packed = pack(latin, 8);
    let known = row.and_then(|row| row.binary_search_by_key(&packed, |&(chunk, _)| chunk).ok().map(|at| row[at].1));
    known.or((n <= 1 && latin.len() <= 1).then_some(UNKNOWN - if n == 0 || latin.is_empty() { 40 } else { 0 }))
}

/// A chunk as a number: up to two Cyrillic letters of 11 bits, or up to four Latin ones of 8. Letters are never zero, so that chunks of
/// different lengths differ.
fn pack(chunk: &[char], bits: u32) -> u32 {
    chunk.iter().fold(0, |n, &c| n << bits | (u32::from(c) & ((1 << bits) - 1)))
}

fn russian(c: char) -> Option<char> {
    match c {
        'ё' | 'є' => Some('е'),
        'і' | 'ї' => Some('и'),
        'ў' => Some('в'),
        'ґ' => Some('г'),
        'а'..='я' => Some(c),
        _ => None,
    }
}

/// Keys under which a name is looked for: two spellings of one name nearly always share one (see `measured` below).
///
/// A key is the first three consonants by class, the same for Cyrillic and Latin; Latin letters that stand for several sounds
/// give several keys.
pub fn keys(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut keys = vec![String::new()];
    let mut at = 0;
    while at < letters.len() && keys.iter().any(|k| k.len() < 3) {
        let (classes, step) = if is_cyrillic(name) { (cyrillic_class(letters[at]), 1) } else { latin_class(&letters[at..]) };
        let mut next = Vec::new();
        for key in &keys {
            for class in classes {
                let mut key = key.clone();
                for c in class.chars() {
                    if key.len() < 3 && !key.ends_with(c) {
                        key.push(c);
                    }
                }
                next.push(key);
            }
        }
        next.sort();
        next.dedup();
        next.truncate(8);
        keys = next;
        at += step;
    }
    keys
}

fn cyrillic_class(c: char) -> &'static [&'static str] {
    match c {
        'б' | 'п' => &["P"],
        'в' | 'ф' | 'ў' => &["F"],
        'г' | 'к' | 'х' | 'ґ' => &["K"],
        'д' | 'т' => &["T"],
        'ж' | 'ш' | 'щ' | 'ч' | 'ц' | 'с' | 'з' => &["S"],
        'л' => &["L"],
        'м' => &["M"],
        'н' => &["N"],
        'р' => &["R"],
        _ => &[""],
    }
}

fn latin_class(rest: &[char]) -> (&'static [&'static str], usize) {
    let starts = |text: &str| text.len() <= rest.len() && text.chars().zip(rest).all(|(c, r)| c == *r);
    for (chunk, classes) in LATIN {
        if starts(chunk) {
            return (classes, chunk.len());
        }
    }
    (&[""], 1)
}

const LATIN: [(&str, &[&str]); 38] = [
    ("tsch", &["S", "TS"]),
    ("sch", &["S", "SK"]),
    ("dzh", &["TS"]),
    ("tch", &["S", "TS"]),
    ("tz", &["S", "TS"]),
    ("ts", &["S", "TS"]),
    ("dz", &["TS", "S"]),
    ("cz", &["S"]),
    ("ck", &["K"]),
    ("ch", &["S", "K"]),
    ("sh", &["S"]),
    ("zh", &["S", "TS"]),
    ("kh", &["K"]),
    ("gh", &["K", ""]),
    ("ph", &["F"]),
    ("th", &["T"]),
    ("ll", &["L", ""]),
    ("b", &["P"]),
    ("p", &["P"]),
    ("v", &["F"]),
    ("w", &["F", ""]),
    ("f", &["F"]),
    ("g", &["K", "TS", "S"]),
    ("k", &["K"]),
    ("q", &["K", "S"]),
    ("x", &["KS", "S", "K"]),
    ("c", &["K", "S"]),
    ("d", &["T"]),
    ("t", &["T"]),
    ("s", &["S", ""]),
    ("z", &["S", "TS"]),
    ("j", &["TS", "S", "", "K"]),
    ("l", &["L"]),
    ("m", &["M"]),
    ("n", &["N"]),
    ("r", &["R", ""]),
    ("h", &["K", ""]),
    ("u", &["", "F"]),
];

#[cfg(test)]
mod tests {
    use super::{SAME, keys, likeness, same};

    #[test]
    fn names_of_the_seeds() {
        for (cyrillic, latin) in [
            ("пантус", "pantus"),
            ("шугаев", "shugaev"),
            ("шугаев", "shugayev"),
            ("хренин", "khrenin"),
            ("дмитрий", "dmitry"),
            ("дмитрий", "dmitriy"),
            ("чжань", "zhan"),
            ("шисянь", "shixian"),
            ("рособоронэкспорт", "rosoboronexport"),
            ("ижевск", "izhevsk"),
            ("минск", "minsk"),
            ("зиятдинов", "ziyatdinov"),
        ] {
            assert!(same(cyrillic, latin), "{cyrillic} {latin} {}", likeness(cyrillic, latin));
            assert!(keys(cyrillic).iter().any(|k| keys(latin).contains(k)), "{cyrillic} {latin}");
        }
        for (cyrillic, latin) in
            [("пантус", "potapov"), ("дмитрий", "denis"), ("михеев", "makeev"), ("минск", "pinsk"), ("хренин", "karenin")]
        {
            assert!(!same(cyrillic, latin), "{cyrillic} {latin} {}", likeness(cyrillic, latin));
        }
    }

    /// Every so many pairs of the measuring part are looked up among all of it.
    const STEP: usize = 173;

    /// Prints the figures: `cargo test --release -p rapporteur-names measured -- --nocapture`.
    #[test]
    fn measured() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/names/wd_russian_16.tsv");
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: no pairs of names at {path}");
            return;
        };
        let rows: Vec<(String, String)> = text
            .lines()
            .filter_map(|l| l.split_once('\t').and_then(|(a, b)| Some((a.to_owned(), b.split_once('\t')?.0.replace(' ', "")))))
            .collect();
        let mut blocks: std::collections::HashMap<String, Vec<usize>> = std::collections::HashMap::new();
        for (i, (_, cyrillic)) in rows.iter().enumerate() {
            for key in keys(cyrillic) {
                blocks.entry(key).or_default().push(i);
            }
        }
        let mut scores = Vec::new();
        let (mut blocked, mut first, mut n) = (0, 0, 0);
        for (i, (latin, cyrillic)) in rows.iter().enumerate().step_by(STEP) {
            n += 1;
            let mut candidates: Vec<usize> = keys(latin).iter().filter_map(|k| blocks.get(k)).flatten().copied().collect();
            candidates.sort_unstable();
            candidates.dedup();
            let shares = keys(latin).iter().any(|k| keys(cyrillic).contains(k));
            blocked += usize::from(shares);
            let right = likeness(cyrillic, latin);
            let wrong = candidates
                .iter()
                .filter(|&&c| c != i && rows[c].1 != *cyrillic)
                .map(|&c| likeness(&rows[c].1, latin))
                .fold(f32::MIN, f32::max);
            first += usize::from(shares && right > wrong);
            let random = likeness(&rows[(i * 7919 + 13) % rows.len()].1, latin);
            scores.push((right, wrong, random));
        }
        println!("pairs {n}: blocked {:.3}, first of 26 342 {:.3}", blocked as f32 / n as f32, first as f32 / n as f32);
        let share = |f: &dyn Fn(&(f32, f32, f32)) -> f32, t: f32| scores.iter().filter(|s| f(s) >= t).count() as f32 / n as f32;
        for t in [12.0, SAME, 18.0, 21.0] {
            println!(
                "from {t}: right {:.3}, nearest wrong of 26 342 {:.3}, any wrong {:.4}",
                share(&|s| s.0, t),
                share(&|s| s.1, t),
                share(&|s| s.2, t)
            );
        }
        assert!(blocked as f32 / n as f32 > 0.85 && first as f32 / n as f32 > 0.78);
        assert!(share(&|s| s.0, SAME) > 0.78 && share(&|s| s.2, SAME) < 0.01);
    }
}
