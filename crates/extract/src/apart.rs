//! English verbs that commas part from their subjects: "X, minister of A, and Y, head of B, discussed trade", "X, accompanied by Y, called on
//! Z". Knows words and commas, not the tree.
//!
//! # Why
//! The parser takes a verb behind a comma for a participle of what stands before it, and the names at the head of the sentence for no
//! subject.

use rapporteur_model::{MentionKind, Upos, VerbForm};

use crate::graph::Graph;

const NAMES: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body];

/// Who does what a verb behind a comma says, where the tree gives it no subject.
pub fn subject(graph: &Graph, verb: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let comma = verb.checked_sub(1).filter(|&t| graph.english() && t > sentence.start && graph.form(t) == ",")?;
    let token = graph.token(verb);
    let told = token.upos == Upos::Verb && !graph.lower(verb).ends_with("ing") && token.feats.verb_form != Some(VerbForm::Inf);
    if !told {
        return None;
    }
    interrupted(graph, sentence.start, comma).or_else(|| headless(graph, verb, comma))
}

/// "X, accompanied by Y, called": the name before the comma that opens a participle's phrase, the only verb before.
fn interrupted(graph: &Graph, first: u32, comma: u32) -> Option<u32> {
    let opens = |t: u32| {
        let participle = graph.token(t + 1).feats.verb_form == Some(VerbForm::Part) || graph.lower(t + 1).ends_with("ed");
        graph.form(t) == "," && participle && graph.lower(t + 2) == "by" && graph.is_verb(t + 1)
    };
    let open = (first + 1..comma.saturating_sub(2)).find(|&t| opens(t))?;
    let name = graph.at(open - 1, NAMES).filter(|&m| graph.range(m).end == open)?;
    let plain = (open + 2..comma).all(|t| !graph.is_verb(t) && graph.form(t) != ",") && !verbs(graph, first..open);
    plain.then(|| graph.mention(name).head)
}

/// "X, minister of A, discussed": a name opens the sentence, and no verb stands before this one.
fn headless(graph: &Graph, verb: u32, comma: u32) -> Option<u32> {
    let sentence = graph.sentence(verb);
    let root = sentence.clone().find(|&t| graph.head(t).is_none())?;
    let person = graph.at(root, &[MentionKind::Person]).filter(|_| root < comma)?;
    let bare = graph.preposition(root).is_none() && !verbs(graph, sentence.start..comma);
    bare.then(|| graph.mention(person).head)
}

fn verbs(graph: &Graph, mut range: std::ops::Range<u32>) -> bool {
    range.any(|t| graph.is_verb(t))
}
