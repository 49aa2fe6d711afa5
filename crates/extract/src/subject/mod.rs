//! Who does what a verb says, and what it is done to: active and passive, shared and controlled subjects, and the arcs that parsers
//! miss. Knows no frame and no kind of claim.

mod control;
mod object;

use rapporteur_model::{Case, Deprel, MentionKind, Upos};

use crate::graph::Graph;
use control::{controlled, controller};
pub use object::{objects, other_side};

/// Who does it: active subject, passive agent, subject shared with the verb that this one is coordinated with or depends on.
pub fn subjects(graph: &Graph, verb: u32) -> Vec<u32> {
    let passive = graph.is_passive(verb);
    let own = own_subjects(graph, verb, passive);
    if !own.is_empty() || passive {
        return own;
    }
    if let Some(name) = crate::apart::subject(graph, verb) {
        return vec![name];
    }
    if let Some(guests) = dangling(graph, verb) {
        return vec![guests];
    }
    if controlled(graph, verb) {
        return controller(graph, verb);
    }
    if let Some(before) = bracketed(graph, verb) {
        return vec![before];
    }
    if let Some(over) = dropped(graph, verb).or_else(|| where_clause(graph, verb)) {
        return subjects(graph, over);
    }
    let nominative = nominative_before(graph, verb);
    if !nominative.is_empty() {
        return nominative;
    }
    if let Some(name) = before_clause(graph, verb).or_else(|| behind_in_clause(graph, verb)).or_else(|| below_object(graph, verb)) {
        return vec![name];
    }
    if graph.is_participle(verb) {
        return described(graph, verb).into_iter().collect();
    }
    if let Some(name) = adjacent(graph, verb) {
        return vec![name];
    }
    match graph.head(verb) {
        Some(head)
            if (graph.is_verb(head) || graph.token(head).feats.short || (graph.has_copula(head) && graph.base(verb) == Deprel::Conj))
                && matches!(graph.base(verb), Deprel::Conj | Deprel::Advcl)
                && !graph.is_passive(head) =>
        {
            subjects(graph, head)
        }
        // "X was received by Y and visited Z": who was received also visited.
        Some(head) if graph.base(verb) == Deprel::Conj && graph.is_passive(head) && finite(graph, verb) => {
            let theirs = |&c: &u32| graph.token(c).deprel == Deprel::NsubjPass;
            graph.children(head).iter().copied().find(theirs).map_or_else(Vec::new, |s| graph.conjuncts(s))
        }
        // "X is a subsidiary of Y and makes Z": the subject stands with the noun that the verb is joined to.
        Some(head) if graph.base(verb) == Deprel::Conj && graph.has_copula(head) => own_subjects(graph, head, false),
        Some(head) if graph.token(verb).deprel == Deprel::AclRelcl && graph.english() => vec![head],
        _ => Vec::new(),
    }
}

fn finite(graph: &Graph, verb: u32) -> bool {
    graph.token(verb).feats.verb_form == Some(rapporteur_model::VerbForm::Fin)
        || graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Aux)
}

/// "Prime Minister of Bhutan Jigme Wangdi is paying": in English the name right before a finite verb, wherever the parser hung it.
fn adjacent(graph: &Graph, verb: u32) -> Option<u32> {
    use MentionKind::Person;
    use rapporteur_model::VerbForm;
    let first = graph.sentence(verb).start;
    let light = |&t: &u32| matches!(graph.token(t).upos, Upos::Aux | Upos::Adv | Upos::Part) && graph.head(t) == Some(verb);
    let start = (first..verb).rev().take_while(light).last().unwrap_or(verb);
    let finite = start < verb || graph.token(verb).feats.verb_form == Some(VerbForm::Fin);
    let name = start.checked_sub(1).filter(|&t| t >= first).and_then(|t| graph.at(t, &[Person]))?;
    (graph.english() && finite && graph.range(name).end == start && graph.preposition(graph.mention(name).head).is_none())
        .then(|| graph.mention(name).head)
}

/// "Компания «Вега» (принадлежит холдингу)": a verb that opens a bracket is said of the name in front of it.
fn bracketed(graph: &Graph, verb: u32) -> Option<u32> {
    use MentionKind::{Body, Organisation, Person};
    let open = verb.checked_sub(1).filter(|&t| graph.form(t) == "(" && graph.sentence(verb).contains(&t))?;
    let last = open.checked_sub(1).map(|t| if matches!(graph.form(t), "»" | "\"" | "”") { t.saturating_sub(1) } else { t })?;
    graph.at(last, &[Organisation, Body, Person]).map(|m| graph.mention(m).head)
}

/// "Министр сообщил, что посетил Баку": a clause without a subject whose verb agrees with the one over it.
fn dropped(graph: &Graph, verb: u32) -> Option<u32> {
    let feats = |t: u32| (graph.token(t).feats.number, graph.token(t).feats.gender, graph.token(t).feats.tense);
    let over = graph.head(verb).filter(|_| !graph.english() && graph.base(verb) == Deprel::Ccomp)?;
    let singular = graph.token(verb).feats.number == Some(rapporteur_model::Number::Sing);
    let gendered = graph.token(verb).feats.gender.is_some_and(|g| g != rapporteur_model::Gender::Neut);
    let own = own_subjects(graph, over, false);
    (singular && gendered && feats(verb) == feats(over) && !own.is_empty() && graph.is_verb(over)).then_some(over)
}

/// "прибыл в Хартум, где встретился с Y": the verb over a clause of place that has no subject of its own and agrees with it.
fn where_clause(graph: &Graph, verb: u32) -> Option<u32> {
    let place = |&c: &u32| c < verb && graph.lexicon.is("clauses_of_place", graph.lower(c));
    let clause = graph.token(verb).deprel == Deprel::AclRelcl && graph.children(verb).iter().any(place);
    let over = std::iter::successors(graph.head(verb), |&u| graph.head(u)).take(4).find(|&u| graph.is_verb(u)).filter(|_| clause)?;
    let feats = |t: u32| (graph.token(t).feats.number, graph.token(t).feats.gender);
    let agrees = feats(verb) == feats(over) || graph.token(verb).feats.tense != graph.token(over).feats.tense;
    (agrees && !graph.is_passive(over)).then_some(over)
}

/// "карта, под которой подписались министр X и директор Y": a nominative right behind the verb of a relative clause that the parser hung
/// outside the clause.
fn behind_in_clause(graph: &Graph, verb: u32) -> Option<u32> {
    let relative = matches!(graph.base(verb), Deprel::Acl) && !graph.is_participle(verb) && !graph.english();
    let next = (verb + 1..graph.sentence(verb).end).take(3).find(|&t| graph.is_nominal(t)).filter(|_| relative)?;
    let outside = graph.head(next).is_some_and(|h| h < verb && h != verb && graph.head(verb) != Some(next));
    (outside && graph.case(next) == Some(Case::Nom) && graph.preposition(next).is_none()).then_some(next)
}

/// "Документ скрепили подписями директор X и глава Y": a title or name in the nominative behind a verb of the past without a subject, which
/// the parser hung on the noun between the two.
fn below_object(graph: &Graph, verb: u32) -> Option<u32> {
    use rapporteur_model::Tense;
    let past = graph.token(verb).feats.tense == Some(Tense::Past) || graph.mistaken(verb);
    let nominal = |&c: &u32| c > verb && graph.is_nominal(c) && graph.case(c).is_some_and(|case| case != Case::Nom);
    let between = graph.children(verb).iter().copied().filter(nominal).filter(|_| past && !graph.english());
    let acts = |&c: &u32| graph.at(c, &[MentionKind::Post, MentionKind::Person, MentionKind::Organisation]).is_some();
    let hung = |&c: &u32| graph.base(c) == Deprel::Nmod && graph.case(c) == Some(Case::Nom) && graph.preposition(c).is_none();
    between.flat_map(|n| graph.children(n)).copied().filter(|c| hung(c)).find(acts)
}

/// "met with the members of the delegation, being in Armenia": what stands right before the comma is there, not the verb's subject.
fn dangling(graph: &Graph, verb: u32) -> Option<u32> {
    let being = graph.english() && graph.lower(verb) == "being" && graph.base(verb) == Deprel::Advcl;
    let comma = verb.checked_sub(1).filter(|&t| being && graph.form(t) == ",")?;
    let over = graph.head(verb).filter(|&h| h < comma)?;
    graph.children(over).iter().copied().find(|&c| c > over && c < comma && graph.is_nominal(c) && graph.subtree(c).end == comma)
}

/// What a participle says something of: the noun over it; or the name that ends at the comma before it, where that can be of its case
/// and the parser went past it ("газета A, Digital Sky, принадлежащая B").
fn described(graph: &Graph, verb: u32) -> Option<u32> {
    use MentionKind::{Body, Organisation};
    let over = graph.head(verb).filter(|_| matches!(graph.base(verb), Deprel::Acl | Deprel::Amod))?;
    let comma = verb.checked_sub(1).filter(|&t| graph.form(t) == "," && !graph.english()).and_then(|t| t.checked_sub(1));
    let last = comma.and_then(|t| if matches!(graph.form(t), "»" | "\"" | "”") { t.checked_sub(1) } else { Some(t) });
    let name = last.and_then(|t| graph.at(t, &[Organisation, Body])).filter(|&m| !graph.range(m).contains(&over));
    let beyond = |m: &u32| over < graph.range(*m).start && (over + 1..graph.range(*m).start).any(|t| graph.form(t) == ",");
    let undeclined = |m: &u32| graph.range(*m).all(|t| graph.case(t).is_none_or(|case| graph.case(verb).is_none_or(|own| own == case)));
    Some(name.filter(|m| beyond(m) && undeclined(m)).map_or(over, |m| graph.mention(m).head))
}

/// "A, принадлежащая B, купила": the name that a participle's clause between commas speaks of, right before a verb without a subject.
fn before_clause(graph: &Graph, verb: u32) -> Option<u32> {
    use rapporteur_model::VerbForm;
    let finite = graph.token(verb).feats.verb_form == Some(VerbForm::Fin) && !graph.english();
    let comma = verb.checked_sub(1).filter(|&t| finite && graph.form(t) == ",")?;
    let start = graph.sentence(verb).start;
    let participle = (start + 2..comma).rev().find(|&t| graph.is_participle(t) && graph.form(t - 1) == ",")?;
    let phrase = graph.subtree(participle).end;
    let name = described(graph, participle).filter(|&t| t < participle && (phrase == comma || phrase == verb))?;
    graph.case(name).is_none_or(|case| case == Case::Nom).then_some(name)
}

/// Subjects of the verb itself. Where a verb without an object has two, the one that can act is it, and the other its object
/// ("Белград посетил министр").
fn own_subjects(graph: &Graph, verb: u32, passive: bool) -> Vec<u32> {
    let mut own: Vec<u32> = graph
        .children(verb)
        .iter()
        .copied()
        .filter(|&c| if passive { agent(graph, c) } else { matches!(graph.token(c).deprel, Deprel::Nsubj | Deprel::NsubjOuter) })
        .collect();
    if !passive && !graph.english() {
        own.retain(|&c| !of_next_clause(graph, verb, c));
    }
    if passive && graph.english() && !own.is_empty() {
        own.extend(for_another(graph, verb));
    }
    // "BELGRADE, June 3 - Minister X met": what the parser put in apposition to the dateline is the subject.
    let apposed = |c: u32| graph.children(c).iter().copied().filter(|&a| graph.base(a) == Deprel::Appos && a > c).collect();
    let behind = |c: u32| {
        if graph.is_dateline(c) {
            return graph.children(c).iter().copied().filter(|&a| acts(graph, a)).collect();
        }
        if graph.is_agency(c) { apposed(c) } else { vec![c] }
    };
    own = own.into_iter().flat_map(behind).collect();
    if own.is_empty() && !passive {
        own.extend(behind_date(graph, verb));
    }
    if own.is_empty() && !passive {
        own.extend(taken_for_object(graph, verb));
    }
    if own.is_empty() && !passive && !graph.english() {
        // "Протокол парафировали в Рабате X и Y": the name behind the verb that the parser put in apposition to it.
        let apposed = |&c: &u32| graph.base(c) == Deprel::Appos && c > verb && graph.case(c) == Some(Case::Nom) && acts(graph, c);
        own.extend(graph.children(verb).iter().copied().filter(apposed));
    }
    if own.len() > 1 && !passive && own.iter().any(|&c| acts(graph, c)) {
        own.retain(|&c| acts(graph, c));
    }
    if own.len() > 1 && !passive && own.iter().any(|&c| disagrees(graph, verb, c)) && !own.iter().all(|&c| disagrees(graph, verb, c)) {
        own.retain(|&c| !disagrees(graph, verb, c));
    }
    if let Some(first) = own.first().copied() {
        own.extend(headline_before(graph, first));
    }
    if !passive {
        own.extend(nominative_objects(graph, verb));
    }
    own
}

/// "Завод посетила делегация": what looks like a subject, but is of another gender or number than the verb of the past.
fn disagrees(graph: &Graph, verb: u32, c: u32) -> bool {
    let (own, its) = (graph.token(verb).feats, graph.token(c).feats);
    // A verb in the plural may have several subjects in the singular.
    if own.number != Some(rapporteur_model::Number::Sing) {
        return false;
    }
    let number = its.number == Some(rapporteur_model::Number::Plur);
    let gender = own.gender.zip(its.gender).is_some_and(|(a, b)| a != b) && its.number == Some(rapporteur_model::Number::Sing);
    !graph.english() && own.tense == Some(rapporteur_model::Tense::Past) && its.animate == Some(false) && (number || gender)
}

/// "A delegation led by X visited the port": in English what stands before a verb with another object behind it is its subject.
fn taken_for_object(graph: &Graph, verb: u32) -> Option<u32> {
    let object = |&c: &u32| graph.base(c) == Deprel::Obj;
    let objects = || graph.children(verb).iter().copied().filter(object);
    let first = objects().next().filter(|&c| graph.english() && c < verb && graph.is_nominal(c))?;
    objects().any(|c| c > verb).then_some(first)
}

/// "was signed by X, and for Kenya by Y", "; on the Kuwaiti side by Y": another who does it, told by the words alone behind the one for whom.
fn for_another(graph: &Graph, verb: u32) -> Vec<u32> {
    use MentionKind::{Person, Place, Post};
    let end = graph.sentence(verb).end;
    let for_whom = |t: u32| {
        let side = t > 0 && (graph.lexicon.is("one_side", graph.lemma(t - 1)) || graph.at(t - 1, &[Place]).is_some());
        side && (t.saturating_sub(5).max(verb)..t).any(|u| matches!(graph.lower(u), "for" | "on"))
    };
    let by = (verb + 1..end).filter(|&t| graph.lower(t) == "by" && for_whom(t));
    let named = |t: u32| (t + 1..end.min(t + 4)).find(|&u| graph.at(u, &[Person, Post]).is_some_and(|m| graph.range(m).start == u));
    by.filter_map(named).filter_map(|t| crate::rows::first(graph, t)).map(|m| graph.mention(m).head).collect()
}

/// "A освободил B, а C лишилось D": a subject behind a comma and "а" that another finite verb follows is that verb's.
fn of_next_clause(graph: &Graph, verb: u32, subject: u32) -> bool {
    use rapporteur_model::VerbForm;
    let start = graph.subtree(subject).start.min(subject);
    let turns = (verb + 1..=start).any(|t| graph.lower(t) == "а" && graph.form(t - 1) == ",");
    let fin = |t: u32| graph.is_verb(t) && graph.token(t).feats.verb_form == Some(VerbForm::Fin);
    let own = |t: u32| graph.children(t).iter().any(|&c| graph.token(c).deprel == Deprel::Nsubj);
    turns && (subject + 1..graph.sentence(verb).end).find(|&t| fin(t)).is_some_and(|t| !own(t))
}

/// "On October 4, the Head of the group, Ms X, met": what the parser put in apposition to the date that opens the sentence is the subject.
fn behind_date(graph: &Graph, verb: u32) -> Option<u32> {
    let date = |&c: &u32| graph.at(c, &[MentionKind::Date]).is_some() && c < verb;
    let opens = |c: u32| graph.at(c, &[MentionKind::Date]).is_some_and(|m| graph.range(m).start <= graph.sentence(c).start + 1);
    let first = graph.children(verb).iter().copied().find(date).filter(|&c| graph.english() && opens(c))?;
    let beside = |&c: &u32| matches!(graph.base(c), Deprel::Appos | Deprel::Conj | Deprel::Nmod) && graph.preposition(c).is_none();
    let tokens = graph.at(first, &[MentionKind::Date]).map_or(first..first + 1, |m| graph.range(m));
    let comes = |c: u32| graph.lexicon.is("stand_in", graph.lemma(c));
    tokens.flat_map(|t| graph.children(t).iter().copied()).filter(beside).find(|&c| c > first && c < verb && (acts(graph, c) || comes(c)))
}

/// Actors in the nominative that the parser took for objects: one joined by "и" to the subject before it ("группа A и концерн B
/// создадут"), and one that stands beside a real object ("долю купил фонд A").
fn nominative_objects(graph: &Graph, verb: u32) -> Vec<u32> {
    use MentionKind::{Body, Organisation, Person, Post};
    if graph.english() {
        return Vec::new();
    }
    let children = graph.children(verb);
    let subject = children.iter().copied().find(|&c| graph.token(c).deprel == Deprel::Nsubj);
    let objects = || children.iter().copied().filter(|&c| graph.base(c) == Deprel::Obj);
    let joined = |c: u32| subject.is_some_and(|s| s < c) && c < verb && graph.children(c).iter().any(|&d| graph.base(d) == Deprel::Cc);
    let beside = |c: u32| subject.is_none() && objects().any(|o| o != c);
    // "«Вести» – Министр X обсудил": the agency of a dateline.
    let source = |m: u32| graph.range(m).end < graph.len() && matches!(graph.form(graph.range(m).end), "–" | "—" | "-");
    // "пакет акций X приобрёл Y": a foreign name behind the verb, the thing before it.
    let foreign = |c: u32| graph.case(c).is_none() && c > verb && objects().any(|o| o < verb && graph.case(o) == Some(Case::Acc));
    let named = |c: u32| graph.case(c) == Some(Case::Nom) || foreign(c);
    // "X, который купил Y"
    let relative = |c: u32| graph.lexicon.is("relative", graph.lemma(c)) && graph.lower(c) == graph.lemma(c) && c < verb;
    let actor = |c: u32| named(c) && graph.at(c, &[Body, Organisation, Person, Post]).is_some_and(|m| !source(m));
    objects().filter(|&c| actor(c) && (joined(c) || beside(c)) || relative(c) && beside(c)).collect()
}

fn acts(graph: &Graph, t: u32) -> bool {
    use MentionKind::{Person, Post};
    graph.at(t, &[Person, Post]).is_some() || graph.children(t).iter().any(|&c| graph.at(c, &[Person]).is_some())
}

/// "Ivanov, Petrov discuss": in a headline the first of two names before the verb opens the sentence and is joined by a comma alone.
fn headline_before(graph: &Graph, subject: u32) -> Option<u32> {
    use MentionKind::{Organisation, Person, Place};
    const NAMES: &[MentionKind] = &[Person, Organisation, Place];
    let second = graph.at(subject, NAMES)?;
    let comma = graph.range(second).start.checked_sub(1).filter(|&t| graph.form(t) == ",")?;
    let first = graph.at(comma.checked_sub(1)?, NAMES)?;
    let opens = graph.range(first).start == graph.sentence(subject).start && graph.range(first).end == comma;
    let behind = graph.range(second).end;
    let plain = behind < graph.len() && graph.form(behind) != ",";
    (opens && plain && graph.english() && graph.mention(first).kind == graph.mention(second).kind).then(|| graph.mention(first).head)
}

/// Names in the nominative right before a finite verb that has no subject: the parser hung them elsewhere ("On the sidelines of the
/// meeting, X and Rector Y inked", "На полях заседания «А» и Б подписали").
fn nominative_before(graph: &Graph, verb: u32) -> Vec<u32> {
    use rapporteur_model::VerbForm;
    let finite = graph.token(verb).feats.verb_form == Some(VerbForm::Fin) || graph.mistaken(verb);
    let kinds: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body, MentionKind::Place];
    let quote = |t: u32| if matches!(graph.form(t), "»" | "”" | "\"") { t.checked_sub(1) } else { Some(t) };
    let ends = |m: u32, end: u32| graph.range(m).end == end || (graph.range(m).end + 1 == end && quote(end - 1) != Some(end - 1));
    let before = verb.checked_sub(1).filter(|_| finite).and_then(quote).and_then(|t| graph.at(t, kinds));
    let Some(m) = before.filter(|&m| ends(m, verb) && can_be_subject(graph, m)) else { return Vec::new() };
    let mut found = vec![m];
    // The one named before it, behind a conjunction and what titles the second has.
    let first = graph.sentence(verb).start;
    let start = graph.range(m).start;
    let joined = (first..start).rev().take(8).find(|&t| graph.token(t).upos == Upos::Cconj);
    let between = |from: u32| (from..start).all(|t| !graph.is_verb(t) && graph.form(t) != ",");
    let other = joined.filter(|&c| between(c)).and_then(|c| c.checked_sub(1)).and_then(quote).and_then(|t| graph.at(t, kinds));
    found.extend(other.filter(|&o| joined.is_some_and(|c| ends(o, c)) && can_be_subject(graph, o) && o != m));
    let mut heads: Vec<u32> = found.iter().map(|&m| graph.mention(m).head).collect();
    // "a Conj of a nominative that stands further before".
    heads.extend(
        heads.clone().into_iter().filter_map(|h| {
            graph.head(h).filter(|&f| !graph.english() && graph.base(h) == Deprel::Conj && graph.case(f) == Some(Case::Nom))
        }),
    );
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// No preposition stands before it, and its case, where it has one, is the nominative; an organisation's name must look like a subject:
/// it stands in quotes or letters that do not decline, or in the nominative.
fn can_be_subject(graph: &Graph, m: u32) -> bool {
    let head = graph.mention(m).head;
    let person = graph.mention(m).kind == MentionKind::Person;
    let over = graph.head(head).filter(|_| matches!(graph.base(head), Deprel::Flat | Deprel::Compound));
    let phrase = graph.preposition(head).is_some() || (!person && over.is_some_and(|h| graph.preposition(h).is_some()));
    let case = graph.case(head);
    // "Соглашение Душанбе и Нью-Дели подписали": states and their capitals act, other places do not.
    if graph.mention(m).kind == MentionKind::Place && (graph.english() || graph.mention(m).country.is_none()) {
        return false;
    }
    let nominative = if graph.english() { person } else { case == Some(Case::Nom) || (case.is_none() && !person) };
    !phrase && nominative
}

pub fn agent(graph: &Graph, child: u32) -> bool {
    let token = graph.token(child);
    if graph.english() {
        return token.deprel.base() == Deprel::Obl && graph.preposition(child).as_deref() == Some("by");
    }
    let instrumental = token.feats.case == Some(Case::Ins) && graph.preposition(child).is_none() && graph.is_nominal(child);
    // "возглавляемая начальником": the parser takes a title for a predicate.
    token.deprel == Deprel::OblAgent || (instrumental && matches!(token.deprel.base(), Deprel::Obl | Deprel::Xcomp))
}
