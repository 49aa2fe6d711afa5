//! Static word vectors: hash of a form → row → product-quantised vector. Reads them from the map, keeps nothing.

use rapporteur_nn::{Error, PqEmbedding, WeightFile};

use super::features::fnv1a;

/// The vectors file.
#[derive(Debug)]
pub(super) struct Vectors {
    file: WeightFile,
    centroids: Vec<f32>,
    parts: usize,
    dim: usize,
}

impl Vectors {
    pub(super) fn open(file: WeightFile) -> Result<Self, Error> {
        let dim = PqEmbedding::open(&file)?.dim();
        let shape = file.tensor("centroids")?.shape().to_vec();
        let centroids = file.tensor("centroids")?.to_f32(&shape)?;
        let vectors = Self { file, centroids, parts: shape[0], dim };
        let (keys, rows) = (vectors.file.tensor("keys")?.u32s()?.len(), vectors.file.tensor("rows")?.bytes()?.len());
        let most = vectors.file.tensor("codes")?.shape()[0];
        let view = vectors.view();
        let largest = (0..rows / 2).map(|at| view.row_at(at)).max().unwrap_or(0);
        if rows != 2 * keys || largest >= most {
            return Err(Error::Shape {
                name: "rows".into(),
                found: format!("{rows} bytes up to row {largest}"),
                expected: format!("{keys} rows below {most}"),
            });
        }
        Ok(vectors)
    }

    /// Numbers of a vector.
    pub(super) fn dim(&self) -> usize {
        self.dim
    }

    pub(super) fn view(&self) -> VectorsView<'_> {
        let checked = "checked when the file was opened";
        VectorsView {
            keys: self.file.tensor("keys").and_then(|t| t.u32s()).expect(checked),
            rows: self.file.tensor("rows").and_then(|t| t.bytes()).expect(checked),
            embedding: PqEmbedding::from_parts(
                self.file.tensor("codes").and_then(|t| t.bytes()).expect(checked),
                &self.centroids,
                self.parts,
            ),
        }
    }
}

/// The tensors of a vectors file.
pub(super) struct VectorsView<'a> {
    keys: &'a [u32],
    rows: &'a [u8],
    embedding: PqEmbedding<'a>,
}

impl VectorsView<'_> {
    fn row_at(&self, at: usize) -> usize {
        usize::from(u16::from_le_bytes([self.rows[2 * at], self.rows[2 * at + 1]]))
    }

    /// Writes the vector of a folded form as it stands, else in small letters; leaves `out` alone where there is none.
    pub(super) fn write(&self, folded: &str, low: &str, out: &mut [f32]) {
        let find = |form: &str| place(self.keys, fnv1a(form.as_bytes()));
        if let Some(at) = find(folded).or_else(|| find(low)) {
            self.embedding.write(self.row_at(at), out);
        }
    }
}

/// Where a key lies among sorted ones. They are hashes, spread evenly, so that each lies near its share of their range.
fn place(keys: &[u32], key: u32) -> Option<usize> {
    let guess = ((u64::from(key) * keys.len() as u64) >> 32) as usize;
    let (mut from, mut to, mut step) = (guess, guess, 32);
    while from > 0 && keys[from] > key {
        from = from.saturating_sub(step);
        step *= 2;
    }
    while to < keys.len() && keys[to] < key {
        to = (to + step).min(keys.len());
        step *= 2;
    }
    let near = keys.get(from..keys.len().min(to + 1))?;
    near.binary_search(&key).ok().map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::place;

    proptest! {
        #[test]
        fn every_key_is_found_and_no_other(keys in prop::collection::btree_set(any::<u32>(), 0..300), near in any::<u32>()) {
            let keys: Vec<u32> = keys.into_iter().collect();
            for key in keys.iter().flat_map(|&key| [key, key.wrapping_add(1), key.wrapping_sub(1)]).chain([near, 0, u32::MAX]) {
                prop_assert_eq!(place(&keys, key), keys.binary_search(&key).ok());
            }
            let close: Vec<u32> = (near / 2..near / 2 + 200).collect();
            prop_assert_eq!(place(&close, near / 2 + 150), Some(150));
        }
    }
}
