//! A title beside a name: before it, or behind a comma, dash or bracket. Decides by order, case and number, not by the tree.

use rapporteur_model::{Case, Deprel, MentionKind, Number, Phase, Upos, VerbForm};

use super::{HOLDERS, Post};
use crate::graph::Graph;

/// The person whose name follows the title, over its organisation, ranks and genitives.
pub(super) fn person_behind(graph: &Graph, post: &Post) -> Option<u32> {
    let range = graph.range(post.title);
    let sentence = graph.sentence(range.start);
    let mut at = post.place.map_or(range.end, |p| graph.range(p).end.max(range.end));
    let mut steps = 0;
    while sentence.contains(&at) && steps < 24 {
        if let Some(end) = bracket(graph, at).or_else(|| aside(graph, at, post)) {
            at = end;
            continue;
        }
        if let Some(person) = graph.at(at, &[MentionKind::Person]) {
            if of_another(graph, post, at) {
                return None;
            }
            if served(graph, post, person) {
                at = graph.range(person).end;
                continue;
            }
            return (agrees(graph, post, person) && !elsewhere(graph, post, person)).then_some(person);
        }
        at = skip(graph, at, post)?;
        steps += 1;
    }
    None
}

/// "Yang Shu, vice governor of Yunnan": of two names beside an English title the one behind "of" is what or whom the other serves.
fn of_another(graph: &Graph, post: &Post, at: u32) -> bool {
    let of = at.checked_sub(1).is_some_and(|t| graph.lower(t) == "of") && at == graph.range(post.title).end + 1;
    let comma = || {
        let title = graph.range(post.title).start;
        (graph.sentence(at).start..title).rev().take(3).find(|&t| graph.form(t) == ",")
    };
    let named = |t: u32| t.checked_sub(1).is_some_and(|u| graph.at(u, &[MentionKind::Person]).is_some());
    graph.english() && of && comma().is_some_and(named)
}

/// "заместитель Дэвиса Стив Бейкер": a name in the genitive under a title in another case is whom the title's holder serves.
fn served(graph: &Graph, post: &Post, person: u32) -> bool {
    let animate = |c: Option<Case>| matches!(c, Some(Case::Gen | Case::Acc));
    let case = graph.case(graph.mention(post.title).head);
    let own = graph.case(graph.mention(person).head).filter(|_| !graph.range(person).any(|t| graph.case(t) == case));
    let nominative =
        case == Some(Case::Nom) && nominative_by_form(graph, person) || case == Some(Case::Ins) && instrumental_by_form(graph, person);
    !graph.english() && case.is_some() && !animate(case) && own == Some(Case::Gen) && !nominative && post.phase != Phase::Acting
}

/// "лидер протеста против освобождения Биби": the name is the genitive of another noun, in a phrase with a preposition.
fn elsewhere(graph: &Graph, post: &Post, person: u32) -> bool {
    let head = graph.mention(person).head;
    let Some(noun) = graph.head(head).filter(|_| graph.base(head) == Deprel::Nmod && !graph.english()) else { return false };
    let between = noun > graph.range(post.title).end && noun < head;
    let free = graph.at(noun, HOLDERS).is_none() && graph.at(noun, &[MentionKind::Post]).is_none();
    between && free && (graph.preposition(noun).is_some() || graph.base(noun) == Deprel::Conj)
}

/// One past a short bracket without names that opens here ("лидер группы (с 1984 года) Иванов").
pub(super) fn bracket(graph: &Graph, at: u32) -> Option<u32> {
    if graph.form(at) != "(" {
        return None;
    }
    let limit = graph.sentence(at).end.min(at + 10);
    let close = (at + 1..limit).find(|&t| graph.form(t) == ")")?;
    let named = (at + 1..close).any(|t| graph.at(t, &[MentionKind::Person, MentionKind::Post]).is_some());
    (!named).then_some(close + 1)
}

/// The token after what may stand between a title and its name; `None` where the link breaks.
fn skip(graph: &Graph, at: u32, post: &Post) -> Option<u32> {
    let case = graph.case(graph.mention(post.title).head);
    if let Some(m) = graph.at(at, &[MentionKind::Post])
        && m != post.title
    {
        // "глава пресс-службы президента Иванов": a title in the genitive under one that is not is a complement.
        let complement = graph.case(graph.mention(m).head) == Some(Case::Gen) && case.is_some_and(|c| c != Case::Gen) && !graph.english();
        return complement.then(|| graph.range(m).end);
    }
    // "министр Уганды и его белорусский коллега X": the name is the colleague's.
    if graph.is_counterpart(at) {
        return None;
    }
    if let Some(m) = graph.at(at, HOLDERS) {
        return Some(graph.range(m).end);
    }
    if let Some(next) = further(graph, at, post) {
        return Some(next);
    }
    let token = graph.token(at);
    let genitive = matches!(token.feats.case, Some(Case::Gen | Case::Loc | Case::Dat))
        && matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::Det);
    let rank = graph.lexicon.is("ranks", graph.lemma(at)) || graph.lexicon.is("owners", graph.lemma(at));
    let quote = matches!(graph.form(at), "«" | "»" | "\"" | "“" | "”" | "-" | ")" | "(");
    let glue =
        matches!(token.upos, Upos::Adp | Upos::Cconj) && !matches!(graph.form(at), "с" | "к" | "with" | "to") || token.upos == Upos::Num;
    let under = |t: u32| std::iter::successors(Some(t), |&u| graph.token(u).head).take(9).any(|u| u == graph.mention(post.title).head);
    let own = !graph.english() && graph.form(at) != "," && graph.token(at).feats.verb_form != Some(VerbForm::Fin) && under(at);
    // "председатель партии миллиардер Иванов": a common noun in the same case is said of the same person.
    let apposed = !graph.english() && token.upos == Upos::Noun && case.is_some() && token.feats.case == case;
    let glue = glue && !graph.lexicon.is("instead", graph.lower(at));
    let word = (genitive || glue || apposed) && !graph.english() || (rank || quote) || own;
    let english = graph.english()
        && (matches!(token.upos, Upos::Det | Upos::Propn | Upos::Noun | Upos::Adj) || matches!(graph.form(at), "of" | "for"));
    (word || (english && under(at))).then_some(at + 1)
}

/// "Kenya's ambassador to Estonia X", "foreign ministers of Georgia and Kenya, X and Y": over where a diplomat serves, and over what joins the
/// houses of a title in the plural.
fn further(graph: &Graph, at: u32, post: &Post) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let next = at + 1;
    if !graph.english() || next >= graph.sentence(head).end {
        return None;
    }
    let holder = graph.at(next, HOLDERS).filter(|&m| graph.range(m).start == next);
    if post.serves.is_some_and(|there| at < graph.range(there).start && graph.range(there).start <= at + 2) {
        return post.serves.map(|there| graph.range(there).end);
    }
    let plural = graph.token(head).feats.number == Some(Number::Plur);
    let joins = graph.form(at) == "," || graph.token(at).upos == Upos::Cconj;
    let person = graph.at(next, &[MentionKind::Person]).is_some_and(|m| graph.range(m).start == next);
    let behind_house = at > 0 && graph.at(at - 1, HOLDERS).is_some();
    (plural && joins && behind_house && (holder.is_some() || person && graph.form(at) == ",")).then_some(next)
}

/// One past what stands between commas behind a title and before its name: a clause about the title ("министр, который вёл переговоры,
/// Иван Иванов"), or a second description in the same oblique case ("директору завода, хозяину судна, Ивану Иванову").
fn aside(graph: &Graph, at: u32, post: &Post) -> Option<u32> {
    let case = graph.case(graph.mention(post.title).head).filter(|_| !graph.english() && graph.form(at) == ",")?;
    let end = graph.sentence(at).end.min(at + 24);
    let first = at + 1;
    if first >= end {
        return None;
    }
    let clause = (first..end.min(at + 3)).any(|t| graph.lexicon.is("relative", graph.lemma(t)))
        || (graph.is_participle(first) && graph.token(first).feats.case == Some(case));
    let oblique = matches!(case, Case::Dat | Case::Ins) && graph.is_nominal(first) && graph.case(first) == Some(case);
    let close = (first + 1..end).find(|&t| graph.form(t) == "," && graph.covering(t).is_empty()).filter(|_| clause || oblique)?;
    let name = (close + 1..end).find(|&t| !matches!(graph.token(t).upos, Upos::Adj | Upos::Num))?;
    let person = graph.at(name, &[MentionKind::Person]).filter(|&m| graph.range(m).start == name)?;
    let shown = graph.range(person).any(|t| graph.case(t) == Some(case));
    (shown && graph.at(first, &[MentionKind::Person]).is_none()).then_some(close + 1)
}

/// "один из руководителей", "одному из президентов": the word for one before a title in the genitive plural, whose case is the holder's.
fn one_of(graph: &Graph, title: u32) -> Option<u32> {
    let plural = graph.token(graph.mention(title).head).feats.number == Some(Number::Plur);
    let start = graph.range(title).start;
    let out = (graph.sentence(start).start..start).rev().take(3).find(|&t| !matches!(graph.token(t).upos, Upos::Adj | Upos::Det))?;
    let of = graph.lexicon.is("out_of", graph.lower(out)).then(|| out.checked_sub(1)).flatten()?;
    (plural && graph.lexicon.is("one", graph.lemma(of))).then_some(of)
}

/// Cases that look alike: the accusative of living beings is their genitive.
fn same_case(a: Option<Case>, b: Option<Case>) -> bool {
    let animate = |c: Option<Case>| matches!(c, Some(Case::Gen | Case::Acc));
    a == b || (animate(a) && animate(b))
}

/// A name and its title stand in one case where both show it.
fn agrees(graph: &Graph, post: &Post, person: u32) -> bool {
    let title_head = graph.mention(post.title).head;
    let head = graph.mention(person).head;
    let range = graph.range(person);
    let case = graph.case(one_of(graph, post.title).unwrap_or(title_head));
    let unknown = graph.case_of_name(person).is_none();
    let mut shown = range.filter_map(|t| graph.case(t)).filter(|_| !unknown).peekable();
    // "исполняющий обязанности губернатора Иванов": the title stands in the genitive of the office.
    let under = (1..4).filter_map(|back| title_head.checked_sub(back)).any(|t| graph.lexicon.is("under", graph.lemma(t)));
    graph.english()
        || under
        || post.phase == Phase::Acting
        || case.is_none()
        || shown.peek().is_none()
        || shown.any(|c| same_case(Some(c), case))
        || (case == Some(Case::Nom) && nominative_by_form(graph, person))
        || (case == Some(Case::Ins) && (instrumental_by_form(graph, person) || undeclined(graph, person)))
        || (graph.token(head).head == Some(title_head)
            && matches!(graph.base(head), Deprel::Appos | Deprel::Flat)
            && !subject_of_next(graph, post, person))
}

/// "Указом главы государства X назначен": a name in the nominative right before the verb, behind a title in the genitive of another noun.
fn subject_of_next(graph: &Graph, post: &Post, person: u32) -> bool {
    let title = graph.mention(post.title).head;
    let next = graph.range(person).end;
    let verb =
        graph.sentence(title).contains(&next) && (graph.is_verb(next) || graph.token(next).feats.short) && !graph.is_participle(next);
    let genitive = graph.case(title) == Some(Case::Gen) && graph.base(title) == Deprel::Nmod;
    verb && genitive && graph.case_of_name(person) == Some(Case::Nom)
}

/// "Тин Аунгом", "Сухейлем аль-Кетби": a word of the name, which is not its normal form, ends as the instrumental does.
fn instrumental_by_form(graph: &Graph, person: u32) -> bool {
    let name = &graph.mention(person).name;
    let ends = |word: &str| ["ом", "ем", "ым", "им", "ой", "ей"].iter().any(|end| word.ends_with(end));
    graph.range(person).any(|t| {
        ends(graph.form(t)) && !name.split([' ', '-']).any(|word| word == graph.form(t)) || {
            let form = graph.form(t);
            ends(form)
                && form.ends_with(['м'])
                && graph.token(t).upos == Upos::Propn
                && graph.base(graph.mention(person).head) != Deprel::Nsubj
        }
    })
}

/// "с вице-президентом Мариам аль-Зааби": a name that is no subject and has no ending of Russian surnames may be one that does not decline.
fn undeclined(graph: &Graph, person: u32) -> bool {
    let mention = graph.mention(person);
    const SURNAMES: [&str; 8] = ["ов", "ев", "ин", "ын", "ий", "ова", "ева", "ина"];
    let native = graph.range(person).any(|t| SURNAMES.iter().any(|end| graph.form(t).ends_with(end)));
    let stays = mention.name == mention.span.slice(&graph.report.text) && !native;
    let ends = mention.name.chars().next_back().is_some_and(|c| "иеоуюэ".contains(c));
    stays && ends && graph.base(mention.head) != Deprel::Nsubj
}

/// "Акош Вереш", "Нигора Рахимова": a name that is its own normal form, and whose last word ends in a consonant or as women's surnames do,
/// stands in the nominative, or does not decline, whatever the tagger made of it.
fn nominative_by_form(graph: &Graph, person: u32) -> bool {
    let mention = graph.mention(person);
    let last = mention.name.chars().next_back();
    let own = mention.name == mention.span.slice(&graph.report.text);
    // A surname alone ("заместитель Громова") may be a man's in the genitive.
    let woman = mention.name.contains(' ') && WOMEN.iter().any(|end| mention.name.ends_with(end));
    own && (woman || last.is_some_and(|c| c.is_alphabetic() && !"аеёиоуыэюяьй".contains(c)))
}

/// How surnames of women end; read as a man's in the genitive they would not be their own normal form.
const WOMEN: [&str; 5] = ["ова", "ева", "ёва", "ина", "ская"];

/// The person before the title: "Name, title", "Name — title", "Name (title", also over a bracket or a phrase between commas. The flag
/// says that a dash or bracket stands between.
pub(super) fn person_before(graph: &Graph, post: &Post) -> Option<(u32, bool)> {
    let first = graph.sentence(graph.range(post.title).start).start;
    let single = one_of(graph, post.title).filter(|&t| t > first);
    let at = match single {
        Some(one) => one - 1,
        None => edge(graph, post.title, first)?,
    };
    let strong = matches!(graph.form(at), "—" | "–" | "-" | "(" | ":");
    if !(strong || graph.form(at) == ",") {
        return None;
    }
    let comma = strong && graph.form(at) != "(" && graph.form(at - 1) == "," && at > first + 1;
    let end = if comma { at - 1 } else { at };
    let name = named_before(graph, end, first).or_else(|| over_phrase(graph, post, end, first).filter(|_| !strong));
    let person = name?;
    let plural = single.is_none() && graph.token(graph.mention(post.title).head).feats.number == Some(Number::Plur);
    let fits = agrees(graph, post, person) && !plural;
    let nominative = graph.case(graph.mention(post.title).head).is_none_or(|c| c == Case::Nom);
    (fits || (strong && nominative && !plural)).then_some((person, strong && !matches!(graph.form(at), ":")))
}

/// The mark before the title, over adjectives that are no part of it, articles, and phrases that hang on it ("с 2010 года директор").
fn edge(graph: &Graph, title: u32, first: u32) -> Option<u32> {
    let (range, head) = (graph.range(title), graph.mention(title).head);
    let mut at = range.start.checked_sub(1)?;
    while at > first
        && (matches!(graph.token(at).upos, Upos::Adj | Upos::Det | Upos::Adv)
            || graph.lexicon.is("former", graph.lower(at))
            || in_the_past(graph, at)
            || until_now(graph, at)
            || (at > first && in_the_past(graph, at + 1) && graph.token(at).upos == Upos::Adp)
            || (graph.token(at).upos == Upos::Cconj && graph.token(at - 1).upos == Upos::Adj)
            || graph.at(at, HOLDERS).is_some_and(|m| graph.range(m).end <= range.start && graph.english())
            || graph.english() && at + 1 == range.start && graph.mention(title).country.is_some()
            || matches!(graph.form(at), "'s" | "’s")
            || possessor(graph, at, head))
    {
        at -= 1;
    }
    let start = graph.subtree(graph.mention(title).head).start;
    let plain = |t: u32| {
        !graph.is_verb(t) && graph.token(t).upos != Upos::Punct && graph.at(t, &[MentionKind::Person, MentionKind::Post]).is_none()
    };
    if !graph.english() && start > first && start < at && range.start - start < 6 && (start..at).all(plain) {
        at = start;
        if graph.token(at).upos != Upos::Punct {
            at -= 1;
        }
    }
    (at > first).then_some(at)
}

/// "until now", "до этого": a word of a phrase that opens an earlier post.
fn until_now(graph: &Graph, t: u32) -> bool {
    let pair = |a: u32, b: u32| b < graph.len() && graph.lexicon.is("until_now", &format!("{} {}", graph.lower(a), graph.lower(b)));
    pair(t, t + 1) || t > 0 && pair(t - 1, t)
}

/// "в прошлом": a noun of times gone behind its preposition.
fn in_the_past(graph: &Graph, t: u32) -> bool {
    t > 0 && t < graph.len() && graph.lexicon.is("times_gone", graph.lower(t)) && graph.token(t - 1).upos == Upos::Adp
}

/// "the company's chief executive": a noun that the title's possessive is made of.
fn possessor(graph: &Graph, t: u32, title: u32) -> bool {
    let own = |u: u32| graph.token(u).deprel == Deprel::NmodPoss && graph.head(u) == Some(title);
    graph.english() && graph.is_nominal(t) && graph.covering(t).is_empty() && (own(t) || graph.head(t).is_some_and(own))
}

/// The person whose name ends here, or before a bracket that ends here ("Скотт Хоровиц (Scott Horowitz), астронавт").
fn named_before(graph: &Graph, end: u32, first: u32) -> Option<u32> {
    let ending = |end: u32| end.checked_sub(1).and_then(|t| graph.at(t, &[MentionKind::Person])).filter(|&m| graph.range(m).end == end);
    let open = || {
        (end > first && graph.form(end - 1) == ")")
            .then(|| (first.max(end.saturating_sub(10))..end).rev().find(|&t| graph.form(t) == "("))
            .flatten()
    };
    open().and_then(ending).or_else(|| ending(end))
}

/// "Name, doctor of law, title": a phrase without verb and name in the title's case between two commas.
fn over_phrase(graph: &Graph, post: &Post, end: u32, first: u32) -> Option<u32> {
    let case = graph.case(graph.mention(post.title).head).filter(|_| !graph.english())?;
    let comma = (first.max(end.saturating_sub(9))..end).rev().find(|&t| graph.form(t) == ",")?;
    let plain = |t: u32| !graph.is_verb(t) && graph.at(t, &[MentionKind::Person]).is_none() && graph.form(t) != ")";
    let head = (comma + 1..end).find(|&t| graph.is_nominal(t))?;
    let apposed = graph.case(head) == Some(case) && graph.token(head).feats.animate == Some(true) && graph.preposition(head).is_none();
    (apposed && (comma + 1..end).all(plain)).then(|| named_before(graph, comma, first)).flatten()
}

/// The name behind a comma that closes a title's phrase: "the rector of the institute, Dr. Ann Bell, said", "Лидер движения, Иван Иванов".
pub(super) fn person_behind_comma(graph: &Graph, post: &Post) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let comma = phrase_comma(graph, post)?;
    let end = graph.sentence(head).end;
    let form = |&t: &u32| graph.lexicon.is("ranks", graph.lemma(t)) || graph.form(t) == "." || graph.token(t).upos == Upos::Det;
    let name = (comma + 1..end.min(comma + 6)).find(|t| !form(t) || graph.at(*t, &[MentionKind::Person]).is_some())?;
    // "the Director General of Z, Ambassador X": addressed by a title, and hung on this one.
    let addressed = graph.at(name, &[MentionKind::Post]).filter(|&m| graph.range(m).start == name).map(|m| graph.range(m).end);
    let first = addressed.unwrap_or(name);
    let person = graph.at(first, &[MentionKind::Person]).filter(|&m| graph.range(m).start == first)?;
    let next = graph.range(person).end;
    let closed = next >= end || matches!(graph.form(next), "," | "." | ")" | ";");
    let head_of_name = graph.mention(person).head;
    let up = std::iter::successors(graph.head(head_of_name), |&u| graph.head(u)).take(4);
    let hangs = up.take_while(|&u| !graph.is_verb(u)).any(|u| u == head);
    if graph.english() {
        let singular = graph.token(head).feats.number != Some(Number::Plur) || graph.lexicon.is("one_in_plural", graph.lemma(head));
        let over = graph.head(head_of_name).filter(|_| graph.base(head_of_name) == Deprel::Appos);
        if addressed.is_some() && over != Some(head) || over.is_some_and(|t| t < head && of_other_title(graph, t, post)) {
            return None;
        }
        // "At a meeting with the president, John Smith said": the name is the subject of what follows.
        let subject = graph.preposition(head).is_some() && next < end && (graph.is_verb(next) || graph.token(next).upos == Upos::Adv);
        return ((hangs || closed) && singular && !subject).then_some(person);
    }
    let case = graph.case(head)?;
    let shown = graph.range(person).any(|t| same_case(graph.case(t), Some(case)));
    let opens = graph.subtree(head).start.max(graph.sentence(head).start) == graph.sentence(head).start;
    let verb = next < end && graph.token(next).feats.verb_form == Some(VerbForm::Fin);
    let fits = if case == Case::Nom { opens && (verb || closed) } else { hangs && closed };
    (shown && fits).then_some(person)
}

/// "the press secretary of the prime minister, X": the name is apposed to the title that this one is a complement of.
fn of_other_title(graph: &Graph, t: u32, post: &Post) -> bool {
    graph.at(t, &[MentionKind::Post]).is_some_and(|m| m != post.title && graph.mention(m).head == t)
}

/// The comma that closes the phrase of a title without a verb or another name or title in it.
fn phrase_comma(graph: &Graph, post: &Post) -> Option<u32> {
    let range = graph.range(post.title);
    let end = graph.sentence(range.start).end.min(range.end + 20);
    let mut at = post.place.map_or(range.end, |p| graph.range(p).end.max(range.end));
    while at < end && graph.form(at) != "," {
        if let Some(close) = bracket(graph, at) {
            at = close;
            continue;
        }
        if let Some(m) = graph.at(at, HOLDERS) {
            at = graph.range(m).end;
            continue;
        }
        if let Some(m) = graph.at(at, &[MentionKind::Post]).filter(|_| graph.english() && complement(graph, at)) {
            at = graph.range(m).end;
            continue;
        }
        let stops = graph.is_verb(at)
            || (graph.token(at).upos == Upos::Punct && !matches!(graph.form(at), "«" | "»" | "\"" | "-"))
            || graph.at(at, &[MentionKind::Person, MentionKind::Post]).is_some();
        if stops {
            return None;
        }
        at += 1;
    }
    (at < end).then_some(at)
}

/// "of the Armenian prime minister": a title behind "of" with its article and adjectives.
fn complement(graph: &Graph, at: u32) -> bool {
    let light = |t: &u32| matches!(graph.token(*t).upos, Upos::Det | Upos::Adj);
    (0..at).rev().find(|t| !light(t)).is_some_and(|t| graph.lower(t) == "of")
}

/// A plural title is held by everybody in the list of names that begins with `person`.
pub(super) fn together(graph: &Graph, post: &Post, person: u32) -> Vec<u32> {
    let head = graph.mention(post.title).head;
    if graph.token(head).feats.number != Some(Number::Plur) {
        return vec![person];
    }
    let mut all = vec![person];
    let limit = graph.sentence(head).end;
    let mut at = graph.range(person).end;
    while at + 1 < limit && (graph.token(at).upos == Upos::Cconj || graph.form(at) == ",") {
        let Some(next) = graph.at(at + 1, &[MentionKind::Person]) else { break };
        all.push(next);
        at = graph.range(next).end;
    }
    all
}
