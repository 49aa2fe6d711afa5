//! The persons of a report: which names are one person, and what the report shows of each: gender, titles, country. Decides nothing.

use std::collections::BTreeMap;

use rapporteur_model::{Country, Gender, MentionKind};

use crate::graph::Graph;
use crate::posts::{Post, nation};

/// One person.
#[derive(Debug, Default)]
pub struct Member {
    /// By names, titles or the tagger; `sure` where words say it.
    pub gender: Option<Gender>,
    pub sure: bool,
    /// Numbers of the titles held.
    pub posts: Vec<usize>,
    pub nations: Vec<Country>,
}

/// All persons of a report.
#[derive(Debug, Default)]
pub struct Cast {
    pub members: Vec<Member>,
    of: BTreeMap<u32, usize>,
}

impl Cast {
    /// Those named in a range of tokens, with these titles.
    pub fn new(graph: &Graph, posts: &[Post], range: std::ops::Range<u32>) -> Self {
        let mut cast = Self::default();
        let mut groups: BTreeMap<u32, usize> = BTreeMap::new();
        let mut names: Names = BTreeMap::new();
        let persons = graph.mentions_in(range, &[MentionKind::Person]);
        // Full names first: a family name alone may stand before the one that it is short for.
        let (full, short): (Vec<u32>, Vec<u32>) = persons.into_iter().partition(|&m| words(&graph.mention(m).name).len() > 1);
        for m in full.into_iter().chain(short) {
            let group = graph.mention(m).same_as.unwrap_or(m);
            let words = words(&graph.mention(m).name);
            let known = groups.get(&group).copied().or_else(|| called(&names, &words, m));
            let at = known.unwrap_or_else(|| {
                cast.members.push(Member::default());
                cast.members.len() - 1
            });
            groups.insert(group, at);
            for word in words.iter().filter(|_| known.is_none()) {
                names.entry(stem(word)).or_default().push(Known { at, words: words.clone(), mention: m });
            }
            cast.of.insert(m, at);
            cast.members[at].see(graph, m);
        }
        for (i, post) in posts.iter().enumerate() {
            let nation = post.nation(graph);
            for at in post.persons.iter().filter_map(|m| cast.of.get(m)).copied().collect::<Vec<_>>() {
                let member = &mut cast.members[at];
                member.posts.push(i);
                member.nations.extend(nation);
                let title = graph.lemma(graph.mention(post.title).head);
                member.settle([Gender::Fem, Gender::Masc].into_iter().find(|&g| graph.lexicon.is(class(g), title)));
            }
        }
        cast
    }

    /// All mentions with their persons.
    pub fn all(&self) -> impl Iterator<Item = (u32, usize)> + '_ {
        self.of.iter().map(|(&m, &member)| (m, member))
    }

    /// The number of the person whom a mention names.
    pub fn of(&self, m: u32) -> Option<usize> {
        self.of.get(&m).copied()
    }
}

/// A name's words in lower case, initials left out.
pub fn words(name: &str) -> Vec<String> {
    name.split([' ', '.']).filter(|w| w.chars().count() > 2).map(str::to_lowercase).collect()
}

/// What the cases of a word surely have in common.
fn stem(word: &str) -> String {
    word.chars().take(3).collect()
}

/// Two cases of one word, or a surname of the two genders.
fn alike(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longest = a.chars().count().max(b.chars().count());
    let declines = a.chars().any(|c| matches!(c, 'а'..='я'));
    a == b || declines && shared > 3 && longest - shared <= 2
}

/// A person's first name in the report.
struct Known {
    at: usize,
    words: Vec<String>,
    mention: u32,
}

/// Names by what the cases of each of their words have in common.
type Names = BTreeMap<String, Vec<Known>>;

/// The one person who has all the words of a shorter name, among those named before it, else among all.
fn called(names: &Names, words: &[String], mention: u32) -> Option<usize> {
    let all = words.first().and_then(|w| names.get(&stem(w)))?;
    let has = |known: &Known| known.words.len() >= words.len() && words.iter().all(|w| known.words.iter().any(|k| alike(k, w)));
    let fitting: Vec<&Known> = all.iter().filter(|known| has(known)).collect();
    let before: Vec<usize> = fitting.iter().filter(|known| known.mention < mention).map(|known| known.at).collect();
    let found = if before.is_empty() { fitting.iter().map(|known| known.at).collect() } else { before };
    let first = *found.first()?;
    found.iter().all(|&at| at == first).then_some(first)
}

impl Member {
    /// Takes the gender that a name shows.
    fn see(&mut self, graph: &Graph, m: u32) {
        self.settle(shown(graph, m));
        if !self.sure && !graph.english() {
            self.gender = self.gender.or_else(|| graph.range(m).find_map(|t| graph.token(t).feats.gender));
        }
    }

    fn settle(&mut self, shown: Option<Gender>) {
        if let Some(gender) = shown.filter(|_| !self.sure) {
            self.gender = Some(gender);
            self.sure = true;
        }
    }
}

fn class(gender: Gender) -> &'static str {
    if gender == Gender::Fem { "feminine" } else { "masculine" }
}

/// What words beside the name, its endings and the given name say.
fn shown(graph: &Graph, m: u32) -> Option<Gender> {
    let range = graph.range(m);
    let first = graph.sentence(range.start).start.max(range.start.saturating_sub(3));
    let near = (first..range.end).filter(|&t| t >= range.start || (t..range.start).all(|u| graph.form(u) != ","));
    let both = [Gender::Fem, Gender::Masc];
    let titled = near.filter_map(|t| both.into_iter().find(|&g| graph.lexicon.is(class(g), graph.lower(t)))).next_back();
    let lists = [("given_female", Gender::Fem), ("given_male", Gender::Masc)];
    let given = || lists.into_iter().find(|(list, _)| graph.lexicon.is(list, graph.lower(range.start))).map(|(_, g)| g);
    titled.or_else(|| ending(graph, graph.mention(m).name.as_str())).or_else(given)
}

/// Endings of Slavic surnames and patronymics that only one gender has.
fn ending(graph: &Graph, name: &str) -> Option<Gender> {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).filter(|w| w.chars().count() > 4).collect();
    let (female, male): (&[&str], &[&str]) = if graph.english() {
        (&["ova", "eva", "ová", "skaya", "skaia", "vna"], &["ov", "ev", "iev", "yev", "skiy", "skyi", "evich", "ovich"])
    } else {
        (
            &["ова", "ева", "ёва", "ская", "цкая", "вна", "чна", "кызы", "гызы"],
            &["ов", "ев", "ёв", "ский", "цкий", "евич", "ович", "оглы", "улы"],
        )
    };
    let has = |ends: &[&str]| words.iter().any(|w| ends.iter().any(|e| w.ends_with(e)));
    match (has(female), has(male)) {
        (true, false) => Some(Gender::Fem),
        // A surname in "-evich" is borne by women too.
        (false, true) => (!graph.english() || !words.last().is_some_and(|w| w.ends_with("ich"))).then_some(Gender::Masc),
        _ => None,
    }
}

impl Post {
    /// The country whose officer the holder is, where the report says it.
    pub fn nation(&self, graph: &Graph) -> Option<Country> {
        nation::known(graph, self).or(self.country.map(|(country, _)| country))
    }
}
