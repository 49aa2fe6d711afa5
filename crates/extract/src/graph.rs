//! An analysis seen as a graph: dependents, prepositions, conjuncts, and which mention a token stands for. Asks, never decides.

use std::cell::OnceCell;

use rapporteur_model::{Analysis, Case, Country, Deprel, Lang, Mention, MentionKind, Report, Span, Token, Upos, VerbForm, Voice};

use crate::lexicon::{Lexicon, lexicon};

/// One report's analysis with the indices that rules need.
pub struct Graph<'a> {
    pub report: &'a Report,
    pub analysis: &'a Analysis,
    pub lexicon: &'static Lexicon,
    heads: Vec<Option<u32>>,
    children: Vec<Vec<u32>>,
    covering: Vec<Vec<u32>>,
    lemmas: Vec<String>,
    lower: Vec<String>,
    /// What several rules ask of the whole report, kept when first asked.
    pub memo: Memo,
}

/// Answers about a whole report.
#[derive(Default)]
pub struct Memo {
    /// The country that the publisher's name says.
    pub publisher: OnceCell<Option<Country>>,
    /// The country that the report speaks of most, with words that say it.
    pub dominant: OnceCell<Option<(Country, Span)>>,
}

impl<'a> Graph<'a> {
    pub fn new(report: &'a Report, analysis: &'a Analysis) -> Self {
        let heads = heads(analysis);
        let mut children = vec![Vec::new(); analysis.tokens.len()];
        for (i, head) in heads.iter().enumerate() {
            if let Some(head) = head {
                children[*head as usize].push(i as u32);
            }
        }
        let mut covering = vec![Vec::new(); analysis.tokens.len()];
        for (m, mention) in analysis.mentions.iter().enumerate() {
            for t in analysis.tokens_in(mention.span) {
                covering[t as usize].push(m as u32);
            }
        }
        let lower = analysis.tokens.iter().map(|t| lowered(t.span.slice(&report.text))).collect();
        let lemmas = analysis.tokens.iter().map(|t| lowered(&t.lemma)).collect();
        Self { report, analysis, lexicon: lexicon(analysis.lang), heads, children, covering, lemmas, lower, memo: Memo::default() }
    }

    pub fn english(&self) -> bool {
        self.analysis.lang == Lang::En
    }

    pub fn len(&self) -> u32 {
        self.analysis.tokens.len() as u32
    }

    pub fn token(&self, t: u32) -> &'a Token {
        &self.analysis.tokens[t as usize]
    }

    pub fn form(&self, t: u32) -> &'a str {
        self.token(t).span.slice(&self.report.text)
    }

    /// The word as written, in lower case.
    pub fn lower(&self, t: u32) -> &str {
        &self.lower[t as usize]
    }

    /// Dictionary form in lower case.
    pub fn lemma(&self, t: u32) -> &str {
        &self.lemmas[t as usize]
    }

    pub fn mention(&self, m: u32) -> &'a Mention {
        &self.analysis.mentions[m as usize]
    }

    /// The head of a token, an arc that crosses the verb over it mended: what stands behind that verb is the verb's.
    pub fn head(&self, t: u32) -> Option<u32> {
        self.heads[t as usize]
    }

    pub fn children(&self, t: u32) -> &[u32] {
        &self.children[t as usize]
    }

    pub fn base(&self, t: u32) -> Deprel {
        self.token(t).deprel.base()
    }

    /// Case; a Russian report's words in Latin letters do not decline, whatever the tagger says.
    pub fn case(&self, t: u32) -> Option<Case> {
        self.token(t).feats.case.filter(|_| self.english() || !self.form(t).is_ascii())
    }

    /// The case of a person's name; unknown where the tagger takes a form that is not the name's own for the nominative ("Сухейлем").
    pub fn case_of_name(&self, m: u32) -> Option<Case> {
        let mention = self.mention(m);
        let own = || mention.name == mention.span.slice(&self.report.text);
        self.case(mention.head).filter(|&case| case != Case::Nom || own())
    }

    /// A verb by its class, or a Russian word whose dictionary form is a verb of some frame and that the tagger took for a noun
    /// ("Подписанная вчера программа").
    pub fn is_verb(&self, t: u32) -> bool {
        matches!(self.token(t).upos, Upos::Verb | Upos::Aux) || self.mistaken(t)
    }

    /// A Russian verb that the tagger took for a noun or an adjective ("скрепили").
    pub fn mistaken(&self, t: u32) -> bool {
        let other = matches!(self.token(t).upos, Upos::Noun | Upos::Propn)
            || self.token(t).upos == Upos::Adj && self.lower(t).ends_with("ли") && self.lemma(t).ends_with("ть");
        other && !self.english() && self.lexicon.is_event_verb(self.lemma(t))
    }

    pub fn is_nominal(&self, t: u32) -> bool {
        matches!(self.token(t).upos, Upos::Noun | Upos::Propn)
    }

    /// A participle: passive ones have what is done as their head noun.
    pub fn is_participle(&self, t: u32) -> bool {
        let shown = || ["нн", "вш", "ющ", "ящ", "ущ", "ащ"].iter().any(|mark| self.form(t).contains(mark));
        self.token(t).feats.verb_form == Some(VerbForm::Part) && !self.token(t).feats.short || (self.mistaken(t) && shown())
    }

    pub fn is_passive(&self, t: u32) -> bool {
        let feats = self.token(t).feats;
        let by = || {
            self.english()
                && matches!(self.base(t), Deprel::Acl | Deprel::Advcl)
                && self.children(t).iter().any(|&c| self.preposition(c).as_deref() == Some("by"))
        };
        // "X, a doctor, held talks", "X and Y talked by phone": taken for a participle, though it has a subject of its own and no auxiliary.
        let has = |t: u32, deprel: Deprel| self.children(t).iter().any(|&c| self.token(c).deprel == deprel);
        let active = self.english() && has(t, Deprel::Nsubj) && !has(t, Deprel::AuxPass);
        if self.english() && matches!(self.base(t), Deprel::Acl | Deprel::Amod | Deprel::Conj) && crate::apart::subject(self, t).is_some() {
            return false;
        }
        feats.voice == Some(Voice::Pass) && !active
            || by()
            || (self.mistaken(t) && self.form(t).contains("нн"))
            || self.children(t).iter().any(|&c| matches!(self.token(c).deprel, Deprel::NsubjPass | Deprel::AuxPass))
    }

    /// "counterpart", "коллега", the "number" of "opposite number": a noun for whoever holds the same office elsewhere.
    pub fn is_counterpart(&self, t: u32) -> bool {
        let number = || t > 0 && self.lexicon.is("opposite_nouns", self.lemma(t)) && self.lexicon.is("opposite", self.lower(t - 1));
        self.lexicon.is("counterparts", self.lemma(t)) || number()
    }

    pub fn sentence(&self, t: u32) -> std::ops::Range<u32> {
        let at = self.analysis.sentence_of(t);
        self.analysis.sentences.get(at).map_or(t..t + 1, |s| s.tokens.clone())
    }

    /// The verb, or nominal predicate with a copula, over a token: what its clause is built on; itself if it is one.
    pub fn clause(&self, t: u32) -> u32 {
        let mut at = t;
        for _ in 0..64 {
            if self.is_verb(at) && !self.is_participle(at) || self.has_copula(at) {
                return at;
            }
            let Some(head) = self.head(at) else { break };
            at = head;
        }
        at
    }

    /// "is in Minsk": a noun that a copula makes a predicate.
    pub fn has_copula(&self, t: u32) -> bool {
        self.children(t).iter().any(|&c| self.base(c) == Deprel::Cop)
    }

    /// The preposition of a phrase in lower case, its fixed parts and the noun of a complex one included ("в ходе", "под председательством").
    pub fn preposition(&self, t: u32) -> Option<String> {
        let Some(case) = self.children(t).iter().copied().find(|&c| self.base(c) == Deprel::Case && c < t) else {
            // "by chief executive X": the parser hangs the preposition on the title.
            let title = self.children(t).iter().copied().find(|&c| self.token(c).deprel == Deprel::NmodDesc && c < t);
            return title.and_then(|c| self.preposition(c));
        };
        let mut words = vec![self.form(case).to_lowercase()];
        words.extend(self.children(case).iter().filter(|&&c| self.base(c) == Deprel::Fixed).map(|&c| self.form(c).to_lowercase()));
        Some(words.join(" "))
    }

    /// The token with all its conjuncts, in order.
    pub fn conjuncts(&self, t: u32) -> Vec<u32> {
        let mut all = vec![t];
        let mut at = 0;
        while at < all.len() {
            let more: Vec<u32> =
                self.children(all[at]).iter().copied().filter(|&c| self.base(c) == Deprel::Conj && !all.contains(&c)).collect();
            all.extend(more);
            at += 1;
        }
        self.listed(&mut all);
        self.behind_place(t, &mut all);
        if let Some(person) = crate::rows::first(self, t) {
            all.extend(crate::rows::behind(self, person).into_iter().filter(|h| !all.contains(h)).collect::<Vec<_>>());
            all.extend(crate::rows::before(self, person).into_iter().filter(|h| !all.contains(h)).collect::<Vec<_>>());
        } else if let Some(house) = self.at(t, &[MentionKind::Organisation, MentionKind::Body]).filter(|&m| self.mention(m).head == t) {
            all.extend(crate::rows::houses(self, house).into_iter().filter(|h| !all.contains(h)).collect::<Vec<_>>());
        }
        all.sort_unstable();
        all
    }

    /// "by X for Portugal and Y for Czechia": a person's name that the parser joined to the other's country.
    fn behind_place(&self, t: u32, all: &mut Vec<u32>) {
        if self.at(t, &[MentionKind::Person]).is_none() {
            return;
        }
        let place = |&c: &u32| self.base(c) == Deprel::Nmod && self.at(c, &[MentionKind::Place]).is_some() && self.preposition(c).is_some();
        let joined = |&c: &u32| self.base(c) == Deprel::Conj && self.at(c, &[MentionKind::Person]).is_some();
        let places = self.children(t).iter().filter(|c| place(c));
        let more: Vec<u32> = places.flat_map(|&p| self.children(p)).copied().filter(joined).filter(|c| !all.contains(c)).collect();
        all.extend(more);
    }

    /// "X и Y": a person's name that follows another by a conjunction in the same case, where the tree misses the arc.
    fn listed(&self, all: &mut Vec<u32>) {
        all.extend(all.last().and_then(|&t| self.titled(t)).filter(|next| !all.contains(next)).into_iter().collect::<Vec<_>>());
        let Some(m) = all.last().and_then(|&t| self.at(t, &[MentionKind::Person])) else { return };
        let end = self.range(m).end;
        if end + 1 >= self.len() || self.token(end).upos != Upos::Cconj {
            return;
        }
        let Some(next) = self.at(end + 1, &[MentionKind::Person]).filter(|&n| self.range(n).start == end + 1) else { return };
        let head = self.mention(next).head;
        if self.case(head) == self.case(self.mention(m).head) && !all.contains(&head) {
            all.push(head);
        }
    }

    /// "minister X and director Y": the title behind the conjunction that follows the name, where the parser hung it inside the first phrase.
    fn titled(&self, t: u32) -> Option<u32> {
        self.at(t, &[MentionKind::Post, MentionKind::Person])?;
        let subtree = self.subtree(t);
        let first =
            self.mentions_in(self.at(t, &[MentionKind::Person]).map_or(t, |m| self.range(m).start)..subtree.end, &[MentionKind::Person]);
        let end = self.range(*first.first()?).end;
        let verb = (t..end).any(|u| self.is_verb(u));
        if verb || end + 1 >= self.sentence(t).end || self.token(end).upos != Upos::Cconj {
            return None;
        }
        let next = (end + 1..self.sentence(t).end).find(|&u| self.token(u).upos != Upos::Det)?;
        let post = self.at(next, &[MentionKind::Post]).filter(|&m| self.range(m).start == next)?;
        let head = self.mention(post).head;
        let agrees = self.english() || self.case(head).is_none() || self.case(head) == self.case(t);
        (agrees && self.base(head) == Deprel::Conj).then_some(head)
    }

    /// "BELGRADE, June 3 - …": the place of a dateline does nothing.
    pub fn is_dateline(&self, t: u32) -> bool {
        if self.report.dateline.as_ref().is_some_and(|line| line.span.contains(self.token(t).span)) {
            return true;
        }
        let first = self.sentence(t).start;
        let Some(place) = self.at(t, &[MentionKind::Place]).filter(|&m| self.range(m).start == first) else { return false };
        let end = self.range(place).end;
        let dash = (end..self.sentence(t).end.min(end + 12)).find(|&u| matches!(self.form(u), "-" | "–" | "—"));
        let between = |dash: u32| (end..dash).all(|u| !self.is_verb(u) && self.at(u, &[MentionKind::Person]).is_none());
        let capitals = self.form(first).chars().count() > 2 && self.form(first).chars().all(|c| !c.is_lowercase());
        dash.is_some_and(|d| between(d) && (capitals || d == end || self.form(end) == ","))
    }

    /// "ТАНГ – Министры подписали …": an agency in capitals that opens the sentence before its only dash does nothing.
    pub fn is_agency(&self, t: u32) -> bool {
        let first = self.sentence(t).start;
        let named = self.at(t, &[MentionKind::Organisation]).map_or(t == first, |m| self.range(m).start == first);
        let dash = |u: &u32| matches!(self.form(*u), "–" | "—" | "-" | "--");
        let mut dashes = (first..self.sentence(t).end).filter(dash);
        let Some(mark) = dashes.next().filter(|&d| t < d && d <= first + 3) else { return false };
        let capitals = (first..mark)
            .all(|u| self.form(u).chars().filter(|c| c.is_alphabetic()).count() > 1 && !self.form(u).chars().any(char::is_lowercase));
        let told = (mark + 1..self.sentence(t).end).any(|u| self.is_verb(u) && self.token(u).feats.verb_form == Some(VerbForm::Fin));
        named && capitals && told && dashes.next().is_none()
    }

    /// Number of arcs between two tokens of a sentence; `None` where they share no root.
    pub fn distance(&self, a: u32, b: u32) -> Option<u32> {
        let path = |mut t: u32| {
            let mut up = vec![t];
            while let Some(head) = self.head(t).filter(|_| up.len() < 256) {
                up.push(head);
                t = head;
            }
            up
        };
        let (left, right) = (path(a), path(b));
        left.iter().enumerate().find_map(|(i, t)| right.iter().position(|r| r == t).map(|j| (i + j) as u32))
    }

    /// Mentions that hold this token, longest first.
    pub fn covering(&self, t: u32) -> &[u32] {
        self.covering.get(t as usize).map_or(&[], Vec::as_slice)
    }

    /// The longest mention of these kinds that holds this token.
    pub fn at(&self, t: u32, kinds: &[MentionKind]) -> Option<u32> {
        let fits = |&&m: &&u32| kinds.contains(&self.mention(m).kind);
        self.covering(t).iter().filter(fits).max_by_key(|&&m| (self.mention(m).span.len(), std::cmp::Reverse(m))).copied()
    }

    /// Mentions of these kinds whose first token lies in the range, in order.
    pub fn mentions_in(&self, range: std::ops::Range<u32>, kinds: &[MentionKind]) -> Vec<u32> {
        let Some(last) = range.end.checked_sub(1).filter(|&l| l >= range.start && l < self.len()) else { return Vec::new() };
        let span = self.token(range.start).span.cover(self.token(last).span);
        let from = self.analysis.mentions.partition_point(|m| m.span.start() < span.start());
        (from..self.analysis.mentions.len())
            .take_while(|&m| self.analysis.mentions[m].span.start() < span.end())
            .filter(|&m| kinds.contains(&self.analysis.mentions[m].kind))
            .map(|m| m as u32)
            .collect()
    }

    /// First and one past the last token of a mention.
    pub fn range(&self, m: u32) -> std::ops::Range<u32> {
        self.analysis.tokens_in(self.mention(m).span)
    }

    /// All tokens under a token, itself included, as the span from the first to the last.
    pub fn subtree(&self, t: u32) -> std::ops::Range<u32> {
        let (mut first, mut last) = (t, t);
        let mut stack = vec![t];
        while let Some(at) = stack.pop() {
            first = first.min(at);
            last = last.max(at);
            stack.extend_from_slice(self.children(at));
        }
        first..last + 1
    }

    /// The words from the first to the last token of a range, without punctuation at its ends.
    pub fn words(&self, range: std::ops::Range<u32>) -> Option<Span> {
        let (mut start, mut end) = (range.start, range.end);
        let loose = |t: u32| self.token(t).upos == Upos::Punct && !matches!(self.form(t), "«" | "»" | ")" | "\"");
        while start < end && loose(start) {
            start += 1;
        }
        while end > start && loose(end - 1) {
            end -= 1;
        }
        (start < end).then(|| self.token(start).span.cover(self.token(end - 1).span))
    }

    /// The phrase under a token, cut before the first clause, comma or conjunct that leads further.
    pub fn phrase_of(&self, t: u32) -> std::ops::Range<u32> {
        let subtree = self.subtree(t);
        let start = self
            .children(t)
            .iter()
            .copied()
            .filter(|&c| c < t && matches!(self.base(c), Deprel::Amod | Deprel::Det | Deprel::Nummod | Deprel::Compound))
            .min()
            .unwrap_or(t);
        let breaks = |u: u32| matches!(self.form(u), "," | ";" | ":" | "(" | "\n") || (self.is_verb(u) && !self.is_participle(u));
        let end = (t + 1..subtree.end.min(self.sentence(t).end)).find(|&u| breaks(u)).unwrap_or(subtree.end.min(self.sentence(t).end));
        start..end.max(t + 1)
    }

    /// End (exclusive) of the clause that begins at a token: the first comma, semicolon, bracket or the sentence's end.
    pub fn phrase_end(&self, t: u32) -> u32 {
        let end = self.sentence(t).end;
        (t + 1..end).find(|&u| matches!(self.form(u), "," | ";" | ":" | "(" | "»")).unwrap_or(end)
    }
}

/// In lower case; most words are so already.
fn lowered(word: &str) -> String {
    let small = |c: char| matches!(c, 'а'..='я' | 'ё' | 'a'..='z' | '-');
    if word.chars().all(small) { word.to_owned() } else { word.to_lowercase() }
}

/// The heads as parsed, mended where that leaves a tree: nothing is hung below itself.
fn heads(analysis: &Analysis) -> Vec<Option<u32>> {
    let mut heads: Vec<Option<u32>> = analysis.tokens.iter().map(|t| t.head).collect();
    for t in 0..analysis.tokens.len() as u32 {
        let Some(mended) = head(analysis, t).filter(|&h| heads[t as usize] != Some(h)) else { continue };
        let below = std::iter::successors(Some(mended), |&u| heads[u as usize]).any(|u| u == t);
        if !below {
            heads[t as usize] = Some(mended);
        }
    }
    heads
}

/// The head as parsed, or the verb over it that stands between the two: "X, находящийся с визитом, встретился с Y", where the parser
/// hung Y on the participle.
fn head(analysis: &Analysis, t: u32) -> Option<u32> {
    let parsed = analysis.tokens[t as usize].head?;
    let mut at = parsed;
    for _ in 0..6 {
        let Some(over) = analysis.tokens[at as usize].head else { break };
        at = over;
        let between = (parsed < at && at < t) || (t < at && at < parsed);
        if between && analysis.tokens[at as usize].upos == Upos::Verb {
            return Some(at);
        }
    }
    Some(nearer_verb(analysis, parsed, t).unwrap_or(parsed))
}

/// The verb of another clause between an argument and the verb that the parser gave it to: "X взял …, а за их обслуживание будет отвечать
/// Y", where both have a subject; "купил фонд, который пообещал вложить 40 миллионов", where nothing closes the inner clause.
fn nearer_verb(analysis: &Analysis, verb: u32, t: u32) -> Option<u32> {
    let token = |u: u32| &analysis.tokens[u as usize];
    let base = token(t).deprel.base();
    let of_verb = matches!(base, Deprel::Nsubj | Deprel::Obj | Deprel::Iobj) && token(verb).upos == Upos::Verb && !is_pronoun(token(t));
    let between = if verb < t { verb + 1..t } else { t + 1..verb };
    if !of_verb || between.len() < 3 {
        return None;
    }
    let comma = |range: std::ops::Range<u32>| range.into_iter().any(|u| token(u).upos == Upos::Punct);
    let joined = |v: u32| token(v).deprel.base() == Deprel::Conj && token(v).head == Some(verb);
    // Another of its kind stands on the verb's own side of the other one.
    let doubled = |v: u32| {
        let own = if verb < t { analysis.sentences[analysis.sentence_of(t)].tokens.start..v } else { v + 1..verb };
        own.into_iter().any(|u| u != t && token(u).head == Some(verb) && token(u).deprel.base() == base)
    };
    let clause = |v: u32| token(v).upos == Upos::Verb && token(v).feats.verb_form != Some(VerbForm::Part);
    let inner = |v: u32| {
        let relative = std::iter::successors(Some(v), |&u| token(u).head).take(4).any(|u| token(u).deprel == Deprel::AclRelcl && u > verb);
        verb < t && relative && !comma(v + 1..t)
    };
    let nearest = if verb < t { between.rev().find(|&v| clause(v))? } else { between.into_iter().find(|&v| clause(v) && joined(v))? };
    (doubled(nearest) && (joined(nearest) || inner(nearest))).then_some(nearest)
}

fn is_pronoun(token: &Token) -> bool {
    token.upos == Upos::Pron
}
