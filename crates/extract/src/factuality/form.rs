//! What the form of a verb says by itself: future, infinitive, question, condition, order. Asks nothing of what governs it.

use rapporteur_model::{Aspect, ClaimKind, Deprel, Edtf, MentionKind, Mood, Tense, Upos, VerbForm};

use super::classes::Tells;
use crate::graph::Graph;

/// The particle of an English verb ("off" of "called off").
pub fn particle(graph: &Graph, t: u32) -> Option<u32> {
    // "were pushed back on Wednesday to 22 May": also where the parser takes the particle for an adverb.
    let adverb = |c: u32| c == t + 1 && graph.token(c).upos == Upos::Adv && graph.lexicon.is("particles", graph.lower(c));
    let prt = |&c: &u32| graph.token(c).deprel == Deprel::CompoundPrt && c > t || adverb(c);
    graph.children(t).iter().copied().find(prt)
}

/// The clause of a verb is what somebody said, announced or expects.
pub fn reported(graph: &Graph, verb: u32) -> bool {
    let first = std::iter::successors(Some(verb), |&t| graph.head(t).filter(|_| graph.base(t) == Deprel::Conj)).take(4).last();
    let Some(at) = first else { return false };
    let says = |t: u32| {
        let told = |kind: ClaimKind| graph.lexicon.frames(kind).any(|f| f.verbs.contains(graph.lemma(t)));
        // "agreed that the institute would receive": who agrees or pledges says so.
        let speech = told(ClaimKind::Statement) || told(ClaimKind::Commitment);
        graph.is_verb(t) && speech || graph.lexicon.is("saying", graph.lemma(t))
    };
    let over = graph.head(at).is_some_and(|h| matches!(graph.base(at), Deprel::Ccomp | Deprel::Acl | Deprel::Parataxis) && says(h));
    over && graph.token(at).deprel != Deprel::AclRelcl || graph.children(at).iter().any(|&c| graph.base(c) == Deprel::Parataxis && says(c))
}

/// A perfective present form is future in Russian; "will" and "be to" are in English, and so is "будет". What is joined to a verb
/// without a form of its own shares that verb's.
pub fn future(graph: &Graph, t: u32) -> bool {
    let feats = graph.token(t).feats;
    let perfective = feats.aspect == Some(Aspect::Perf) && feats.verb_form == Some(VerbForm::Fin) && feats.tense != Some(Tense::Past);
    let auxiliary = |&c: &u32| {
        matches!(graph.base(c), Deprel::Aux | Deprel::Cop)
            && (graph.token(c).feats.tense == Some(Tense::Fut)
                || matches!(graph.lemma(c), "will" | "shall")
                || (graph.lemma(c) == "would" && reported(graph, t))
                || (graph.english() && graph.lemma(c) == "be" && to_do(graph, t))
                || graph.lower(c).starts_with("буд"))
    };
    let own = feats.tense == Some(Tense::Fut)
        || (perfective && feats.mood != Some(Mood::Imp) && graph.is_verb(t) && !graph.english())
        || graph.children(t).iter().any(auxiliary)
        || was_to(graph, t).is_some()
        || scheduled(graph, t)
        || expected(graph, t);
    own || first_of(graph, t).is_some_and(|first| future(graph, first))
}

/// "She starts on 2 February", «совет заседает 3 сентября»: a present with a day of its own that the report's day comes before.
pub fn scheduled(graph: &Graph, t: u32) -> bool {
    let feats = graph.token(t).feats;
    let auxiliary = |&c: &u32| matches!(graph.base(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    let present = feats.tense == Some(Tense::Pres) && feats.verb_form == Some(VerbForm::Fin) && !graph.children(t).iter().any(auxiliary);
    let says = || graph.lexicon.frames(ClaimKind::Statement).any(|f| f.verbs.contains(graph.lemma(t)));
    if !present || graph.token(t).upos != Upos::Verb || says() {
        return false;
    }
    // "takes effect on January 1": the day of the object, where the parser hung it there.
    let of_object = |&o: &u32| {
        let on = |c: &u32| graph.preposition(*c).is_some_and(|p| matches!(p.as_str(), "on" | "from"));
        graph.base(o) == Deprel::Obj && graph.english() && graph.children(o).iter().any(|c| ahead(graph, *c) && on(c))
    };
    // "chairs the bloc until December" is so now.
    let until = |c: u32| graph.preposition(c).is_some_and(|p| graph.lexicon.is("last_day", &p));
    graph.children(t).iter().any(|c| ahead(graph, *c) && !until(*c) || of_object(c))
}

/// "The line should open by June 2028": what is to be so by a day, of a thing; of somebody it is advice.
pub fn expected(graph: &Graph, t: u32) -> bool {
    let children = graph.children(t);
    let somebody = |&c: &u32| graph.base(c) == Deprel::Nsubj && graph.at(c, &[MentionKind::Person, MentionKind::Post]).is_some();
    children.iter().any(|&c| graph.lower(c) == "should") && children.iter().any(|&c| ahead(graph, c)) && !children.iter().any(somebody)
}

/// A date behind the day of the report.
fn ahead(graph: &Graph, t: u32) -> bool {
    let Some((_, told)) = graph.report.published.as_ref().and_then(|p| p.value.bounds()) else { return false };
    let date = graph.at(t, &[MentionKind::Date]).and_then(|m| graph.mention(m).date());
    date.and_then(Edtf::bounds).is_some_and(|(first, _)| first > told)
}

/// "days before X travels to Y": a clause of time in the present tells of what is to come.
pub fn until_then(graph: &Graph, t: u32) -> bool {
    let feats = graph.token(t).feats;
    let present = feats.tense == Some(Tense::Pres) && feats.verb_form == Some(VerbForm::Fin);
    let opens =
        |&c: &u32| matches!(graph.base(c), Deprel::Mark | Deprel::Advmod) && c < t && graph.lexicon.is("until_then", graph.lower(c));
    present && graph.base(t) == Deprel::Advcl && graph.children(t).iter().any(opens)
}

/// "которого ждут на заседании", "is expected at the session": who waits now is not there yet.
pub fn awaits(graph: &Graph, verb: u32) -> bool {
    let now = |t: u32| graph.token(t).feats.tense == Some(Tense::Pres);
    let auxiliary = graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Aux);
    let mut forms = auxiliary.chain(std::iter::once(verb).filter(|_| !graph.english()));
    graph.lexicon.is("awaiting", graph.lemma(verb)) && forms.any(now)
}

/// An infinitive, with or without its "to", that no auxiliary makes finite.
pub fn infinitive(graph: &Graph, t: u32) -> bool {
    // "is to be held" is finite, "to be held" is not.
    let finite = |&c: &u32| {
        let auxiliary = matches!(graph.base(c), Deprel::Aux | Deprel::Cop);
        auxiliary && graph.token(c).feats.verb_form != Some(VerbForm::Inf) && graph.lower(c) != "be" && graph.lower(c) != "have"
    };
    let own = graph.children(t).iter().any(finite);
    let bare = graph.token(t).feats.verb_form == Some(VerbForm::Inf) || graph.english() && to_do(graph, t);
    graph.is_verb(t) && bare && !own
}

/// "подписание обсудили", "discussed holding": an English gerund that an argument or a preposition makes a noun.
pub fn gerund(graph: &Graph, t: u32) -> bool {
    graph.english()
        && graph.lower(t).ends_with("ing")
        && graph.is_verb(t)
        && !graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux)
}

/// The verb that a bare form is joined to ("will visit X and sign Y").
pub fn first_of(graph: &Graph, t: u32) -> Option<u32> {
    let bare = matches!(graph.token(t).feats.verb_form, Some(VerbForm::Inf | VerbForm::Part)) || graph.token(t).feats.short;
    let own = graph.children(t).iter().any(|&c| matches!(graph.base(c), Deprel::Aux | Deprel::Cop | Deprel::Mark));
    graph.head(t).filter(|&h| bare && !own && graph.base(t) == Deprel::Conj && graph.is_verb(h) && h < t)
}

/// "is to deliver": the copula with an infinitive.
pub fn to_do(graph: &Graph, t: u32) -> bool {
    graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Mark && graph.lemma(c) == "to")
}

/// "was to visit" where the parser made "was" the head.
pub fn was_to(graph: &Graph, t: u32) -> Option<u32> {
    let be = |&h: &u32| graph.english() && graph.base(t) == Deprel::Xcomp && graph.lemma(h) == "be";
    graph.head(t).filter(be).filter(|_| to_do(graph, t))
}

/// "was to have met": it was not done, nor what is joined to it.
pub fn unfulfilled(graph: &Graph, t: u32) -> bool {
    let own = graph.children(t).iter().any(|&c| matches!(graph.base(c), Deprel::Nsubj | Deprel::Aux));
    if let Some(first) = graph.head(t).filter(|&h| !own && graph.base(t) == Deprel::Conj && graph.is_verb(h) && h < t) {
        return unfulfilled(graph, first);
    }
    let past = |&c: &u32| graph.lemma(c) == "be" && graph.token(c).feats.tense == Some(Tense::Past);
    let have = graph.children(t).iter().any(|&c| graph.lemma(c) == "have" && graph.base(c) == Deprel::Aux);
    graph.english() && have && to_do(graph, t) && (graph.children(t).iter().any(past) || was_to(graph, t).as_ref().is_some_and(past))
}

/// "Had X met Y, …": an auxiliary of the past before the subject that opens its clause.
pub fn inverted(graph: &Graph, verb: u32) -> bool {
    let subject = || graph.children(verb).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
    let opens = |t: u32| t == graph.sentence(t).start || graph.form(t - 1) == ",";
    let had =
        |&c: &u32| matches!(graph.base(c), Deprel::Aux | Deprel::Advcl) && matches!(graph.lower(c), "had" | "were" | "should") && opens(c);
    graph.english() && graph.children(verb).iter().any(|c| had(c) && subject().is_some_and(|s| *c < s))
}

/// "Signing new agreements must remain our priority": a gerund that opens its sentence and is the subject of what is to be.
pub fn subject_gerund(graph: &Graph, t: u32) -> bool {
    let end = graph.sentence(t).end;
    let finite = |u: &u32| matches!(graph.token(*u).upos, Upos::Aux | Upos::Verb) && graph.token(*u).feats.verb_form == Some(VerbForm::Fin);
    let verb = (t + 1..end).take_while(|&u| graph.form(u) != ",").find(finite);
    let past = |u: u32| graph.token(u).feats.tense == Some(Tense::Past);
    gerund(graph, t) && t <= graph.sentence(t).start + 1 && verb.is_some_and(|u| !past(u))
}

/// A clause of condition hangs on the verb ("если стороны согласуют", "had the flight been late").
pub fn if_clause(graph: &Graph, t: u32) -> bool {
    let marks = |m: u32| {
        let conditional = |w: &str| graph.lexicon.facts.behind(w).contains(&Tells::Conditional);
        graph.base(m) == Deprel::Mark && (conditional(graph.lemma(m)) || conditional(graph.lower(m)))
    };
    let condition = |&c: &u32| graph.base(c) == Deprel::Advcl && (graph.children(c).iter().any(|&m| marks(m)) || inverted(graph, c));
    graph.children(t).iter().any(condition)
}

/// The clause ends in a question mark.
pub fn asked(graph: &Graph, t: u32) -> bool {
    let end = |u: &u32| matches!(graph.form(*u), "?" | "." | "!" | "…" | "»" | "”" | "?!" | "??" | ";");
    let mark = (t..graph.sentence(t).end).find(end);
    mark.is_some_and(|u| graph.form(u).contains('?'))
}
