//! Bounds of noun phrases: how far a name reaches to the left (agreeing adjectives) and to the right (genitives, quoted names,
//! prepositional complements). Works on word class and case, not on single words; knows no kind of mention.

use rapporteur_model::{Case, Deprel, Gender, MentionKind, Number, Upos};

use super::layers::Layers;

/// What a phrase may take in to its right.
#[derive(Clone, Copy)]
pub(super) struct Reach<'p> {
    /// Take a name in quotes directly behind.
    pub quoted: bool,
    /// Take names of organisations and places behind.
    pub names: bool,
    /// Take genitive common nouns behind (English: "of" and "for" phrases).
    pub genitive: bool,
    /// Stop before a noun for which this is true.
    pub stop: &'p dyn Fn(u32) -> bool,
    /// Prepositions whose phrase belongs to the name.
    pub prepositions: &'p [&'p str],
}

/// Start of the phrase headed by `head`: adjectives before it that agree in case, and in English its compound and adjectival modifiers.
pub(super) fn left(layers: &Layers, head: u32, accept: &dyn Fn(u32) -> bool) -> u32 {
    let bounds = layers.bounds(head);
    let mut start = head;
    while start > bounds.start {
        let i = start - 1;
        let joins = start < head && joins_adjectives(layers, i, bounds.start, head);
        if joins || (modifies(layers, i, head) && accept(i)) {
            start = i;
        } else {
            break;
        }
    }
    while start < head && layers.is(start, &[Upos::Punct, Upos::Cconj]) {
        start += 1;
    }
    start
}

/// "и", a comma or a hyphen between two modifiers of one head.
fn joins_adjectives(layers: &Layers, i: u32, first: u32, head: u32) -> bool {
    if i <= first {
        return false;
    }
    let hyphen = matches!(layers.form(i), "-" | "–" | "‑") && layers.glued(i - 1, i) && layers.glued(i, i + 1);
    let conjunction = layers.is(i, &[Upos::Cconj]) || layers.form(i) == ",";
    hyphen
        || (conjunction
            && !layers.english()
            && layers.is_adjective(i - 1)
            && layers.is_adjective(i + 1)
            && modifies(layers, i - 1, head)
            && agree(layers, i - 1, i + 1))
}

fn modifies(layers: &Layers, i: u32, head: u32) -> bool {
    if layers.english() {
        let hyphened = layers.glued(i, i + 1) && matches!(layers.form(i + 1), "-" | "–");
        return hyphened || (layers.is(i, &[Upos::Adj, Upos::Noun, Upos::Propn, Upos::Num]) && !layers.form(i).ends_with(','));
    }
    let ordinal = layers.is(i, &[Upos::Num]) && layers.form(i).chars().any(char::is_alphabetic);
    // "учреждённая МИД": a participle before a name without case may govern it.
    let participle = layers.is(i, &[Upos::Verb]) && layers.case(head).is_none();
    (layers.is_adjective(i) && agree(layers, i, head) && !participle) || ordinal
}

/// Same case; unknown case agrees with any, and the two cases that look alike of a thing agree with each other.
pub(super) fn agree(layers: &Layers, a: u32, b: u32) -> bool {
    match (layers.case(a), layers.case(b)) {
        (Some(Case::Nom), Some(Case::Acc)) | (Some(Case::Acc), Some(Case::Nom)) => alike(layers, a) && alike(layers, b),
        (Some(x), Some(y)) => x == y,
        _ => true,
    }
}

/// Nominative and accusative of this noun or adjective have one form: of a thing, neither feminine in the singular nor of a person.
/// A participle in another case than the noun behind it governs that noun ("возглавлявший отдел").
fn alike(layers: &Layers, i: u32) -> bool {
    let feats = &layers.token(i).feats;
    layers.token(i).upos != Upos::Verb
        && feats.animate != Some(true)
        && (feats.gender != Some(Gender::Fem) || feats.number == Some(Number::Plur))
}

/// "форум 5–8 июня", "договор 3 мая": where a day and its month begin behind the noun.
pub(super) fn dated(layers: &Layers, i: u32, end: u32) -> Option<u32> {
    let limit = layers.bounds(i).end;
    let figure = |j: u32| layers.form(j).starts_with(|c: char| c.is_ascii_digit()) && layers.form(j).chars().count() <= 5;
    let between = |j: u32| figure(j) || matches!(layers.form(j), "-" | "–" | "—" | "," | "и" | "по" | "and" | "to");
    let month =
        |j: u32| (j + 1..limit.min(j + 5)).find(|&k| !between(k)).is_some_and(|k| crate::time::names_day(layers.form(k), layers.lang));
    (i + 1..end).find(|&j| figure(j) && month(j))
}

/// End (exclusive) of the phrase whose words so far end before `end`.
pub(super) fn right(layers: &Layers, start: u32, end: u32, reach: &Reach) -> u32 {
    let limit = layers.bounds(start).end;
    let mut end = end;
    while end < limit {
        let next = step(layers, start, end, limit, reach);
        if next == end {
            break;
        }
        end = next;
    }
    end
}

fn step(layers: &Layers, start: u32, end: u32, limit: u32, reach: &Reach) -> u32 {
    if reach.quoted
        && let Some(close) = layers.quoted(end, limit)
    {
        return close;
    }
    if let Some(name) = layers.name_at(end) {
        return if reach.names && fits(layers, end, name.kind) { name.tokens.end } else { end };
    }
    if reach.names
        && !layers.english()
        && let Some(name) = in_honour_of(layers, end, limit)
    {
        return name;
    }
    if layers.english() { english_step(layers, start, end, limit, reach) } else { russian_step(layers, start, end, limit, reach) }
}

/// End of the person's name in "театр имени Пушкина", "завод им. В. А. Дегтярёва".
fn in_honour_of(layers: &Layers, i: u32, limit: u32) -> Option<u32> {
    if !matches!(layers.form(i), "имени" | "им") {
        return None;
    }
    let stop = |j: u32| layers.form(j) == ".";
    let first = (i + 1..limit.min(i + 6)).find(|&j| layers.capital(j) || !(stop(j) || layers.case(j) == Some(Case::Gen)))?;
    let name = layers.name_at(first).filter(|n| n.kind == MentionKind::Person);
    name.map(|n| n.tokens.end).or_else(|| layers.capital(first).then_some(first + 1))
}

/// A name directly behind belongs to the phrase if it is no person and stands in the genitive or does not decline, also through
/// its noun ("района Отрадное").
fn fits(layers: &Layers, i: u32, kind: MentionKind) -> bool {
    let locality = i > 0 && layers.lexicon().organisations.localities.contains(layers.lemma(i - 1));
    kind != MentionKind::Person
        && (layers.acronym(i)
            || locality
            || layers.case(i).is_none_or(|case| case == Case::Gen)
            || (layers.is_adjective(i) && layers.case(i) == Some(Case::Gen)))
}

fn russian_step(layers: &Layers, start: u32, end: u32, limit: u32, reach: &Reach) -> u32 {
    let after_name = (layers.name_of(end - 1).is_some() || layers.closes_quote(end - 1)) && !layers.capital(end);
    if reach.genitive
        && !after_name
        && let Some(next) = phrase_in(layers, end, limit, Case::Gen, reach)
    {
        return next;
    }
    let form = layers.form(end).to_lowercase();
    // "при содействии агентства": how something is done is in no name.
    let manner = form == "при" && end + 1 < limit && layers.lexicon().organisations.manner.contains(layers.lemma(end + 1));
    if end + 1 < limit && !manner && reach.prepositions.contains(&form.as_str()) {
        let noun = end + 1;
        let case = match form.as_str() {
            "по" => Case::Dat,
            "при" | "о" | "об" | "в" => Case::Loc,
            "между" | "с" => Case::Ins,
            "против" => Case::Gen,
            _ => Case::Acc,
        };
        if reach.names
            && let Some(name) = layers.name_at(noun).filter(|n| n.kind != MentionKind::Person)
        {
            return name.tokens.end;
        }
        // "совет при главном архитекторе": there the holder of a post is no end.
        let anybody = |_: u32| false;
        let reach = if form == "при" { &Reach { stop: &anybody, ..*reach } } else { reach };
        return phrase_in(layers, noun, limit, case, reach).unwrap_or(end);
    }
    // "по сотрудничеству в области вооружений": a preposition of two words.
    if end + 2 < limit && reach.prepositions.contains(&format!("{form} {}", layers.form(end + 1).to_lowercase()).as_str()) {
        return phrase_in(layers, end + 2, limit, Case::Gen, reach).unwrap_or(end);
    }
    if matches!(form.as_str(), "в" | "на")
        && let Some(next) = sphere(layers, start, end, limit, reach)
    {
        return next;
    }
    // "промышленности и торговли", "вооружений, военной техники и обороны": the tree says that the second hangs on a word inside.
    if end + 1 < limit
        && end > start + 1
        && (layers.is(end, &[Upos::Cconj]) || form == ",")
        && let Some(case) = layers.case(end - 1)
    {
        let next = end + 1;
        let name = layers.name_at(next).filter(|n| n.kind == MentionKind::Place && reach.names && case == Case::Gen).map(|n| n.tokens.end);
        let found = name.or_else(|| phrase_in(layers, next, limit, case, reach));
        if let Some(found) = found {
            let head = (next..found).find(|&i| layers.is_noun(i)).unwrap_or(next);
            let inside = layers.token(head).head.is_some_and(|h| h > start && h < end);
            if inside && layers.token(head).deprel == Deprel::Conj && !another(layers, next, found) {
                return found;
            }
        }
    }
    end
}

/// "Совет Федерации, Госдума": the next of a list is an organisation of its own, by its name or its noun with a capital.
fn another(layers: &Layers, start: u32, end: u32) -> bool {
    let lists = &layers.lexicon().organisations;
    let noun = |i: u32| layers.capital(i) && (lists.heads.contains(layers.lemma(i)) || lists.units.contains(layers.lemma(i)));
    (start..end).any(|i| noun(i) || layers.name_at(i).is_some_and(|n| n.kind == MentionKind::Organisation))
}

/// "агентство по регулированию в энергетике": where the doing that a name speaks of is done, in common nouns.
fn sphere(layers: &Layers, start: u32, end: u32, limit: u32, reach: &Reach) -> Option<u32> {
    let next = (reach.genitive && reach.prepositions.contains(&"по")).then(|| phrase_in(layers, end + 1, limit, Case::Loc, reach))??;
    let doing = layers.token(next - 1).head.filter(|&h| start < h && h < end)?;
    let done = ["ние", "тие"].iter().any(|ending| layers.lemma(doing).ends_with(ending));
    let common =
        |i: u32| !layers.capital(i) && layers.name_of(i).is_none() && layers.form(i).chars().all(|c| c.is_alphabetic() || c == '-');
    (done && (end + 1..next).all(common)).then_some(next)
}

/// End of "adjectives + noun" in this case that begins at `i`, if there is one.
fn phrase_in(layers: &Layers, i: u32, limit: u32, case: Case, reach: &Reach) -> Option<u32> {
    let mut j = i;
    while j < limit {
        if layers.name_of(j).is_some_and(|n| n.kind == MentionKind::Person) || (reach.stop)(j) {
            return None;
        }
        let unmarked = layers.is(j, &[Upos::Adj]) && layers.case(j).is_none();
        let right_case = unmarked || layers.case(j).is_some_and(|c| c == case || (case == Case::Loc && c == Case::Dat));
        if layers.is_noun(j) {
            // "прежний протокол стороны подписали": the tree makes the word a verb's subject.
            let subject = case == Case::Gen && layers.token(j).deprel == Deprel::Nsubj && !layers.capital(j);
            return (!subject && right_case || (layers.acronym(j) && j > i)).then_some(j + 1);
        }
        let modifier = (layers.is_adjective(j) || layers.is(j, &[Upos::Det])) && right_case;
        let joins = j > i && (layers.is(j, &[Upos::Cconj]) || layers.form(j) == ",") && j + 1 < limit && layers.is_adjective(j + 1);
        let ordinal = layers.is(j, &[Upos::Num]) && layers.form(j).chars().any(char::is_alphabetic) && right_case;
        if !(modifier || joins || ordinal) {
            return None;
        }
        j += 1;
    }
    None
}

/// End of the list that a comma opens: "Trade, Economic, Scientific and Cultural Cooperation", capitals only, no other name in it.
fn enumeration(layers: &Layers, comma: u32, limit: u32, reach: &Reach) -> Option<u32> {
    let mut last = None;
    for j in comma..limit {
        let form = layers.form(j);
        let named = layers.name_at(j).is_some_and(|n| n.kind != MentionKind::Organisation || layers.acronym(j));
        let title = layers.lexicon().posts.is_post(layers.lemma(j));
        let word = layers.capital(j) && english_word(layers, j) && !named && !title && !(reach.stop)(j);
        let conjunction = matches!(form, "and" | "&") && layers.form(j - 1) != ",";
        if conjunction && last.is_none() {
            last = Some(j);
        } else if !(word || (last.is_none() && form == ",")) {
            return last.filter(|&and| j > and + 1 && layers.is_noun(j - 1)).map(|_| j);
        }
    }
    last.filter(|&and| limit > and + 1).map(|_| limit)
}

fn english_step(layers: &Layers, start: u32, end: u32, limit: u32, reach: &Reach) -> u32 {
    let complement = || (start + 1..end).any(|i| reach.prepositions.contains(&layers.form(i)));
    if layers.form(end) == "," && layers.capital(end - 1) && complement() {
        return enumeration(layers, end, limit, reach).unwrap_or(end);
    }
    let form = layers.form(end).to_lowercase();
    // "on Monday", "on 11 March"
    let day = |word: &str| crate::time::names_day(word, layers.lang) || word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let dated = || end + 1 < limit && form == "on" && day(layers.form(end + 1));
    let preposition = (reach.prepositions.contains(&form.as_str()) || (reach.genitive && form == "of")) && !dated();
    if matches!(form.as_str(), "and" | "&")
        && complement()
        && let Some(next) = small_list(layers, start, end, limit, reach)
    {
        return next;
    }
    let joins = matches!(form.as_str(), "and" | "&") && end + 1 < limit && layers.capital(end - 1) && layers.capital(end + 1);
    if !(preposition || joins) {
        return end;
    }
    let mut j = end + 1;
    // "the agency for a second berth": what is not known yet is in no name.
    if j < limit && matches!(layers.form(j), "a" | "an") && layers.capital(end - 1) {
        return end;
    }
    while j < limit && layers.is(j, &[Upos::Det]) {
        j += 1;
    }
    // "the government of Primorye and Champasak Province": of one house, the second place has no share.
    if joins && !several(layers, start, end) && layers.name_at(j).is_some_and(|n| n.kind != MentionKind::Organisation) {
        return end;
    }
    // "the Ministry of Energy of Georgia and Siemens Energy": behind its country a house is told to its end.
    let land = |from: u32, to: u32| layers.country_named(from..to).is_some();
    let closed = (1..=3).any(|n| end > start + n && layers.form(end - n - 1) == "of" && land(end - n, end));
    if joins && closed && !several(layers, start, end) && !(1..=3).any(|n| j + n <= limit && land(j, j + n)) {
        return end;
    }
    if preposition && let Some(name) = layers.name_at(j) {
        return if reach.names && name.kind != MentionKind::Person { name.tokens.end } else { end };
    }
    let first = j;
    while j < limit && english_word(layers, j) && !(reach.stop)(j) && layers.name_of(j).is_none_or(|n| n.kind != MentionKind::Person) {
        j += 1;
    }
    if j > first && layers.is_noun(j - 1) && (layers.capital(j - 1) || !joins) { j } else { end }
}

/// A noun of organisations in the plural ("the ministries of Oman and Iran").
fn several(layers: &Layers, start: u32, end: u32) -> bool {
    let lists = &layers.lexicon().organisations;
    let houses = |i: u32| lists.heads.contains(layers.lemma(i)) && layers.form(i).to_lowercase() != layers.lemma(i);
    (start..end).any(houses)
}

/// "on trade and economic cooperation": common nouns behind "and" that the tree joins to those of the complement.
fn small_list(layers: &Layers, start: u32, and: u32, limit: u32, reach: &Reach) -> Option<u32> {
    let small = |j: u32| !layers.capital(j) && layers.is(j, &[Upos::Adj, Upos::Noun]) && layers.name_of(j).is_none() && !(reach.stop)(j);
    let last = (and + 1..limit).take_while(|&j| small(j)).last().filter(|&last| layers.is_noun(last) && small(and - 1))?;
    let conjunct = layers.token(last).deprel == Deprel::Conj && layers.token(last).head.is_some_and(|h| start < h && h < and);
    (conjunct || layers.token(and - 1).head == Some(last)).then_some(last + 1)
}

fn english_word(layers: &Layers, i: u32) -> bool {
    layers.is(i, &[Upos::Adj, Upos::Noun, Upos::Propn, Upos::Num])
        || (matches!(layers.form(i), "-" | "–") && i > 0 && layers.glued(i - 1, i))
}
