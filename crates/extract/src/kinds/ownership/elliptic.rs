//! Owners and things that a sentence leaves out or hangs elsewhere: "the rest belongs to Y", "he keeps 4%", "X, in which Y holds 26%",
//! "60 percent owned by A and 40 percent by B", "A-owned X".

use rapporteur_model::{Claim, Deprel, MentionKind, Role, Upos, Value, VerbForm};

use super::property;
use crate::graph::Graph;
use crate::named::{self, Named};

const HOLDERS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person];

/// How many sentences back the thing may have been named.
const REACH: usize = 3;

/// What a share without a name is a share of: the organisation that the clause puts it in, the name before "in which", what the same owner
/// was told to own of, what the claim before was about, or what a share was of before.
pub fn thing(graph: &Graph, claim: &Claim, things: &[u32], told: &[Claim]) -> Option<Named> {
    let verb = graph.analysis.tokens_in(claim.trigger).start;
    let belongs = graph.lexicon.is("belonging", graph.lemma(verb));
    let share = things.iter().any(|&t| alone(graph, t));
    let within = || inside(graph, verb).filter(|_| share);
    let relative = || relative(graph, verb).map(|m| (Value::Mention(m), graph.mention(m).span)).filter(|_| share || things.is_empty());
    within()
        .or_else(relative)
        .or_else(|| told_before(graph, claim, told, share, belongs))
        .or_else(|| shared_before(graph, verb).filter(|_| share))
}

/// What an earlier claim was about: of the same owner, else the last one near by.
fn told_before(graph: &Graph, claim: &Claim, told: &[Claim], share: bool, belongs: bool) -> Option<Named> {
    let at = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
    let sentence = |c: &Claim| graph.analysis.sentence_of(at(c));
    let reach = if share { REACH } else { 0 };
    let owner = claim.get(Role::Owner)?;
    let same = |c: &&Claim| c.all(Role::Owner).any(|f| named::same(graph, &f.value, &owner.value));
    let before = || told.iter().filter(|c| at(c) < at(claim));
    let last = || before().filter(|c| (share || belongs) && sentence(c) + reach >= sentence(claim)).max_by_key(|c| at(c));
    let own = before().filter(|_| share).filter(same).max_by_key(|c| at(c)).or_else(last)?;
    own.get(Role::Property).map(|f| (f.value.clone(), f.span))
}

/// "26%", "the rest", "оставшиеся 25,1%": a share of which it is not said what of.
fn alone(graph: &Graph, t: u32) -> bool {
    let word = |u: u32| graph.lexicon.is("shares", graph.lemma(u)) || graph.form(u) == "%";
    let small = |u: u32| {
        matches!(graph.token(u).upos, Upos::Num | Upos::Sym | Upos::Det | Upos::Adj | Upos::Adp | Upos::Punct | Upos::Adv | Upos::Part)
    };
    let relative = |u: u32| graph.lexicon.is("relative", graph.lemma(u));
    let participle = |u: u32| graph.is_verb(u) && graph.base(u) == Deprel::Amod;
    let said = graph.phrase_of(t);
    word(t)
        && said.clone().all(|u| word(u) || small(u) || relative(u) || participle(u))
        && graph.subtree(t).all(|u| u >= said.end || graph.covering(u).is_empty())
}

/// The last share of a named thing in the sentences before.
fn shared_before(graph: &Graph, t: u32) -> Option<Named> {
    let sentence = graph.analysis.sentence_of(t);
    let from = graph.analysis.sentences.get(sentence.saturating_sub(REACH + 2))?.tokens.start;
    let share = |&u: &u32| graph.lexicon.is("shares", graph.lemma(u)) || graph.form(u) == "%";
    let own_name = |(value, span): &Named| matches!(value, Value::Mention(m) if graph.mention(*m).span == *span);
    (from..t).rev().filter(share).find_map(|u| property::of(graph, u, true).filter(own_name))
}

/// "X, in which Y holds 26%", "X, в котором Y принадлежит доля".
fn relative(graph: &Graph, verb: u32) -> Option<u32> {
    let start = graph.sentence(verb).start;
    let word =
        |&u: &u32| graph.lexicon.is("relative", graph.lemma(u)) && u > start && graph.lexicon.is("share_prepositions", graph.lower(u - 1));
    let clause = |u: u32| (u + 1..verb).all(|w| !graph.is_verb(w) || graph.is_participle(w));
    (start + 1..verb).rev().find(|u| word(u) && clause(*u)).and_then(|u| named::before_comma(graph, u))
}

/// The name before "in which" in front of a token.
pub fn before_relative(graph: &Graph, t: u32) -> Option<Named> {
    relative(graph, t).map(|m| (Value::Mention(m), graph.mention(m).span))
}

/// "В X Y принадлежит 60%": the organisation that a phrase at the verb puts the share in.
fn inside(graph: &Graph, verb: u32) -> Option<Named> {
    let phrase = |&c: &u32| graph.preposition(c).is_some_and(|p| graph.lexicon.is("share_prepositions", &p));
    graph.children(verb).iter().copied().filter(phrase).find_map(|c| named::one(graph, c, named::HOUSES))
}

/// "ещё 40% — Y", "остальные акции — у Y", "Z — 40%": names that a dash or "у" joins to a further share.
pub fn paired(graph: &Graph, verb: u32) -> Vec<u32> {
    let sentence = graph.sentence(verb);
    let dash = |u: u32| matches!(graph.form(u), "—" | "–" | "-");
    let counted =
        |u: u32| graph.token(u).upos == Upos::Num && u > verb && matches!(graph.lower(u - 1), "на" | "ещё" | "еще") && dash(u + 1);
    let share = |u: u32| graph.form(u) == "%" || graph.lexicon.is("shares", graph.lemma(u)) || u + 1 < sentence.end && counted(u);
    let described = |u: u32| graph.covering(u).is_empty() && matches!(graph.token(u).upos, Upos::Noun | Upos::Det | Upos::Adj);
    let light = |u: u32| dash(u) || matches!(graph.form(u), "«" | "\"" | "“" | "»" | "”" | "у" | "(") || graph.token(u).upos == Upos::Num;
    let holder = |u: u32| graph.at(u, HOLDERS).filter(|&m| graph.range(m).start == u);
    let behind = |u: u32| {
        let name = (u + 1..sentence.end.min(u + 6)).find(|&w| !(light(w) || described(w))).unwrap_or(u);
        let start = graph.at(name, HOLDERS).map_or(name, |m| graph.range(m).start);
        (start > u && (u + 1..=start).any(|w| dash(w) || graph.form(w) == "у")).then(|| graph.at(name, HOLDERS)).flatten()
    };
    let before = |m: u32| {
        let end = graph.range(m).end;
        let next = (end..sentence.end.min(end + 4)).find(|&w| !light(w));
        (end..sentence.end.min(end + 2)).any(|w| dash(w) || graph.form(w) == "(") && next.is_some_and(share)
    };
    let further = |u: u32| share(u).then(|| behind(u)).flatten().or_else(|| holder(u).filter(|&m| before(m)));
    (verb + 1..sentence.end).filter_map(further).map(|m| graph.mention(m).head).collect()
}

/// "X is 60 percent owned by A": the subject of the share that the participle hangs on.
pub fn counted(graph: &Graph, things: &[u32]) -> Vec<u32> {
    let share = |t: u32| graph.lexicon.is("shares", graph.lemma(t));
    let subject = |&c: &u32| graph.base(c) == Deprel::Nsubj;
    things.iter().copied().filter(|&t| share(t)).flat_map(|t| graph.children(t)).copied().filter(subject).collect()
}

/// "owned by A and 40 percent by B": further agents behind further shares.
pub fn further_agents(graph: &Graph, verb: u32) -> Vec<u32> {
    if !(graph.english() && graph.is_passive(verb)) {
        return Vec::new();
    }
    let by = |&t: &u32| graph.preposition(t).as_deref() == Some("by") && graph.is_nominal(t);
    let share = |t: u32| (verb + 1..t).rev().take(4).any(|u| property::is_share(graph, u));
    (verb + 1..graph.sentence(verb).end).filter(|t| by(t) && share(*t)).collect()
}

/// "belongs to the Hanoi-based X (70%) and Y (30%)", "owned by the state and Singapore's X": names in a row behind the preposition, where the
/// parser hung them elsewhere.
pub fn row_behind(graph: &Graph, verb: u32, known: &[u32]) -> Vec<u32> {
    let end = graph.sentence(verb).end;
    let opens = |&t: &u32| matches!(graph.lower(t), "to" | "by" | "with");
    // "owned in equal shares by".
    let shared = |u: u32| (verb + 1..u).all(|w| graph.at(w, HOLDERS).is_none());
    let Some(preposition) = (verb + 1..end.min(verb + 6)).find(opens).filter(|&u| shared(u)).filter(|_| graph.english()) else {
        return Vec::new();
    };
    let light = |t: u32| {
        let word = matches!(graph.token(t).upos, Upos::Punct | Upos::Num | Upos::Sym | Upos::Cconj | Upos::Adj | Upos::Det | Upos::Noun);
        word && graph.form(t) != ";" || property::is_share(graph, t) || graph.token(t).upos == Upos::Part
    };
    let place = |t: u32| graph.at(t, &[MentionKind::Place]).is_some();
    let based = |t: u32| {
        graph.is_participle(t) && t > verb + 1 && graph.form(t - 1) == "-" || graph.token(t).feats.verb_form == Some(VerbForm::Ger)
    };
    let mut found = Vec::new();
    let mut at = preposition + 1;
    while at < end {
        match graph.at(at, HOLDERS).filter(|&m| graph.range(m).start == at) {
            // "owned by the state, Minister X said": a person behind a comma does something else.
            Some(m) if graph.mention(m).kind == MentionKind::Person && (preposition..at).any(|t| graph.form(t) == ",") => break,
            Some(m) => {
                found.push(graph.mention(m).head);
                at = graph.range(m).end;
            }
            None if light(at) || place(at) || based(at) || at + 2 < end && graph.form(at + 1) == "-" && based(at + 2) => at += 1,
            None => break,
        }
    }
    let same = |t: u32| known.iter().any(|&k| graph.at(k, HOLDERS).is_some_and(|m| graph.range(m).contains(&t)));
    found.into_iter().filter(|&t| !same(t)).collect()
}

/// "Gulf Capital-owned X": the name before the hyphen.
pub fn hyphened(graph: &Graph, verb: u32) -> Option<Named> {
    let hyphen = verb.checked_sub(1).filter(|&u| graph.english() && graph.form(u) == "-")?;
    let m = graph.at(hyphen.checked_sub(1)?, HOLDERS)?;
    (graph.range(m).end == hyphen).then(|| (Value::Mention(m), graph.mention(m).span))
}
