//! How likely a Latin and a Cyrillic spelling are one name. Weights are data of `knowledge/names-transliteration.toml`.
//! Compares spellings only: knows no names and decides no identity.
//!
//! Measured on the 26 342 pairs of the measuring part of the name pairs (every ninth): a right pair shares a key in 90.8 %, and its
//! Cyrillic name is the likeliest of all 26 342 in 83.0 %; from `SAME` up lie 80.4 % of the right pairs and no pair by chance.
//! A part of the pairs are translations or other names of one bearer and cannot be told by spelling.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Tenths of a nat for a pair of letters that the table does not have: not likely, not impossible.
const UNKNOWN: i16 = -60;
/// The same for a letter that stands beside nothing.
const SILENT: i16 = -100;
/// For chunks of several letters that the table does not have.
const NEVER: i16 = -2000;
/// Mean weight a letter from which two spellings count as one name, in tenths of a nat (see `measured` below).
pub(crate) const SAME: f32 = 18.0;
/// The same for two spellings beside others that are one name.
pub(crate) const NEARLY: f32 = 10.0;
/// The same for names of few syllables, where one other letter makes another name.
pub(crate) const SURE: f32 = 24.0;
/// Letters of the longest word that is weighed.
const LONGEST: usize = 24;
/// How far from the straight line between the ends a way of reading may go, in letters.
const BAND: usize = 4;

/// Weights of pairs of chunks: a row a Cyrillic chunk, a column a Latin one. Row and column 0 are the empty chunk, 1 is any unknown letter.
struct Table {
    rows: HashMap<String, u16>,
    columns: HashMap<String, u16>,
    weights: Vec<i16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let entries: Vec<(&str, &str, i16)> = rapporteur_knowledge::naming::transliteration()
        .iter()
        .flat_map(|(cyrillic, row)| row.split(", ").map(move |entry| (cyrillic, entry)))
        .map(|(cyrillic, entry)| {
            let (latin, weight) = entry.rsplit_once(' ').expect("chunk and weight");
            (cyrillic.as_str(), latin, weight.parse().expect("a whole number"))
        })
        .collect();
    let numbers = |chunks: Vec<&str>| {
        let mut numbers = HashMap::from([("-".to_owned(), 0), ("?".to_owned(), 1)]);
        for chunk in chunks {
            let next = u16::try_from(numbers.len()).expect("some thousand chunks");
            numbers.entry(chunk.to_owned()).or_insert(next);
        }
        numbers
    };
    let rows = numbers(entries.iter().map(|e| e.0).collect());
    let columns = numbers(entries.iter().map(|e| e.1).collect());
    let mut weights = vec![NEVER; rows.len() * columns.len()];
    let single = |chunk: &str| chunk.trim_end_matches('$').chars().count() == 1;
    for (row, &r) in rows.iter().filter(|(row, _)| single(row)) {
        for (column, &c) in columns.iter().filter(|(column, _)| single(column)) {
            weights[usize::from(r) * columns.len() + usize::from(c)] = if row == "-" || column == "-" { SILENT } else { UNKNOWN };
        }
    }
    for (row, column, weight) in entries {
        weights[usize::from(rows[row]) * columns.len() + usize::from(columns[column])] = weight;
    }
    Table { rows, columns, weights }
});

/// A word cut into the chunks that the weights know: for each letter the numbers of the chunks that begin there, by length; the last is marked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sounds {
    /// Classes of the consonants; chunks of one letter and of two.
    Cyrillic(Consonants, Box<[[u16; 2]]>),
    /// Classes of the consonants; chunks of one letter to four.
    Latin(Consonants, Box<[[u16; 4]]>),
}

/// Classes of the consonants of a word, a bit each: most pairs of words are told apart by these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Consonants {
    /// Of the first sound.
    first: u16,
    /// Of all sounds that its letters may stand for.
    may: u16,
    /// Of letters that stand for one sound alone and are always heard.
    must: u16,
}

impl Consonants {
    fn cyrillic(letters: &[char]) -> Self {
        let all = letters.iter().map(|&c| class_bits(cyrillic_class(c))).fold(0, |a, b| a | b);
        Self { first: letters.first().map_or(0, |&c| class_bits(cyrillic_class(c))), may: all & !OPEN, must: all & !OPEN }
    }

    fn latin(letters: &[char]) -> Self {
        let (mut at, mut all) = (0, Self { first: 0, may: 0, must: 0 });
        while at < letters.len() {
            let (classes, step) = latin_class(&letters[at..]);
            let bits = class_bits(classes);
            if at == 0 {
                all.first = bits;
            }
            all.may |= bits & !OPEN;
            // Last letters fall silent.
            if bits.count_ones() == 1 && at + step < letters.len() {
                all.must |= bits & !OPEN;
            }
            at += step;
        }
        all
    }

    /// False where the words have different consonants, or begin with such.
    fn alike(self, latin: Self) -> bool {
        begin_alike(self.first, latin.first) && (self.must & !latin.may).count_ones() < 2 && (latin.must & !self.may).count_ones() < 2
    }
}

/// The number of an absent chunk.
const ABSENT: u16 = u16::MAX;

impl Sounds {
    /// The sounds of a folded word; letters of Belarusian and Ukrainian are taken as the nearest Russian ones. Other signs are passed over.
    pub fn of(folded: &str) -> Self {
        if is_cyrillic(folded) {
            let letters: Vec<char> = folded.chars().filter_map(russian).collect();
            Self::Cyrillic(Consonants::cyrillic(&letters), chunks(&letters, &TABLE.rows))
        } else {
            let letters: Vec<char> = folded.chars().filter(char::is_ascii_lowercase).collect();
            Self::Latin(Consonants::latin(&letters), chunks(&letters, &TABLE.columns))
        }
    }

    /// Mean weight a letter of the best way to read one word as the other, in tenths of a nat; higher is likelier. Nothing for two words
    /// of one script, and for words too long or of lengths too different.
    pub fn likeness(&self, other: &Self) -> Option<f32> {
        let (cyrillic, latin) = match (self, other) {
            (Self::Cyrillic(x, c), Self::Latin(y, l)) | (Self::Latin(y, l), Self::Cyrillic(x, c)) if x.alike(*y) => (c, l),
            _ => return None,
        };
        let (short, long) = (cyrillic.len().min(latin.len()), cyrillic.len().max(latin.len()));
        // No letter stands for more than four, and few for more than two.
        (short > 0 && long <= LONGEST && long <= short * 3).then(|| f32::from(best(cyrillic, latin)) / long as f32)
    }

    /// True when the two words, of two scripts, can be one name.
    pub fn same(&self, other: &Self) -> bool {
        self.likeness(other).is_some_and(|l| l >= SAME)
    }

    /// True when the two words, of two scripts, are nearly one name: too little by itself.
    pub fn nearly(&self, other: &Self) -> bool {
        self.likeness(other).is_some_and(|l| l >= NEARLY)
    }
}

fn chunks<const N: usize>(letters: &[char], numbers: &HashMap<String, u16>) -> Box<[[u16; N]]> {
    let of = |at: usize| {
        let mut found = [ABSENT; N];
        for (n, number) in found.iter_mut().enumerate().take(letters.len() - at) {
            let mut chunk: String = letters[at..=at + n].iter().collect();
            if at + n + 1 == letters.len() {
                chunk.push('$');
            }
            *number = numbers.get(&chunk).copied().unwrap_or(if n == 0 { 1 } else { ABSENT });
        }
        found
    };
    (0..letters.len()).map(of).collect()
}

fn best(cyrillic: &[[u16; 2]], latin: &[[u16; 4]]) -> i16 {
    let table = &*TABLE;
    let width = table.columns.len();
    let (rows, columns) = (cyrillic.len(), latin.len());
    let mut sums = [[NEVER * 4; LONGEST + 1]; LONGEST + 1];
    sums[0][0] = 0;
    for i in 0..=rows {
        let line = i * columns / rows;
        let reach = columns.min(line + BAND);
        for j in line.saturating_sub(BAND)..=reach {
            let here = sums[i][j];
            if here <= NEVER {
                continue;
            }
            let rest = columns - j;
            if rest > 0 {
                let silent = here + table.weights[usize::from(latin[j][0])];
                sums[i][j + 1] = sums[i][j + 1].max(silent);
            }
            let Some(starts) = cyrillic.get(i) else { continue };
            for (n, &row) in starts.iter().enumerate().filter(|(_, row)| **row != ABSENT) {
                let weights = &table.weights[usize::from(row) * width..][..width];
                let next = &mut sums[i + n + 1][j..];
                next[0] = next[0].max(here + weights[0]);
                for (m, &column) in latin.get(j).into_iter().flatten().take(rest).enumerate() {
                    if column != ABSENT {
                        next[m + 1] = next[m + 1].max(here + weights[usize::from(column)]);
                    }
                }
            }
        }
    }
    sums[rows][columns]
}

/// True when `text` has a letter of the Cyrillic block.
pub fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// As [`Sounds::likeness`] of two folded words; of words that cannot be weighed the least number.
pub fn likeness(cyrillic: &str, latin: &str) -> f32 {
    Sounds::of(cyrillic).likeness(&Sounds::of(latin)).unwrap_or(f32::MIN)
}

/// True when the two spellings can be one name.
pub fn same(cyrillic: &str, latin: &str) -> bool {
    Sounds::of(cyrillic).same(&Sounds::of(latin))
}

/// Classes of sounds with which a word may begin.
const CLASSES: &str = "PFKTSLMNR";
/// A vowel, or a letter that is not heard.
const OPEN: u16 = 1 << 9;

fn class_bits(classes: &[&str]) -> u16 {
    let bits = |class: &&str| match class.is_empty() {
        true => OPEN,
        false => class.chars().filter_map(|c| CLASSES.find(c)).fold(0, |bits, at| bits | 1 << at),
    };
    classes.iter().map(bits).fold(0, |a, b| a | b)
}

/// False where the first letters are consonants of different sounds: most pairs are told apart so, and cheaply. "T" stands for «Ц», too.
fn begin_alike(cyrillic: u16, latin: u16) -> bool {
    const T: u16 = 1 << 3;
    const S: u16 = 1 << 4;
    (cyrillic | latin) & OPEN != 0 || cyrillic & latin != 0 || (cyrillic & S != 0 && latin & T != 0)
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
    let consonants = crate::scripts::Abjad::of(name).map(|_| any_ascii::any_ascii(name).to_lowercase());
    let name = consonants.as_deref().unwrap_or(name);
    let letters: Vec<char> = name.chars().collect();
    // Each with how often a letter was not taken for its usual sound: of too many keys the likeliest stay.
    let mut keys = vec![(0_usize, String::new())];
    let mut at = 0;
    while at < letters.len() && keys.iter().any(|(_, k)| k.len() < 3) {
        let (classes, step) = if is_cyrillic(name) { (cyrillic_class(letters[at]), 1) } else { latin_class(&letters[at..]) };
        let mut next = Vec::new();
        for (unusual, key) in &keys {
            for (rank, class) in classes.iter().enumerate() {
                let mut key = key.clone();
                for c in class.chars() {
                    if key.len() < 3 && !key.ends_with(c) {
                        key.push(c);
                    }
                }
                next.push((unusual + rank, key));
            }
        }
        next.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
        next.dedup_by(|a, b| a.1 == b.1);
        next.sort();
        next.truncate(10);
        keys = next;
        at += step;
    }
    let mut keys: Vec<String> = keys.into_iter().map(|(_, key)| key).collect();
    keys.sort();
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

const LATIN: [(&str, &[&str]); 39] = [
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
    ("ng", &["N", "NK"]),
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
