//! A cache of computed rows by key, of fixed size, that never gives up a row which the current batch needs.

/// Rows of `width` numbers by a 32-bit key: four places per set, the one unused for longest is given up. Rows that find no
/// place in a batch live in an overflow area until the next batch.
#[derive(Debug)]
pub struct RowCache {
    width: usize,
    /// Key and the last batch that used it, `[set][4]`.
    places: Vec<(u32, u32)>,
    rows: Vec<f32>,
    overflow: Vec<u32>,
    batch: u32,
}

const WAYS: usize = 4;
const EMPTY: u32 = u32::MAX;

impl RowCache {
    /// A cache of about `count` rows of `width` numbers; its memory is taken as it fills.
    #[must_use]
    pub fn new(count: usize, width: usize) -> Self {
        let places = count.next_multiple_of(WAYS).max(WAYS);
        Self { width, places: vec![(EMPTY, 0); places], rows: vec![0.0; places * width], overflow: Vec::new(), batch: 0 }
    }

    /// Begins a batch: rows found or placed from now on stay where they are until the next call.
    pub fn begin(&mut self) {
        self.overflow.clear();
        self.rows.truncate(self.places.len() * self.width);
        self.batch += 1;
        if self.batch == u32::MAX {
            self.places.fill((EMPTY, 0));
            self.batch = 1;
        }
    }

    /// The row of `key`: its number, and whether the caller must compute it first. A key must not be `u32::MAX`.
    pub fn place(&mut self, key: u32) -> (u32, bool) {
        let sets = self.places.len() / WAYS;
        let set = (key.wrapping_mul(0x9E37_79B1) >> 7) as usize % sets * WAYS;
        let places = &mut self.places[set..set + WAYS];
        if let Some(way) = places.iter().position(|place| place.0 == key) {
            places[way].1 = self.batch;
            return ((set + way) as u32, false);
        }
        let (way, oldest) = places.iter().map(|place| place.1).enumerate().min_by_key(|&(_, age)| age).expect("four places");
        if oldest < self.batch {
            places[way] = (key, self.batch);
            return ((set + way) as u32, true);
        }
        let known = self.overflow.iter().position(|&other| other == key);
        let at = known.unwrap_or(self.overflow.len());
        if known.is_none() {
            self.overflow.push(key);
            self.rows.resize((self.places.len() + at + 1) * self.width, 0.0);
        }
        ((self.places.len() + at) as u32, known.is_none())
    }

    /// All rows; row `i` begins at `i * width`.
    pub fn rows_mut(&mut self) -> &mut [f32] {
        &mut self.rows
    }

    /// Row `number`.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn row(&self, number: u32) -> &[f32] {
        &self.rows[number as usize * self.width..][..self.width]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::RowCache;

    proptest! {
        #[test]
        fn every_row_of_a_batch_is_its_own(batches in prop::collection::vec(prop::collection::vec(0u32..60, 0..40), 1..6)) {
            let mut cache = RowCache::new(16, 1);
            for keys in batches {
                cache.begin();
                let mut placed = Vec::new();
                for key in keys {
                    let (row, new) = cache.place(key);
                    if new {
                        cache.rows_mut()[row as usize] = key as f32;
                    }
                    placed.push((row, key));
                }
                for (row, key) in placed {
                    prop_assert_eq!(cache.row(row), &[key as f32]);
                }
            }
        }
    }
}
