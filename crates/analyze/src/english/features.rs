//! What the networks see of a word: a function of its form alone. `training/features.py` takes the same steps and
//! `training/README.md` states them.

/// Characters of a word that are looked at.
const LONGEST: usize = 48;
/// Rows of the hashed tables.
const PREFIX: u32 = 2048;
const SUFFIX3: u32 = 4096;
const SUFFIX2: u32 = 1024;
const SHAPE: u32 = 512;
const NGRAMS: u32 = 20_000;

/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
pub(super) fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The form with `’` as `'`, cut to what is looked at.
pub(super) fn folded(form: &str) -> String {
    form.chars().take(LONGEST).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// Row numbers of a form in the hashed tables.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Features {
    /// Small letters of the folded form: the key of the word list.
    pub(super) low: String,
    pub(super) prefix: u32,
    pub(super) suffix3: u32,
    pub(super) suffix2: u32,
    pub(super) shape: u32,
    pub(super) ngrams: Vec<u32>,
}

impl Features {
    /// Of a folded form.
    pub(super) fn of(folded: &str) -> Self {
        let low = folded.to_lowercase();
        let ends: Vec<usize> = low.char_indices().map(|(at, _)| at).chain([low.len()]).collect();
        let count = ends.len() - 1;
        let part = |from: usize, to: usize| &low.as_bytes()[ends[from]..ends[to]];
        Self {
            prefix: fnv1a(part(0, count.min(3))) % PREFIX,
            suffix3: fnv1a(part(count.saturating_sub(3), count)) % SUFFIX3,
            suffix2: fnv1a(part(count.saturating_sub(2), count)) % SUFFIX2,
            shape: fnv1a(shape(folded).as_bytes()) % SHAPE,
            ngrams: ngrams(&low),
            low,
        }
    }
}

/// Letters as `X` and `x`, digits as `d`, other characters as they are; four of a kind at most.
fn shape(form: &str) -> String {
    let mut out = String::new();
    let (mut last, mut run) = (None, 0);
    for c in form.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        if run <= 4 {
            out.push(kind);
        }
    }
    out
}

/// Hashes of the stretches of three, four and five characters of `<low>`, by length, then from the left.
fn ngrams(low: &str) -> Vec<u32> {
    let framed = format!("<{low}>");
    let ends: Vec<usize> = framed.char_indices().map(|(at, _)| at).chain([framed.len()]).collect();
    let stretches = (3..=5).flat_map(|n| ends.iter().zip(ends.get(n..).unwrap_or_default()));
    stretches.map(|(&from, &to)| fnv1a(&framed.as_bytes()[from..to]) % NGRAMS).collect()
}

#[cfg(test)]
mod tests {
    use super::{Features, fnv1a, folded, shape};

    #[test]
    fn hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0x811C_9DC5);
        assert_eq!(fnv1a(b"foobar"), 0xBF9C_F968);
    }

    #[test]
    fn shapes_are_short() {
        assert_eq!(shape("Wonderful-20211"), "Xxxxx-dddd");
        assert_eq!(shape("U.S."), "X.X.");
    }

    #[test]
    fn short_words_have_all_features() {
        let a = Features::of(&folded("A’"));
        assert_eq!((a.low.as_str(), a.ngrams.len()), ("a'", 3));
        assert!(Features::of("").ngrams.is_empty());
    }
}
