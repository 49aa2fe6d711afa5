//! Given names that are one name in different languages ("Дмитрий", "Dzmitry"). The groups are data of `knowledge/names-given.toml`.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::roman::key_of;
use crate::text::fold;

static GROUPS: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, group) in rapporteur_knowledge::naming::given().groups.iter().enumerate() {
        for name in group.split_whitespace() {
            groups.entry(key_of(&fold(name))).or_default().push(i);
        }
    }
    groups
});

/// First letters of the names of each group, as they are written in any script.
static INITIALS: LazyLock<Vec<BTreeSet<char>>> = LazyLock::new(|| {
    let first = |group: &str| group.split_whitespace().filter_map(|name| fold(name).chars().next()).collect();
    rapporteur_knowledge::naming::given().groups.iter().map(|group| first(group)).collect()
});

/// True where a name of these groups begins with this folded letter ("Jorge": "х" of "Хорхе").
pub fn begins(groups: &[usize], letter: char) -> bool {
    groups.iter().any(|&group| INITIALS.get(group).is_some_and(|letters| letters.contains(&letter)))
}

/// Numbers of the groups that a canonical given name is in; empty for most names.
pub fn groups(canonical: &str) -> &'static [usize] {
    GROUPS.get(canonical).map_or(&[], Vec::as_slice)
}

/// True when some group holds both canonical names.
pub fn same(a: &str, b: &str) -> bool {
    let b = groups(b);
    groups(a).iter().any(|g| b.contains(g))
}

#[cfg(test)]
mod tests {
    use super::same;
    use crate::roman::canonical;

    #[test]
    fn variants() {
        assert!(same(&canonical("дмитрий"), &canonical("dzmitry")));
        assert!(same(&canonical("александр"), &canonical("aliaksandr")));
        assert!(!same(&canonical("александр"), &canonical("алексей")));
    }
}
