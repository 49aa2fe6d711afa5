//! Word vectors: the word list with a search table that lies ready in the file, and the quantised vectors.

use std::path::Path;

use rapporteur_nn::{Error, PqEmbedding, WeightFile};

/// Longer words are in no list.
const LONGEST: usize = 200;

/// The word list and vectors, memory mapped.
///
/// Tensors: `words` (UTF-8 of all words, one after the other), `starts` (u32, one more than words), `table` (u32, open
/// addressing by [`hash`], a power of two of places, `u32::MAX` where free), and those of [`PqEmbedding`].
#[derive(Debug)]
pub(crate) struct Vocabulary {
    file: WeightFile,
    centroids: Vec<f32>,
    parts: usize,
    unknown: u32,
}

impl Vocabulary {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let file = WeightFile::open(path)?;
        PqEmbedding::open(&file)?;
        let shape = file.tensor("centroids")?.shape().to_vec();
        let centroids = file.tensor("centroids")?.to_f32(&shape)?;
        let header = |reason: &str| Error::Header { path: path.to_owned(), reason: reason.to_owned() };
        let words = file.tensor("codes")?.shape()[0];
        let (starts, table) = (file.tensor("starts")?.u32s()?, file.tensor("table")?.u32s()?);
        let text = file.tensor("words")?.bytes()?;
        if starts.len() != words + 1 || starts.last() != Some(&(text.len() as u32)) || !table.len().is_power_of_two() {
            return Err(header("word list, search table and vectors do not fit one another"));
        }
        let unknown = file.meta("unknown").and_then(|id| id.parse().ok()).filter(|&id: &u32| (id as usize) < words);
        let unknown = unknown.ok_or_else(|| header("no id for unknown words"))?;
        Ok(Self { centroids, parts: shape[0], unknown, file })
    }

    /// Which vectors these are; models name the vectors they need.
    pub(crate) fn id(&self) -> &str {
        self.file.meta("id").unwrap_or_default()
    }

    /// The vectors.
    pub(crate) fn vectors(&self) -> PqEmbedding<'_> {
        PqEmbedding::from_parts(self.bytes("codes"), &self.centroids, self.parts)
    }

    /// Searches words; borrows the mapped tensors once.
    pub(crate) fn search(&self) -> Search<'_> {
        Search { words: self.bytes("words"), starts: self.u32s("starts"), table: self.u32s("table"), unknown: self.unknown }
    }

    fn bytes(&self, name: &'static str) -> &[u8] {
        self.file.tensor(name).and_then(|t| t.bytes()).expect("checked when the file was opened")
    }

    fn u32s(&self, name: &'static str) -> &[u32] {
        self.file.tensor(name).and_then(|t| t.u32s()).expect("checked when the file was opened")
    }
}

/// The mapped word list.
pub(crate) struct Search<'a> {
    words: &'a [u8],
    starts: &'a [u32],
    table: &'a [u32],
    unknown: u32,
}

impl Search<'_> {
    /// The id of a lower-case word, or that of unknown words.
    pub(crate) fn id(&self, word: &str) -> u32 {
        if word.len() > LONGEST {
            return self.unknown;
        }
        let mask = self.table.len() - 1;
        let mut place = hash(word.as_bytes()) as usize & mask;
        // Ends also in a table that a damaged file left without a free place.
        for _ in 0..=mask {
            match self.table[place] {
                u32::MAX => break,
                id if self.word(id) == Some(word.as_bytes()) => return id,
                _ => place = (place + 1) & mask,
            }
        }
        self.unknown
    }

    fn word(&self, id: u32) -> Option<&[u8]> {
        let id = id as usize;
        self.words.get(*self.starts.get(id)? as usize..*self.starts.get(id + 1)? as usize)
    }
}

/// FNV-1a of 64 bits, its halves folded. Part of the file format.
pub(crate) fn hash(word: &[u8]) -> u32 {
    let hash = word.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ hash >> 32) as u32
}

/// The search table of a word list: twice as many places as words or more.
pub(crate) fn table<'a>(words: impl ExactSizeIterator<Item = &'a [u8]>) -> Vec<u32> {
    let mut table = vec![u32::MAX; (2 * words.len()).next_power_of_two().max(2)];
    let mask = table.len() - 1;
    for (id, word) in words.enumerate() {
        let mut place = hash(word) as usize & mask;
        while table[place] != u32::MAX {
            place = (place + 1) & mask;
        }
        table[place] = id as u32;
    }
    table
}
