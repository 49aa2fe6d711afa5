//! Mentions and relations against a nested gold: exact, outermost, at any level, overlapping. Knows no file format.

use std::ops::Range;

use crate::score::Counts;

/// A type and a stretch of characters.
pub type Item = (&'static str, Range<usize>);
/// Type of a relation and its two ends.
pub type Pair = (&'static str, Range<usize>, Range<usize>);

/// Items that lie inside no other item; of equal ones the first.
#[must_use]
pub fn outermost(items: &[Item]) -> Vec<Item> {
    let inside = |a: &Range<usize>, b: &Range<usize>| a != b && b.start <= a.start && a.end <= b.end;
    let mut out: Vec<Item> = items.iter().filter(|(_, a)| !items.iter().any(|(_, b)| inside(a, b))).cloned().collect();
    out.sort_by_key(|(_, at)| (at.start, at.end));
    out.dedup_by(|a, b| a.1 == b.1);
    out
}

/// Same type and same ends.
#[must_use]
pub fn exact(gold: &[Item], found: &[Item]) -> Counts {
    let right = found.iter().filter(|f| gold.contains(f)).count();
    Counts::new(right as f64, gold.len(), found.len())
}

/// The gold may nest: a found item is right when it equals one at any level; an outermost gold item counts once, and is found when
/// one at or inside it is.
#[must_use]
pub fn any_level(gold: &[Item], found: &[Item]) -> Counts {
    let outer = outermost(gold);
    let inside = |a: &Range<usize>, b: &Range<usize>| b.start <= a.start && a.end <= b.end;
    let hit = |o: &Item| found.iter().any(|f| inside(&f.1, &o.1) && gold.contains(f));
    Counts {
        right_gold: outer.iter().filter(|o| hit(o)).count() as f64,
        right_found: found.iter().filter(|f| gold.contains(f)).count() as f64,
        gold: outer.len() as f64,
        found: found.len() as f64,
    }
}

/// Items that share a character with one of the other side.
#[must_use]
pub fn overlapping(gold: &[Item], found: &[Item]) -> Counts {
    let meets = |a: &Item, list: &[Item]| list.iter().any(|b| a.0 == b.0 && overlap(&a.1, &b.1));
    Counts {
        right_gold: gold.iter().filter(|g| meets(g, found)).count() as f64,
        right_found: found.iter().filter(|f| meets(f, gold)).count() as f64,
        gold: gold.len() as f64,
        found: found.len() as f64,
    }
}

/// Relations of the same type whose both ends are the same (`strict`) or overlap.
#[must_use]
pub fn relations(gold: &[Pair], found: &[Pair], strict: bool) -> Counts {
    let same = |a: &Range<usize>, b: &Range<usize>| if strict { a == b } else { overlap(a, b) };
    let meets = |a: &Pair, list: &[Pair]| list.iter().any(|b| a.0 == b.0 && same(&a.1, &b.1) && same(&a.2, &b.2));
    Counts {
        right_gold: gold.iter().filter(|g| meets(g, found)).count() as f64,
        right_found: found.iter().filter(|f| meets(f, gold)).count() as f64,
        gold: gold.len() as f64,
        found: found.len() as f64,
    }
}

/// The two share a character.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::{any_level, exact, outermost, relations};

    #[test]
    fn nested_gold() {
        let gold = [("PROFESSION", 0..10), ("PROFESSION", 0..5), ("PROFESSION", 20..25)];
        assert_eq!(outermost(&gold).len(), 2);
        assert_eq!(exact(&outermost(&gold), &[("PROFESSION", 0..5)]).right_gold, 0.0);
        let counts = any_level(&gold, &[("PROFESSION", 0..5), ("PROFESSION", 20..24)]);
        assert_eq!((counts.right_gold, counts.right_found, counts.gold, counts.found), (1.0, 1.0, 2.0, 2.0));
    }

    #[test]
    fn relations_by_ends() {
        let gold = [("WORKS_AS", 0..4, 6..12)];
        let found = [("WORKS_AS", 0..4, 8..12), ("WORKPLACE", 0..4, 6..12)];
        assert_eq!(relations(&gold, &found, true).right_gold, 0.0);
        assert_eq!(relations(&gold, &found, false).f1(), 2.0 / 3.0);
    }
}
