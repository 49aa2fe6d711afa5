//! Embeddings compressed by product quantisation: a vector is a row of code words, each a byte.

use crate::{Error, WeightFile};

/// Where a product-quantised embedding lies in a weight file: tensors `codes` u8 `[vectors, parts]` and `centroids` f32
/// `[parts, 256, part]`. Vector `i` is the concatenation over `q` of `centroids[q][codes[i][q]]`.
#[derive(Debug, Clone, Copy)]
pub struct PqEmbedding<'a> {
    codes: &'a [u8],
    centroids: &'a [f32],
    parts: usize,
    part: usize,
}

impl<'a> PqEmbedding<'a> {
    /// Reads the two tensors.
    ///
    /// # Errors
    /// Where they are missing, of another form, or not finite.
    pub fn open(file: &'a WeightFile) -> Result<Self, Error> {
        let (codes, centroids) = (file.tensor("codes")?, file.tensor("centroids")?);
        let form = |found: &[usize]| Error::Shape {
            name: "codes, centroids".into(),
            found: format!("{found:?}"),
            expected: "[vectors, parts], [parts, 256, part]".into(),
        };
        match (codes.shape(), centroids.shape()) {
            (&[_, parts], &[of, 256, part]) if of == parts => {
                Ok(Self { codes: codes.bytes()?, centroids: centroids.f32s(&[parts, 256, part])?, parts, part })
            }
            (_, other) => Err(form(other)),
        }
    }

    /// Takes the tensors as they were checked before, by [`open`](Self::open).
    #[must_use]
    pub fn from_parts(codes: &'a [u8], centroids: &'a [f32], parts: usize) -> Self {
        Self { codes, centroids, parts, part: centroids.len() / parts / 256 }
    }

    /// Numbers of a vector.
    #[must_use]
    pub fn dim(&self) -> usize {
        self.parts * self.part
    }

    /// Writes vector `index` into `out`.
    ///
    /// # Panics
    /// If there is no such vector or `out` is not `dim` long.
    pub fn write(&self, index: usize, out: &mut [f32]) {
        assert_eq!(out.len(), self.dim(), "one number per dimension");
        let codes = &self.codes[index * self.parts..][..self.parts];
        // Parts of a known length are copied without a call.
        match self.part {
            3 => self.copy::<3>(codes, out),
            4 => self.copy::<4>(codes, out),
            _ => {
                for (q, (&code, out)) in codes.iter().zip(out.chunks_exact_mut(self.part)).enumerate() {
                    let at = (q * 256 + code as usize) * self.part;
                    out.copy_from_slice(&self.centroids[at..at + self.part]);
                }
            }
        }
    }

    fn copy<const PART: usize>(&self, codes: &[u8], out: &mut [f32]) {
        let centroids = self.centroids.as_chunks::<PART>().0;
        for ((&code, out), book) in codes.iter().zip(out.as_chunks_mut::<PART>().0).zip(centroids.chunks_exact(256)) {
            *out = book[code as usize];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PqEmbedding;

    #[test]
    fn a_vector_is_its_code_words_in_order() {
        let centroids: Vec<f32> = (0..2 * 256 * 2).map(|i| i as f32).collect();
        let embedding = PqEmbedding::from_parts(&[0, 0, 3, 255], &centroids, 2);
        let mut out = [0.0; 4];
        embedding.write(1, &mut out);
        assert_eq!(out, [6.0, 7.0, 1022.0, 1023.0]);
        let centroids: Vec<f32> = (0..2 * 256 * 3).map(|i| i as f32).collect();
        let mut out = [0.0; 6];
        PqEmbedding::from_parts(&[1, 2], &centroids, 2).write(0, &mut out);
        assert_eq!(out, [3.0, 4.0, 5.0, 774.0, 775.0, 776.0]);
    }
}
