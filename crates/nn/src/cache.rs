//! Computed rows by key, shared by all threads: a thread finds what another has computed, and waits for none.
//!
//! There are two generations. New rows go into the young one; what is found in the old one is copied over. When the young one is
//! full it becomes the old one, so that rows in use stay and others go. A row, once there, is never written again, so that
//! reading needs no lock.

use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::HashMap;
use memmap2::{MmapMut, MmapRaw};

/// Rows of `width` numbers by a key of 63 bits other than 0.
#[derive(Debug)]
pub struct SharedRows {
    width: usize,
    count: usize,
    generations: RwLock<[Arc<Table>; 2]>,
}

/// A key whose row is not there yet.
const BUSY: u64 = 1 << 63;
const FREE: u64 = 0;

impl SharedRows {
    /// Rows of `width` numbers, at most twice `count` of them; their memory is taken as they come.
    #[must_use]
    pub fn new(count: usize, width: usize) -> Self {
        let empty = || Arc::new(Table::new(count, width));
        Self { width, count, generations: RwLock::new([empty(), empty()]) }
    }

    /// Both generations; makes room first where the young one is full.
    fn current(&self) -> [Arc<Table>; 2] {
        let current = self.generations.read().unwrap_or_else(PoisonError::into_inner).clone();
        if !current[0].is_full() {
            return current;
        }
        drop(current);
        let mut both = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        if both[0].is_full() {
            both.swap(0, 1);
            // Nobody reads the table that is given up: its memory can be used again.
            match Arc::get_mut(&mut both[0]) {
                Some(table) => table.clear(),
                None => both[0] = Arc::new(Table::new(self.count, self.width)),
            }
        }
        both.clone()
    }
}

/// A table of open addressing; rows lie one after the other in the order in which they came.
#[derive(Debug)]
struct Table {
    width: usize,
    most: usize,
    taken: AtomicUsize,
    keys: Box<[AtomicU64]>,
    /// The row of each key.
    numbers: Box<[AtomicU32]>,
    /// Numbers, zero where nothing was written yet.
    rows: MmapRaw,
}

/// A place in the table with the row that was given to it.
#[derive(Debug, Clone, Copy)]
struct Claim {
    place: usize,
    row: u32,
}

// SAFETY: a row is written only by the thread that has set its free key to `BUSY`, before it sets the key itself with release
// order, and read only by threads that have seen that key with acquire order.
unsafe impl Sync for Table {}

impl Table {
    fn new(count: usize, width: usize) -> Self {
        let places = (2 * count).next_power_of_two().max(2);
        let keys = (0..places).map(|_| AtomicU64::new(FREE)).collect();
        let numbers = (0..places).map(|_| AtomicU32::new(0)).collect();
        Self { width, most: count, taken: AtomicUsize::new(0), keys, numbers, rows: memory(count * width) }
    }

    fn is_full(&self) -> bool {
        self.taken.load(Ordering::Relaxed) >= self.most
    }

    fn clear(&mut self) {
        self.keys.iter_mut().for_each(|key| *key = AtomicU64::new(FREE));
        self.taken = AtomicUsize::new(0);
    }

    /// The row of a key, where it is there.
    fn find(&self, key: u64) -> Option<u32> {
        for place in self.probe(key) {
            match self.keys[place].load(Ordering::Acquire) {
                FREE => return None,
                found if found == key => return Some(self.numbers[place].load(Ordering::Relaxed)),
                _ => {}
            }
        }
        None
    }

    /// Takes a free place and row for a key, unless the key is there already or the table is full.
    fn claim(&self, key: u64) -> Option<Claim> {
        if self.is_full() {
            return None;
        }
        for place in self.probe(key) {
            match self.keys[place].compare_exchange(FREE, key | BUSY, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => {
                    // Where several threads fill the table at once, some get no row: their keys stay busy, which is a miss.
                    let row = self.taken.fetch_add(1, Ordering::Relaxed);
                    return (row < self.most).then_some(Claim { place, row: row as u32 });
                }
                Err(other) if other & !BUSY == key => return None,
                Err(_) => {}
            }
        }
        None
    }

    fn probe(&self, key: u64) -> impl Iterator<Item = usize> + use<> {
        let mask = self.keys.len() - 1;
        let start = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize;
        (0..=mask).map(move |step| (start + step) & mask)
    }

    /// Writes the row taken by [`claim`](Self::claim), after which all may read it.
    fn fill(&self, claim: Claim, key: u64, row: &[f32]) {
        assert_eq!(row.len(), self.width, "one number a column");
        debug_assert_eq!(self.keys[claim.place].load(Ordering::Relaxed), key | BUSY);
        // SAFETY: the row is this thread's until the key is set, see `Sync` above.
        unsafe { std::ptr::copy_nonoverlapping(row.as_ptr(), self.start(claim.row), self.width) };
        self.numbers[claim.place].store(claim.row, Ordering::Relaxed);
        self.keys[claim.place].store(key, Ordering::Release);
    }

    /// A row that [`find`](Self::find) gave.
    fn row(&self, row: u32) -> &[f32] {
        // SAFETY: `find` has seen the key, so the row is whole and nobody writes it again while the table is shared.
        unsafe { std::slice::from_raw_parts(self.start(row), self.width) }
    }

    /// Where a row begins.
    fn start(&self, row: u32) -> *mut f32 {
        assert!((row as usize) < self.most, "a row of the table");
        // SAFETY: the memory holds `most` rows.
        unsafe { self.rows.as_mut_ptr().cast::<f32>().add(row as usize * self.width) }
    }
}

/// Memory for numbers, all zero; what nobody has touched costs nothing. Where the system can, it comes in large pages: rows are
/// read from all over it.
fn memory(count: usize) -> MmapRaw {
    let memory = MmapMut::map_anon((count * size_of::<f32>()).max(1)).expect("memory for a cache");
    // A wish; where it cannot be granted all goes on as it would have.
    #[cfg(target_os = "linux")]
    let _ = memory.advise(memmap2::Advice::HugePage);
    memory.into()
}

/// The rows of one batch of keys. Kept by a thread from batch to batch for its buffers.
#[derive(Debug, Default)]
pub struct RowBatch {
    width: usize,
    /// Empty between batches.
    tables: Vec<Arc<Table>>,
    /// For every key: its row in the young table, in the old one, or among the fresh ones.
    places: Vec<Place>,
    /// Keys to be computed, and the row in the young table that waits for them.
    missing: Vec<(u64, Option<Claim>)>,
    known: HashMap<u64, u32>,
    fresh: Vec<f32>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Young(u32),
    Old(u32),
    Fresh(u32),
}

impl RowBatch {
    /// Looks up keys; gives the positions of those whose rows must be computed, each key once, in order.
    pub fn find(&mut self, shared: &SharedRows, keys: impl Iterator<Item = u64>) -> Vec<usize> {
        self.width = shared.width;
        self.tables = shared.current().into();
        self.places.clear();
        self.missing.clear();
        self.known.clear();
        let mut wanted = Vec::new();
        for (position, key) in keys.enumerate() {
            let place = self.place(key);
            if matches!(place, Place::Fresh(row) if row as usize == wanted.len()) {
                wanted.push(position);
            }
            self.places.push(place);
        }
        wanted
    }

    fn place(&mut self, key: u64) -> Place {
        debug_assert!(key != FREE && key & BUSY == 0);
        let (young, old) = (&self.tables[0], &self.tables[1]);
        if let Some(row) = young.find(key) {
            return Place::Young(row);
        }
        if let Some(row) = old.find(key) {
            if let Some(claim) = young.claim(key) {
                young.fill(claim, key, old.row(row));
            }
            return Place::Old(row);
        }
        let next = self.missing.len() as u32;
        let row = *self.known.entry(key).or_insert(next);
        if row == next {
            self.missing.push((key, young.claim(key)));
        }
        Place::Fresh(row)
    }

    /// Has the missing rows computed, one after the other in the order of [`find`](Self::find), and shows them to all threads.
    pub fn fill(&mut self, compute: impl FnOnce(&mut [f32])) {
        self.fresh.resize(self.missing.len() * self.width, 0.0);
        compute(&mut self.fresh);
        for (&(key, claim), row) in self.missing.iter().zip(self.fresh.chunks_exact(self.width)) {
            if let Some(claim) = claim {
                self.tables[0].fill(claim, key, row);
            }
        }
    }

    /// The row of the key at this position of the batch.
    ///
    /// # Panics
    /// If there is none, or the batch is over.
    #[must_use]
    pub fn row(&self, position: usize) -> &[f32] {
        match self.places[position] {
            Place::Young(row) => self.tables[0].row(row),
            Place::Old(row) => self.tables[1].row(row),
            Place::Fresh(row) => &self.fresh[row as usize * self.width..][..self.width],
        }
    }

    /// Ends the batch: lets go of the shared rows.
    pub fn end(&mut self) {
        self.tables.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{RowBatch, SharedRows};

    /// One batch: every key must have its row, whoever computed it. Gives how many were computed.
    fn check(shared: &SharedRows, batch: &mut RowBatch, keys: &[u64]) -> usize {
        let wanted = batch.find(shared, keys.iter().copied());
        batch.fill(|rows| {
            for (&position, row) in wanted.iter().zip(rows.chunks_exact_mut(2)) {
                row.copy_from_slice(&[keys[position] as f32, 1.0]);
            }
        });
        for (position, &key) in keys.iter().enumerate() {
            assert_eq!(batch.row(position), [key as f32, 1.0]);
        }
        batch.end();
        wanted.len()
    }

    proptest! {
        #[test]
        fn every_key_has_its_own_row(batches in prop::collection::vec(prop::collection::vec(1u64..60, 0..40), 1..8)) {
            let (shared, mut batch) = (SharedRows::new(16, 2), RowBatch::default());
            for keys in batches {
                let computed = check(&shared, &mut batch, &keys);
                let distinct = keys.iter().collect::<std::collections::BTreeSet<_>>().len();
                prop_assert!(computed <= distinct);
            }
        }
    }

    #[test]
    fn rows_in_use_outlive_others() {
        let (shared, mut batch) = (SharedRows::new(8, 2), RowBatch::default());
        assert_eq!(check(&shared, &mut batch, &[1, 2, 3, 1]), 3);
        for other in 10..100 {
            assert_eq!(check(&shared, &mut batch, &[1, 2, 3, other]), 1, "at {other}");
        }
        assert_eq!(check(&shared, &mut batch, &[10]), 1, "long unused");
    }

    #[test]
    fn threads_share_rows() {
        let shared = SharedRows::new(64, 2);
        let work = |seed: u64| {
            let mut batch = RowBatch::default();
            for round in 0..400 {
                let keys: Vec<u64> = (0..20).map(|i| (seed + round * 7 + i * i) % 150 + 1).collect();
                check(&shared, &mut batch, &keys);
            }
        };
        std::thread::scope(|scope| (0..4).for_each(|seed| drop(scope.spawn(move || work(seed)))));
    }
}
