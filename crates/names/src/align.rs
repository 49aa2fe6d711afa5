//! The words of two names of persons beside each other: which stand for which, and what is left over. Weighs words by their spelling; knows
//! no slots, since the order of a name does not tell its family name.

use crate::part::{Manner, NEAR, Part, SOUND, WRONG_LETTER, same_initial};

/// Names of more words are compared by their first ones.
const MOST: usize = 8;

/// Another way to read some words of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Reading {
    at: usize,
    words: usize,
    part: Part,
}

impl Reading {
    /// `words` words from `at` on, read as this one.
    pub(crate) fn new(at: usize, words: usize, part: Part) -> Self {
        Self { at, words, part }
    }

    /// It stands for one word.
    pub(crate) fn is_word(&self) -> bool {
        self.words == 1
    }

    /// What is read.
    pub(crate) fn part(&self) -> &Part {
        &self.part
    }

    fn covers(&self) -> std::ops::Range<usize> {
        self.at..self.at + self.words
    }
}

/// How the words of two names stand to each other.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Meeting {
    /// Words written out in both that are one by sound.
    sounds: usize,
    /// Words written out in both that may be one.
    near: usize,
    /// Words written out in both where a letter may be wrong.
    wrong: usize,
    /// Sum of how near these are.
    sum: f32,
    /// Initials that stand for a word or an initial of the other.
    initials: usize,
    /// Words written out that have none beside them, by side.
    left: [usize; 2],
    /// Initials that have none beside them, by side.
    left_initials: [usize; 2],
    /// Words of each name.
    words: [usize; 2],
    /// Something else is against it.
    apart: bool,
}

type Side<'n> = (&'n [Part], &'n [Reading]);

/// Words of a side that still have none beside them, a bit each.
#[derive(Clone, Copy)]
struct Free(u16);

impl Free {
    fn all(words: &[Part]) -> Self {
        Self((1 << words.len().min(MOST)) - 1)
    }

    fn has(self, at: usize) -> bool {
        at < MOST && self.0 & 1 << at != 0
    }

    fn take(&mut self, at: usize) {
        self.0 &= !(1 << at);
    }

    fn each(self) -> impl Iterator<Item = usize> {
        (0..MOST).filter(move |&at| self.has(at))
    }
}

impl Meeting {
    pub(crate) fn of(a: Side, b: Side, manner: Manner, apart: bool) -> Self {
        let mut meeting = Self { words: [a.0.len(), b.0.len()], apart, ..Self::default() };
        let (mut x, mut y) = (Free::all(a.0), Free::all(b.0));
        meeting.written(a, b, &mut x, &mut y, manner);
        meeting.read_otherwise(a, b.0, &mut x, &mut y, manner);
        meeting.read_otherwise(b, a.0, &mut y, &mut x, manner);
        meeting.both_read_otherwise(a, b, &mut x, &mut y, manner);
        meeting.of_women(a.0, b.0, &mut x, &mut y);
        meeting.initials(a.0, b.0, &mut x, &mut y);
        for (side, (words, free)) in [(a.0, x), (b.0, y)].into_iter().enumerate() {
            meeting.left_initials[side] = free.each().filter(|&at| words[at].initial()).count();
            meeting.left[side] = free.each().count() - meeting.left_initials[side];
        }
        meeting.second_initials(a.0, b.0, [x, y]);
        meeting
    }

    fn found(&mut self, near: f32) {
        match near {
            n if n >= SOUND => self.sounds += 1,
            n if n >= NEAR => self.near += 1,
            _ => self.wrong += 1,
        }
        self.sum += near;
    }

    /// Words written out, the nearest first.
    fn written(&mut self, a: Side, b: Side, x: &mut Free, y: &mut Free, manner: Manner) {
        let mut pairs: [(f32, u8, u8); MOST * MOST] = [(0.0, 0, 0); MOST * MOST];
        let mut count = 0;
        for i in x.each().filter(|&i| !a.0[i].initial()) {
            for j in y.each().filter(|&j| !b.0[j].initial()) {
                let near = a.0[i].nearness(&b.0[j], manner);
                if near >= WRONG_LETTER {
                    pairs[count] = (near, i as u8, j as u8);
                    count += 1;
                }
            }
        }
        // Of equal ones those that stand at one place; then by place, whichever side comes first.
        let order = |p: &(f32, u8, u8)| (p.1.abs_diff(p.2), p.1.min(p.2), p.1.max(p.2));
        pairs[..count].sort_unstable_by(|p, q| q.0.total_cmp(&p.0).then_with(|| order(p).cmp(&order(q))));
        for &(near, i, j) in &pairs[..count] {
            if x.has(i.into()) && y.has(j.into()) {
                x.take(i.into());
                y.take(j.into());
                self.found(near);
            }
        }
    }

    /// Two words of one name are one of the other ("Min Jun", "Minjun"), or a marker is written in one piece ("Vandermeulen").
    fn read_otherwise(&mut self, a: Side, b: &[Part], x: &mut Free, y: &mut Free, manner: Manner) {
        if y.0 == 0 {
            return;
        }
        for reading in a.1.iter().filter(|r| r.at + r.words <= MOST) {
            if !reading.covers().all(|at| x.has(at)) {
                continue;
            }
            let best =
                y.each().map(|j| (b[j].nearness(&reading.part, manner), j)).filter(|p| p.0 >= NEAR).max_by(|p, q| p.0.total_cmp(&q.0));
            if let Some((near, j)) = best {
                reading.covers().for_each(|at| x.take(at));
                y.take(j);
                self.found(near);
            }
        }
    }

    fn both_read_otherwise(&mut self, a: Side, b: Side, x: &mut Free, y: &mut Free, manner: Manner) {
        if x.0 == 0 || y.0 == 0 || self.met() == 0 {
            return;
        }
        for first in a.1.iter().filter(|r| r.at + r.words <= MOST) {
            for second in b.1.iter().filter(|r| r.at + r.words <= MOST) {
                let free = first.covers().all(|at| x.has(at)) && second.covers().all(|at| y.has(at));
                let near = if free { first.part.nearness(&second.part, manner) } else { 0.0 };
                if near >= NEAR {
                    first.covers().for_each(|at| x.take(at));
                    second.covers().for_each(|at| y.take(at));
                    self.found(near);
                }
            }
        }
    }

    /// A woman's family name and the man's form of it are one where a given name is ("Yelena Morozov").
    fn of_women(&mut self, a: &[Part], b: &[Part], x: &mut Free, y: &mut Free) {
        if self.sounds == 0 {
            return;
        }
        for i in x.each() {
            if let Some(j) = y.each().find(|&j| a[i].of_woman(&b[j])) {
                x.take(i);
                y.take(j);
                self.found(SOUND);
            }
        }
    }

    fn initials(&mut self, a: &[Part], b: &[Part], x: &mut Free, y: &mut Free) {
        for i in x.each() {
            let fits = |j: &usize| (a[i].initial() || b[*j].initial()) && same_initial(&a[i], &b[*j]);
            if let Some(j) = y.each().find(fits) {
                x.take(i);
                y.take(j);
                self.initials += 1;
            }
        }
    }

    /// "J.-P." beside "Jean-Pierre": the second initial is that of the second half.
    fn second_initials(&mut self, a: &[Part], b: &[Part], free: [Free; 2]) {
        for (side, (words, others)) in [(a, b), (b, a)].into_iter().enumerate() {
            let explained =
                free[side].each().filter(|&at| words[at].initial() && others.iter().any(|o| o.second_begins(&words[at]))).count();
            self.left_initials[side] -= explained.min(self.left_initials[side]);
        }
    }

    /// Both have words that the other has not.
    pub(crate) fn contradicts(&self) -> bool {
        let more = |side: usize| self.left[side] + self.left_initials[side];
        self.apart || (more(0) > 0 && more(1) > 0)
    }

    /// Words that one name has more.
    pub(crate) fn more(&self) -> usize {
        self.left[0] + self.left[1]
    }

    fn met(&self) -> usize {
        self.sounds + self.near + self.wrong
    }

    /// Two words or more are one, and at most one of them only may be.
    pub(crate) fn names_one(&self) -> bool {
        self.wrong == 0 && self.near <= 1 && self.sounds + self.near >= 2
    }

    /// How likely the two names are one, from 0 to 1.
    pub(crate) fn score(&self) -> f32 {
        let met = self.met();
        if met == 0 {
            // Initials alone.
            return if self.initials > 1 && !self.contradicts() { 0.5 } else { 0.0 };
        }
        let mean = self.sum / met as f32;
        if self.contradicts() {
            return 0.2 * mean;
        }
        let single = self.words == [1, 1];
        let doubtful = self.near + 2 * self.wrong;
        if met == 1 && !single {
            // Of a name of several words one is too little; with initials it is what screening takes for one.
            return if self.initials == 0 { 0.5 * mean } else { mean * 0.85 };
        }
        let sure = if doubtful > 2 || doubtful == 2 && self.sounds == 0 { 0.6 } else { mean };
        let more = (self.left[0] + self.left[1] + self.left_initials[0] + self.left_initials[1]) as f32;
        (sure - 0.03 * more - 0.02 * self.initials as f32).max(0.0)
    }
}
