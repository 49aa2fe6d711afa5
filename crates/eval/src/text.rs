//! Positions in characters for positions in bytes, and the comparison of names that benchmarks forgive small things in.

/// The way from byte to character positions of one text.
#[derive(Debug, Clone)]
pub struct Offsets {
    /// Byte position of each character.
    bytes: Vec<usize>,
}

impl Offsets {
    /// Of this text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { bytes: text.char_indices().map(|(at, _)| at).collect() }
    }

    /// Number of characters before a byte position.
    #[must_use]
    pub fn character(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&at| at < byte)
    }
}

/// Lower case, ё as е, one kind of dash, no quotation marks, single spaces, none around punctuation.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'ё' => 'е',
            '‐' | '−' | '‒' | '–' | '—' | '―' => '-',
            '’' | '`' => '\'',
            '«' | '»' | '“' | '”' | '„' | '"' => continue,
            c => c,
        };
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let tight = matches!(c, ',' | '.' | '-' | ')') || out.ends_with(['-', '(']) || out.is_empty();
        if space && !tight {
            out.push(' ');
        }
        space = false;
        out.push(c);
    }
    out
}

/// True when two normalised texts are the same but for small slips: one edit in 3 to 9 characters, two in more.
#[must_use]
pub fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (long, short) = {
        let (a, b) = (a.chars().count(), b.chars().count());
        (a.max(b), a.min(b))
    };
    let allowed = match long {
        0..=2 => 0,
        3..=9 => 1,
        _ => 2,
    };
    long - short <= allowed && strsim::levenshtein(a, b) <= allowed
}

#[cfg(test)]
mod tests {
    use super::{Offsets, alike, normalise};

    #[test]
    fn characters_before_a_byte() {
        let offsets = Offsets::new("Да, ok");
        assert_eq!((offsets.character(4), offsets.character(5), offsets.character(99)), (2, 3, 6));
    }

    #[test]
    fn normal_forms() {
        assert_eq!(normalise("  «Алмаз — Антей» ,  Ёлкино"), "алмаз-антей, елкино");
        assert_eq!(normalise("проповедник - евангелист"), normalise("Проповедник-евангелист"));
    }

    #[test]
    fn small_slips_are_forgiven_by_length() {
        assert!(alike("мэра", "мэр"));
        assert!(!alike("рф", "рб"));
        assert!(alike("президентом", "президент"));
        assert!(!alike("президент", "президентом россии"));
    }
}
