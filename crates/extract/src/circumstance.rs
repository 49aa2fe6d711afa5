//! When and where: the date and the places that belong to a trigger rather than to another one of its sentence.

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, Edtf, MentionKind, Role, Span, Upos, Value};

use crate::frame::Hit;
use crate::graph::Graph;
use crate::lone;

/// Adds date and places to a claim.
pub fn add(graph: &Graph, hit: &Hit, claim: &mut Claim, triggers: &[u32]) {
    let day = date(graph, hit, triggers);
    if let Some(m) = day {
        let mention = graph.mention(m);
        let stated = mention.date().map(|date| match date {
            // "moved from March to June": the second is the event's.
            Edtf::Interval(Some(_), Some(last)) if moved(graph, hit) && from_day(graph, m) => Edtf::Date(last),
            // "Running until Thursday, the fair …": an event of days goes on till then.
            Edtf::Date(last) if lasts(claim) && until(graph, m) && !moved(graph, hit) => Edtf::Interval(None, Some(last)),
            _ => date,
        });
        if let Some(date) = stated {
            claim.push(Role::Date, Value::Date(date), mention.span);
        }
    }
    for (m, words) in places(graph, hit, triggers) {
        claim.push(Role::Place, Value::Mention(m), words);
    }
    if claim.get(Role::Place).is_none()
        && let Some(m) = day.and_then(|day| beside_day(graph, hit, day).or_else(|| in_brackets(graph, hit, day)))
    {
        claim.push(Role::Place, Value::Mention(m), graph.mention(m).span);
    }
}

/// "a delegation led by X in Lusaka on 19 February": the place right before the event's day, wherever the parser hung it.
fn beside_day(graph: &Graph, hit: &Hit, day: u32) -> Option<u32> {
    let on = graph.range(day).start.checked_sub(1).filter(|&t| graph.lexicon.is("dated_by", graph.lower(t)))?;
    let place = on.checked_sub(1).and_then(|t| graph.at(t, &[MentionKind::Place])).filter(|&m| graph.range(m).end == on)?;
    let first = graph.range(place).start;
    let within = first > hit.trigger && graph.sentence(hit.trigger).contains(&first);
    let told = within && graph.preposition(graph.mention(place).head).as_deref() == Some("in") && phrase_of_place(graph, place);
    // "led by X, who was born in Riga on 3 May": the clause of a verb of its own has its own place.
    let verb = (hit.trigger + 1..first).any(|t| graph.is_verb(t) && !graph.is_participle(t));
    (told && graph.english() && !verb).then_some(place)
}

/// "the eighth session (Tashkent, April 2022)": the place in the brackets of the event's day.
fn in_brackets(graph: &Graph, hit: &Hit, day: u32) -> Option<u32> {
    let sentence = graph.sentence(hit.trigger);
    let open = (hit.trigger..graph.range(day).start).rev().find(|&t| graph.form(t) == "(")?;
    let closed = (graph.range(day).end..sentence.end).find(|&t| graph.form(t) == ")")?;
    let verb = (hit.trigger + 1..closed).any(|t| graph.is_verb(t) && t != hit.trigger);
    let place = graph.mentions_in(open..closed, &[MentionKind::Place]).into_iter().next();
    place.filter(|_| !verb && (open + 1..closed).len() < 12)
}

/// Kinds that may go on for days.
fn lasts(claim: &Claim) -> bool {
    matches!(claim.kind, ClaimKind::Gathering | ClaimKind::Visit)
}

/// "until Thursday", «до 10 июля»
fn until(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    let word = graph.preposition(graph.mention(m).head).or_else(|| first.checked_sub(1).map(|t| graph.lower(t).to_owned()));
    word.is_some_and(|w| graph.lexicon.is("last_day", &w))
}

/// The day for which the event was set, where it is put off: "scheduled for 5 May, has been postponed until June", «с мая на сентябрь».
pub fn set_for(graph: &Graph, hit: &Hit, own: Option<Span>) -> Option<(Edtf, Span)> {
    if !moved(graph, hit) {
        return None;
    }
    let dates = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    let told = |m: u32| Some((graph.mention(m).date()?, graph.mention(m).span));
    let before = |m: u32| match told(m)? {
        (Edtf::Interval(Some(first), Some(_)), span) if Some(span) == own && from_day(graph, m) => Some((Edtf::Date(first), span)),
        (date, span) => (Some(span) != own && (set_before(graph, hit, m) || from_day(graph, m))).then_some((date, span)),
    };
    dates.into_iter().filter(|&m| free(graph, m)).find_map(before)
}

/// The date of the sentence that is nearer in the tree to this trigger than to any other.
pub fn date(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Option<u32> {
    let dates = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    let mut best: Option<(bool, u32, u32, u32)> = None;
    for m in dates.into_iter().filter(|&m| free(graph, m) && !left_behind(graph, hit, m)) {
        let head = graph.mention(m).head;
        // "announced in May": the day on which it was told of.
        if graph.head(head).is_some_and(|v| graph.is_verb(v) && graph.lexicon.is("announces", graph.lemma(v))) {
            continue;
        }
        let shared = opens_for(graph, hit, head);
        if !(shared || attached(graph, hit, head)) {
            continue;
        }
        let Some(steps) = reach(graph, hit, head) else { continue };
        let key = (shared, steps, head.abs_diff(hit.trigger), m);
        let taken = !shared && nearer_to_other(graph, head, steps, hit, triggers);
        if !taken && best.is_none_or(|b| key < b) {
            best = Some(key);
        }
    }
    best.map(|(.., m)| m)
        .or_else(|| lone::date(graph, hit, triggers).filter(|&m| free(graph, m) && !left_behind(graph, hit, m)))
        .or_else(|| when(graph, hit))
        .or_else(|| joined(graph, hit, triggers))
        // "The visit to Sofia by X, set for 22 April, will not take place"
        .or_else(|| {
            let all = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
            all.into_iter().find(|&m| !moved(graph, hit) && free(graph, m) && set_before(graph, hit, m))
        })
}

/// "arrived in Muscat on 3 March and held talks", «прибыл в Каир в понедельник и встретился»: the day of an event whose verb stands before this one,
/// joined by "and", of one subject and one time.
fn joined(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Option<u32> {
    let verb = hit.verb.filter(|&v| graph.base(v) == Deprel::Conj)?;
    let first = graph.head(verb).filter(|&f| f < verb && graph.is_verb(f) && !graph.is_participle(f))?;
    let own = graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Nsubj);
    let and = graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Cc && graph.lexicon.is("row", graph.lower(c)));
    let feats = |t: u32| (graph.token(t).feats.tense, graph.token(t).feats.verb_form, graph.is_passive(t));
    let auxiliary = |t: u32| graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux);
    let event = triggers.contains(&first) || triggers.iter().any(|&t| graph.head(t) == Some(first) && t < verb);
    let one_time = feats(first) == feats(verb) && !auxiliary(verb);
    let day = |&m: &u32| matches!(graph.mention(m).date(), Some(Edtf::Date(d)) if d.day().is_some());
    let of_first = |&m: &u32| {
        let head = graph.mention(m).head;
        let on = graph.preposition(head).is_none_or(|p| graph.lexicon.is("dated_by", &p));
        graph.head(head) == Some(first) && head > first && on && free(graph, m)
    };
    let dates = graph.mentions_in(graph.sentence(verb), &[MentionKind::Date]);
    let other = dates.iter().any(|&m| graph.mention(m).head > verb);
    (and && !own && !other && event && one_time).then(|| dates.into_iter().find(|m| day(m) && of_first(m)))?
}

/// "took place in May 2019, when X signed a protocol", «в мае, когда министр подписал протокол»: the date right before the clause of "when".
fn when(graph: &Graph, hit: &Hit) -> Option<u32> {
    let verb = hit.verb?;
    let word = graph.children(verb).iter().copied().find(|&c| c < verb && graph.lexicon.is("whenever", graph.lower(c)))?;
    let comma = word.checked_sub(1).filter(|&t| graph.form(t) == ",");
    let end = comma.unwrap_or(word);
    let date = graph.at(end.checked_sub(1)?, &[MentionKind::Date])?;
    (graph.range(date).end == end && graph.sentence(verb).contains(&graph.range(date).start)).then_some(date)
}

/// A date inside another name or title ("программа на 2025 год") is not the event's.
pub fn free(graph: &Graph, m: u32) -> bool {
    let kinds = [MentionKind::Instrument, MentionKind::Organisation, MentionKind::Body, MentionKind::Gathering, MentionKind::Post];
    let head = graph.mention(m).head;
    graph.at(head, &kinds).is_none_or(|outer| graph.mention(outer).span.len() <= graph.mention(m).span.len())
}

/// "перенесено с мая на сентябрь": where an event is moved, the date that it is moved from is not its date.
fn left_behind(graph: &Graph, hit: &Hit, m: u32) -> bool {
    let range = matches!(graph.mention(m).date(), Some(Edtf::Interval(..)));
    // "scheduled for 5 May, has been postponed until June"
    let over = |m: u32| hit.anchors().any(|t| graph.lexicon.is("moving", graph.lemma(t)) && graph.head(graph.mention(m).head) == Some(t));
    let others = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    if moved(graph, hit) && !(over(m) && towards(graph, m)) && others.iter().any(|&o| o != m && over(o) && towards(graph, o)) {
        return true;
    }
    // "originally set for 5 May, will now be held on 19 May": what carries the event says when it is.
    let carried = |o: u32| hit.verb.is_some_and(|v| v != hit.trigger && graph.head(graph.mention(o).head) == Some(v)) && hit.supported;
    if set_before(graph, hit, m) && others.iter().any(|&o| o != m && carried(o)) {
        return true;
    }
    moved(graph, hit) && !range && from_day(graph, m)
}

/// "from 5 May", «с 5 мая»
fn from_day(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    let from = |t: u32| matches!(graph.lower(t), "с" | "со" | "from");
    from(first) || first.checked_sub(1).is_some_and(from)
}

/// "set for 5 May", «намеченное на 5 мая»: the day of a participle of plan at the event's noun.
fn set_before(graph: &Graph, hit: &Hit, m: u32) -> bool {
    let plan = |&p: &u32| {
        // "the meeting of X with Y, planned for 5 May": nobody who is named is planned, whatever the tree says.
        let named = [MentionKind::Person, MentionKind::Post, MentionKind::Place, MentionKind::Organisation, MentionKind::Body];
        let behind = |h: u32| hit.trigger < h && !(hit.trigger..h).any(|t| graph.is_verb(t));
        let of = |h: u32| h == hit.trigger || graph.at(h, &named).is_some() && (behind(h) || graph.subtree(hit.trigger).contains(&h));
        let own = matches!(graph.base(p), Deprel::Acl | Deprel::Amod) && graph.head(p).is_some_and(of);
        own && graph.lexicon.facts.over(graph.lemma(p)).contains(&crate::factuality::Tells::Planned)
    };
    // "announced in January" says when that was told.
    let told = matches!(graph.preposition(graph.mention(m).head).as_deref(), Some("in" | "в" | "во"));
    hit.nominal && !told && graph.head(graph.mention(m).head).filter(plan).is_some()
}

/// "until June", "на сентябрь"
fn towards(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    [Some(first), first.checked_sub(1)].into_iter().flatten().any(|t| graph.lexicon.is("towards", graph.lower(t)))
}

fn moved(graph: &Graph, hit: &Hit) -> bool {
    hit.anchors().any(|t| graph.lexicon.is("moving", graph.lemma(t)))
}

/// The date hangs on the trigger, on the verb that carries it or governs it, or on a place that does; not on another noun
/// ("итоги работы в 2025 году").
fn attached(graph: &Graph, hit: &Hit, head: u32) -> bool {
    let Some(parent) = graph.head(head).map(|parent| next_verb(graph, parent, head).unwrap_or(parent)) else { return true };
    let own = hit.anchors().any(|t| t == parent);
    let through_name = graph.at(parent, &[MentionKind::Place, MentionKind::Person]).is_some()
        && graph.head(parent).is_some_and(|g| hit.anchors().any(|t| t == g) || graph.is_verb(g));
    // "Анна Берг, с января занимающая пост": since when somebody is what she is.
    let described = graph.is_participle(parent)
        && matches!(graph.base(parent), Deprel::Acl | Deprel::Amod)
        && graph.head(parent).is_some_and(|h| graph.at(h, &[MentionKind::Person, MentionKind::Post]).is_some());
    // "On Thursday X is due to visit": the predicate over the verb.
    let by_verb = (graph.is_verb(parent) || graph.has_copula(parent) && head < parent)
        && !described
        && same_clause(graph, hit, parent)
        && graph.distance(parent, hit.trigger).is_some_and(|d| d <= 2);
    let of_date = graph.at(parent, &[MentionKind::Date]).is_some_and(|m| graph.mention(m).head == parent) && attached(graph, hit, parent);
    // "не позднее 20 февраля", "no later than Friday"
    let of_adverb = graph.token(parent).upos == Upos::Adv && attached(graph, hit, parent);
    // "в ночь с 5 на 6 мая", "on the night of 5 May"
    // "on convenient dates in 2026"
    let time = ["parts_of_day", "open_dates"].iter().any(|class| graph.lexicon.is(class, graph.lemma(parent)));
    let of_night = time && attached(graph, hit, parent);
    // "подписали меморандум 3 мая 2024 года": a day behind what is signed says when.
    let of_signed = graph.at(parent, &[MentionKind::Instrument]).is_some_and(|m| graph.mention(m).head == parent && head > parent)
        && graph.preposition(head).is_none()
        && graph.head(parent).is_some_and(|v| hit.anchors().any(|t| t == v));
    own || of_night || of_signed || of_adverb || (through_name && same_clause(graph, hit, parent)) || by_verb || of_date
}

/// The phrase stands in the clause of the trigger or of a verb that governs it ("планирует провести", "опроверг, что …"), not in one
/// that is joined to it or lies below it.
fn same_clause(graph: &Graph, hit: &Hit, t: u32) -> bool {
    if beside(graph, hit, t) || stays(graph, hit, t) {
        return false;
    }
    const GOVERNED: &[Deprel] = &[Deprel::Xcomp, Deprel::Csubj, Deprel::Ccomp, Deprel::Obj, Deprel::Nmod, Deprel::Acl];
    let own = up(graph, graph.clause(hit.verb.unwrap_or(hit.trigger)), GOVERNED);
    // "встреча может пройти в Сингапуре": the phrase may hang on an infinitive below the noun's verb.
    let theirs = up(graph, clause_of(graph, t), &[Deprel::Xcomp, Deprel::Csubj]);
    own.contains(&theirs[0]) || theirs.contains(&own[0]) || hit.participle.is_some_and(|p| graph.head(t) == Some(p))
}

/// "met X, being in Armenia on a visit": who is somewhere is there for longer than what else the sentence tells.
fn stays(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let verb = hit.verb.filter(|&v| v != hit.trigger && graph.lexicon.is("staying", graph.lemma(v)));
    let below = |v: u32| std::iter::successors(Some(t), |&u| graph.head(u)).take(16).any(|u| u == v);
    verb.is_some_and(|v| matches!(graph.base(v), Deprel::Acl | Deprel::Advcl | Deprel::Amod) && !below(v))
}

/// "X, находящийся в Армении, встретился": the phrase is that of a participle at another word.
fn beside(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let clause = graph.clause(t);
    let path = std::iter::successors(graph.head(t), |&u| graph.head(u)).take_while(|&u| u != clause).take(16);
    path.take_while(|&u| hit.anchors().all(|own| own != u))
        .any(|u| graph.is_participle(u) && matches!(graph.base(u), Deprel::Acl | Deprel::Amod | Deprel::Advcl))
}

/// A clause with those that govern it by these relations.
fn up(graph: &Graph, clause: u32, relations: &[Deprel]) -> Vec<u32> {
    // "visit Aqaba on Wednesday, where he will meet X": there and then.
    let there = |at: u32| {
        let place = graph.head(at).and_then(|h| graph.head(h)).is_some_and(|v| graph.is_verb(v));
        place && graph.children(at).iter().any(|&c| graph.lexicon.is("where", graph.lemma(c)))
    };
    let finite = |at: u32| graph.token(at).deprel == Deprel::AclRelcl && !graph.is_participle(at) && !there(at);
    let over = |&at: &u32| graph.head(at).filter(|_| relations.contains(&graph.base(at)) && !finite(at)).map(|h| graph.clause(h));
    std::iter::successors(Some(clause), over).take(4).collect()
}

/// The clause of a phrase: that of its verb, or of a later verb joined to it with a subject of its own, behind which the phrase stands
/// ("завершилось в Астане, а 10-е состоится в Анкаре").
fn clause_of(graph: &Graph, t: u32) -> u32 {
    let clause = graph.clause(t);
    let own = |&c: &u32| graph.children(c).iter().any(|&s| graph.base(s) == Deprel::Nsubj);
    let behind = |&c: &u32| graph.base(c) == Deprel::Conj && graph.is_verb(c) && clause < c && c < t;
    next_verb(graph, clause, t).or_else(|| graph.children(clause).iter().copied().filter(behind).rfind(own)).unwrap_or(clause)
}

/// "was received by X, and the following day she signed": a phrase between the conjunction of a later verb with a subject of its own and that
/// subject, which the parser hung on the verb before.
fn next_verb(graph: &Graph, verb: u32, t: u32) -> Option<u32> {
    let opens = |&c: &u32| {
        let conjunction = graph.children(c).iter().copied().find(|&d| graph.base(d) == Deprel::Cc && d < c);
        let subject = graph.children(c).iter().copied().find(|&s| graph.base(s) == Deprel::Nsubj && s < c);
        conjunction.zip(subject).is_some_and(|(and, s)| and < t && t < s)
    };
    let joined = |c: &u32| graph.base(*c) == Deprel::Conj && graph.is_verb(*c) && verb < *c;
    graph.children(verb).iter().copied().filter(joined).find(opens)
}

/// "В понедельник X прибывает в Ош и встречается с Y": what stands before the first of joined verbs holds for all of them, where they
/// share their subject.
fn opens_for(graph: &Graph, hit: &Hit, head: u32) -> bool {
    let verb = hit.verb.unwrap_or(hit.trigger);
    let Some(first) = graph.head(verb).filter(|_| graph.base(verb) == Deprel::Conj) else { return false };
    let own = graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Nsubj);
    // "Tomorrow X is to visit Y and meet Z": what governs the joined verbs.
    let over = |&v: &u32| graph.head(v).filter(|_| graph.base(v) == Deprel::Xcomp);
    std::iter::successors(Some(first), over).take(3).any(|verb| {
        let subject = graph.children(verb).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
        !own && graph.head(head) == Some(verb) && head < subject.unwrap_or(verb).min(verb)
    })
}

/// Arcs from a phrase to the trigger or to the verb that carries it, counted only where the way is short.
fn reach(graph: &Graph, hit: &Hit, head: u32) -> Option<u32> {
    let own = clause_of(graph, head);
    let steps = hit.anchors().filter_map(|t| if t == own { Some(1) } else { graph.distance(head, t) }).min()?;
    (steps <= 4).then_some(steps)
}

fn nearer_to_other(graph: &Graph, head: u32, steps: u32, hit: &Hit, triggers: &[u32]) -> bool {
    triggers.iter().any(|&t| {
        hit.anchors().all(|own| own != t)
            && graph.sentence(hit.trigger).contains(&t)
            && graph.distance(head, t).is_some_and(|d| d + 1 < steps)
    })
}

/// Places in a phrase of place ("в Минске", "in Minsk", "Minsk hosted") near the trigger, coordinated ones too, and those that "там"
/// or "where" points to; each with the words that say it.
pub fn places(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Vec<(u32, Span)> {
    let all = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Place]);
    let wanted = |&m: &u32| {
        let head = graph.mention(m).head;
        let first = first_conjunct(graph, head);
        let inside = graph
            .at(head, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Instrument, MentionKind::Post, MentionKind::Gathering])
            .is_some();
        !inside
            && !of_title(graph, first)
            && !bracketed(graph, hit, head)
            && !of_other_time(graph, hit, first)
            && !of_thing(graph, hit, first)
            && !negated(graph, head)
            && !of_speaker(graph, hit, first)
            && located(graph, first)
            && same_clause(graph, hit, first)
            && reach(graph, hit, first).is_some_and(|steps| !nearer_to_other(graph, first, steps, hit, triggers))
    };
    let mut found: Vec<(u32, Span)> = all.into_iter().filter(wanted).map(|m| (m, graph.mention(m).span)).collect();
    if found.is_empty() {
        found.extend(pointed(graph, hit));
    }
    found
}

/// "соглашение о сервисном центре в Исфахане": the place of a thing that the deed is about, two nouns away from it.
fn of_thing(graph: &Graph, hit: &Hit, t: u32) -> bool {
    const OTHERS: &[MentionKind] = &[
        MentionKind::Person,
        MentionKind::Post,
        MentionKind::Organisation,
        MentionKind::Body,
        MentionKind::Place,
        MentionKind::Date,
        MentionKind::Gathering,
    ];
    let thing = |u: u32| {
        graph.is_nominal(u)
            && !graph.lexicon.is("title_words", graph.lemma(u))
            && graph.at(u, OTHERS).is_none()
            && hit.anchors().all(|own| own != u)
    };
    // "меморандум о туризме в Минске 3 мая": with its day the place is the deed's.
    let end = graph.at(t, &[MentionKind::Place]).map_or(t + 1, |m| graph.range(m).end);
    if end < graph.sentence(t).end && graph.at(end, &[MentionKind::Date]).is_some_and(|m| graph.range(m).start == end) {
        return false;
    }
    let Some(over) =
        graph.head(t).filter(|&u| thing(u) && graph.at(u, &[MentionKind::Instrument]).is_none_or(|m| graph.mention(m).head != u))
    else {
        return false;
    };
    let up = std::iter::successors(graph.head(over), |&u| graph.head(u)).take(4);
    up.take_while(|&u| graph.is_nominal(u)).any(|u| graph.at(u, &[MentionKind::Instrument]).is_some() && thing(u))
}

/// "arrived after two days in Colombo", «после заседания в Вене»: the place of what was before or behind.
fn of_other_time(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let over = graph.head(t).filter(|&h| graph.is_nominal(h) && hit.anchors().all(|own| own != h));
    over.and_then(|h| graph.preposition(h)).is_some_and(|p| graph.lexicon.is("other_time", &p))
}

/// "the ambassador (residence in Moscow)": a remark in brackets on something else than the event.
fn bracketed(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let start = graph.sentence(t).start;
    let open = (start..t).rev().take_while(|&u| graph.form(u) != ")").find(|&u| graph.form(u) == "(");
    let of = open.and_then(|u| u.checked_sub(1)).filter(|&u| u >= start);
    open.is_some() && of.is_none_or(|u| !hit.anchors().any(|own| own == u || own == graph.head(u).unwrap_or(u)))
}

/// "the embassy of Laos in Moscow told the agency that": where somebody is who does something else than what the trigger says.
fn of_speaker(graph: &Graph, hit: &Hit, t: u32) -> bool {
    let nouns = std::iter::successors(graph.head(t), |&u| graph.head(u)).take(6);
    let nouns = nouns.take_while(|&u| graph.is_nominal(u) && hit.anchors().all(|own| own != u));
    let mut who = nouns.filter(|&u| graph.base(u) == Deprel::Nsubj);
    who.any(|u| graph.head(u).is_some_and(|v| graph.is_verb(v) && hit.anchors().all(|own| own != v)))
}

/// "не в Уральске": where it is not.
fn negated(graph: &Graph, t: u32) -> bool {
    graph.children(t).iter().any(|&c| graph.lexicon.facts.negates(graph.lemma(c)))
}

/// "Ташкент, где его принял", "Там он встретился": the place that an adverb of place means.
fn pointed(graph: &Graph, hit: &Hit) -> Option<(u32, Span)> {
    // "There she is to meet X", "Там ему предстоит подписать": the adverb may hang on the word that governs the verb.
    let over = |&t: &u32| graph.head(t).filter(|_| matches!(graph.base(t), Deprel::Xcomp | Deprel::Csubj | Deprel::Ccomp));
    let governed = std::iter::successors(hit.verb.as_ref().and_then(over), over).take(2);
    let first = hit.verb.and_then(|v| crate::factuality::first_of(graph, v));
    let shared = first.into_iter().flat_map(|v| std::iter::once(v).chain(over(&v)));
    let words = hit.anchors().chain(governed).chain(shared).collect::<Vec<u32>>();
    let adverb = words.iter().flat_map(|&t| graph.children(t).iter().copied()).find(|&c| graph.lexicon.is("there", graph.lemma(c)))?;
    let words = graph.token(adverb).span;
    let verb = graph.clause(adverb);
    if let Some(head) = graph.head(verb).filter(|_| graph.base(verb) == Deprel::Acl) {
        // "visit Aqaba on Wednesday, where": the parser may hang the clause on the date.
        let before = || graph.mentions_in(graph.sentence(adverb).start..adverb, &[MentionKind::Place]).last().copied();
        let dated = graph.at(head, &[MentionKind::Date]).is_some();
        return graph.at(head, &[MentionKind::Place]).or_else(|| before().filter(|_| dated)).map(|m| (m, words));
    }
    // "visited Laos, where he met X": whatever the clause hangs on.
    let here = || graph.mentions_in(graph.sentence(adverb).start..adverb, &[MentionKind::Place]);
    if graph.lexicon.is("where", graph.lemma(adverb)) && graph.sentence(adverb).start < adverb {
        let free = |&m: &u32| !of_title(graph, graph.mention(m).head) && graph.range(m).end + 2 > adverb;
        return here().into_iter().rfind(free).map(|m| (m, words));
    }
    let sentence = graph.analysis.sentence_of(adverb).checked_sub(1)?;
    let before = graph.analysis.sentences.get(sentence)?.tokens.start..adverb;
    let phrase = |&m: &u32| {
        let head = graph.mention(m).head;
        let way = matches!(graph.preposition(head).as_deref(), Some("в" | "во" | "на" | "in" | "at" | "to"));
        (way || graph.base(head) == Deprel::Obj) && !of_title(graph, head)
    };
    graph.mentions_in(before, &[MentionKind::Place]).into_iter().rfind(phrase).map(|m| (m, words))
}

/// A place in a phrase of place that belongs to no title and no name of something else.
pub fn phrase_of_place(graph: &Graph, m: u32) -> bool {
    const INSIDE: &[MentionKind] =
        &[MentionKind::Organisation, MentionKind::Body, MentionKind::Instrument, MentionKind::Post, MentionKind::Gathering];
    let first = first_conjunct(graph, graph.mention(m).head);
    graph.at(graph.mention(m).head, INSIDE).is_none() && located(graph, first) && !of_title(graph, first)
}

/// "посол Италии в Грузии": the place belongs to the title, not to what its holder does; behind the holder's name it does not.
fn of_title(graph: &Graph, t: u32) -> bool {
    if served(graph, t) {
        return true;
    }
    let Some(head) = graph.head(t).filter(|&h| graph.base(t) == Deprel::Nmod && h < t) else { return false };
    let free = graph.mentions_in(head..t, &[MentionKind::Person]).is_empty();
    // "временного поверенного в России Марсело Коэлью": the name follows, whatever the noun.
    let end = graph.at(t, &[MentionKind::Place]).map_or(t + 1, |m| graph.range(m).end);
    let named = || end < graph.sentence(t).end && graph.at(end, &[MentionKind::Person]).is_some_and(|m| graph.range(m).start == end);
    free && (graph.at(head, &[MentionKind::Post]).is_some() || (graph.is_nominal(head) && !graph.english() && named()))
}

/// "посол Ирана в Китае Бехруз Ахмади", "Iran's ambassador in Beijing X": where a diplomat serves, by the words alone: title, whose it is,
/// preposition.
fn served(graph: &Graph, t: u32) -> bool {
    let start = graph.at(t, &[MentionKind::Place]).map_or(t, |m| graph.range(m).start);
    let first = graph.sentence(t).start;
    let word = |at: u32| graph.token(at).upos == Upos::Adp;
    let Some(preposition) = start.checked_sub(1).filter(|&at| at > first && word(at)) else { return false };
    let before = |at: u32| at.checked_sub(1).filter(|&at| at >= first);
    let mut at = before(preposition);
    if let Some(m) = at.and_then(|at| graph.at(at, &[MentionKind::Place])) {
        at = before(graph.range(m).start);
        // "Ambassador of Kuwait to Kenya"
        at = at.filter(|&at| graph.english() && graph.lower(at) == "of").map_or(at, before);
    }
    let title = at.and_then(|at| graph.at(at, &[MentionKind::Post]));
    title.is_some_and(|m| graph.range(m).any(|at| graph.lexicon.is("diplomats", graph.lemma(at))))
}

fn first_conjunct(graph: &Graph, t: u32) -> u32 {
    let mut at = t;
    while graph.base(at) == Deprel::Conj || graph.base(at) == Deprel::Flat || (graph.base(at) == Deprel::Appos) {
        let Some(head) = graph.head(at) else { break };
        if graph.is_verb(head) || graph.preposition(at).is_some() {
            break;
        }
        at = head;
    }
    at
}

/// "в", "на" with the locative (or a noun of place between: "в городе Ижевске"), "in", "at"; and the host of an English event.
fn located(graph: &Graph, t: u32) -> bool {
    let Some(preposition) = graph.preposition(t) else {
        return graph.english() && graph.token(t).deprel == Deprel::Nsubj && graph.head(t).is_some_and(|h| graph.lemma(h) == "host");
    };
    let locative = graph.case(t).is_none_or(|c| matches!(c, Case::Loc | Case::Dat));
    matches!(preposition.as_str(), "in" | "at" | "near" | "outside")
        || (matches!(preposition.as_str(), "в" | "во" | "на" | "под") && locative && !graph.english())
}
