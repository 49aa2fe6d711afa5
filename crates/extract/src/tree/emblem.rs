//! "🇷🇺🇿🇲 8 апреля Посол встретился …": signs that are no words govern nothing. What the parser hangs on them belongs to the sentence's verb.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::Tree;

/// Arrows, the first block of Unicode behind letters and punctuation that holds signs and emoji.
const FIRST_SIGN: char = '\u{2190}';

pub(super) fn mend(tree: &mut Tree) {
    for at in 0..tree.analysis.sentences.len() {
        let tokens = tree.analysis.sentences[at].tokens.clone();
        let sign = |t: u32| tree.form(t).chars().all(|c| c >= FIRST_SIGN && !c.is_alphanumeric());
        let signs: Vec<u32> = tokens.clone().take_while(|&t| sign(t)).collect();
        let verb = tokens.clone().find(|&t| tree.is(t, &[Upos::Verb]) && tree.token(t).head.is_none_or(|h| signs.contains(&h)));
        let Some(verb) = verb.filter(|_| !signs.is_empty()) else { continue };
        let hung: Vec<u32> = signs.iter().flat_map(|&s| tree.children(s).collect::<Vec<u32>>()).filter(|c| !signs.contains(c)).collect();
        for t in hung.into_iter().filter(|&t| t != verb) {
            let date = tree.begins(t, MentionKind::Date).is_some();
            let as_what = if date { Deprel::Obl } else { tree.token(t).deprel };
            tree.hang(t, verb, as_what);
        }
        if tree.token(verb).head.is_some_and(|h| signs.contains(&h)) {
            tree.put(verb, None, Deprel::Root);
        }
        for s in signs {
            tree.put(s, Some(verb), Deprel::Dep);
        }
    }
}
