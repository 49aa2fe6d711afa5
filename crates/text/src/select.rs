//! What of a page goes into the clean text, and as what: headline, line of publication, captions, paragraphs, items, headings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_model::{BlockKind, PartialDate};

use crate::aligned::Aligned;
use crate::article::{self, Role};
use crate::cues::{Cover, Cue, FURNITURE};
use crate::paras::{self, Para, Tag};
use crate::publisher::{At, Beside};
use crate::{dateline, dates, house, title};

/// A block of the clean text before it is put together.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) kind: BlockKind,
    pub(crate) body: Aligned,
    /// This heading is the line of publication (date, agency), not the article's own words.
    pub(crate) publication: bool,
}

/// The clean pieces and what the furniture says of dates.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) pieces: Vec<Piece>,
    /// Dates in lines that were left out.
    pub(crate) other_dates: Vec<PartialDate>,
    /// Short lines around the article: the publisher's name may be among them.
    pub(crate) beside: Vec<Beside>,
}

/// How many paragraphs back a list or a repetition is followed: enough for pages, little enough for hostile input.
const LOOK_BACK: usize = 60;

struct Selector<'a> {
    paras: &'a [Para],
    roles: Vec<Role>,
    /// The article's run of paragraphs.
    run: Range<usize>,
    /// A library has found the main text.
    trusted: bool,
    /// Most paragraphs have a blank line before them.
    apart: bool,
    stems: BTreeSet<String>,
    /// Days stand over the text of two paragraphs or more.
    chronicle: bool,
    title: Option<(usize, Range<usize>)>,
    /// Kept parts by paragraph; a paragraph's line of publication stands behind its headline.
    kept: BTreeMap<(usize, u8), (BlockKind, Range<usize>, bool)>,
}

/// Selects from a page; `trusted` when a library has already found the main text, so that only single lines are cut.
pub(crate) fn select(paras: &[Para], trusted: bool) -> Selection {
    let roles = article::roles(paras);
    let scores = article::scores(paras, &roles);
    let end = article::barrier(paras, &roles, &scores);
    let found = if trusted { Some(0..end.max(1).min(paras.len())) } else { article::best_run(&scores[..end]) };
    let Some(run) = found.filter(|run| !run.is_empty()) else { return everything(paras, &roles) };
    let sentences = run.clone().filter(|&i| matches!(roles[i], Role::Sentence | Role::Item));
    let stems = sentences.flat_map(|i| title::stems(&told(&paras[i]))).collect();
    let known = paras.iter().position(|para| para.tag == Tag::Title).map(|at| (at, 0..paras[at].text().len()));
    let title = if trusted { known } else { known.or_else(|| title::choose(paras, &roles, &run, &stems)) };
    let apart = paras.iter().filter(|para| para.gap).count() * 2 > paras.len();
    let mut selector = Selector { paras, title, roles, run, trusted, apart, stems, chronicle: false, kept: BTreeMap::new() };
    selector.chronicle = selector.is_chronicle();
    selector.keep_head();
    selector.keep_run();
    selector.keep_captions();
    selector.keep_publication();
    selector.finish()
}

/// A paragraph's words behind its dateline, as [`paras::key`] gives them.
fn told(para: &Para) -> String {
    let line = dateline::parse(para.text()).map_or(0, |line| line.len);
    if line > 0 { paras::key(&para.text()[line..]) } else { para.key.clone() }
}

/// A page without running text: all lines that are no furniture, and if there are none, all lines.
fn everything(paras: &[Para], roles: &[Role]) -> Selection {
    let plain = |i: &usize| matches!(roles[*i], Role::Sentence | Role::Item | Role::Intro | Role::Short);
    let mut kept: Vec<usize> = (0..paras.len()).filter(plain).collect();
    if kept.is_empty() {
        kept = (0..paras.len()).collect();
    }
    let other_dates = paras.iter().flat_map(|para| dates::find(para.text())).map(|found| found.date).collect();
    Selection { pieces: kept.into_iter().map(|i| as_paragraph(&paras[i])).collect(), other_dates, beside: Vec::new() }
}

/// Every paragraph, nothing left out.
pub(crate) fn all(paras: &[Para]) -> Selection {
    Selection { pieces: paras.iter().map(as_paragraph).collect(), ..Selection::default() }
}

fn as_paragraph(para: &Para) -> Piece {
    Piece { kind: BlockKind::Paragraph, body: para.body.clone(), publication: false }
}

impl Selector<'_> {
    fn keep(&mut self, i: usize, kind: BlockKind, range: Range<usize>) {
        self.kept.insert((i, 0), (kind, range, false));
    }

    fn whole(&self, i: usize) -> Range<usize> {
        0..self.paras[i].text().len()
    }

    /// The headline, and lines between it and the text that speak of the same.
    fn keep_head(&mut self) {
        let Some((at, part)) = self.title.clone() else { return };
        self.keep(at, BlockKind::Title, part);
        let title_stems = title::stems(&self.paras[at].key);
        // Above an interview stands who is asked.
        let asked = title::is_turn(self.paras, self.run.start);
        for i in at + 1..self.run.start {
            let para = &self.paras[i];
            let same = title::overlap(&para.key, &self.stems) >= 0.3 && title::overlap(&para.key, &title_stems) < 0.9;
            let kind = match self.roles[i] {
                Role::Sentence => BlockKind::Paragraph,
                Role::Short => BlockKind::Heading,
                _ => continue,
            };
            if para.words >= 5 && (same || asked) && title::suffix(para.text()).is_none() && !house::is_name(para.text()) {
                self.keep(i, kind, self.whole(i));
            }
        }
    }

    fn keep_run(&mut self) {
        let title = self.title.as_ref().map(|(at, _)| *at);
        // What a library takes for main text may begin before a heading that reads like a headline.
        let start = title.filter(|_| !self.trusted).map_or(self.run.start, |at| (at + 1).max(self.run.start));
        let mut after_box = false;
        // The first day of a chronicle stands before the first sentence.
        if let Some(day) = self.run.start.checked_sub(1).filter(|&i| Some(i) != title && self.chronicle && self.is_day(i)) {
            self.keep(day, BlockKind::Heading, self.whole(day));
        }
        for i in (start..self.run.end).filter(|&i| Some(i) != title) {
            let in_box = after_box && matches!(self.roles[i], Role::Short | Role::Item | Role::Number | Role::Credit);
            after_box = matches!(self.roles[i], Role::Furniture(Cue::Related | Cue::Tail)) || (in_box && self.roles[i] != Role::Sentence);
            if let Some(kind) = self.kind_in_run(i).filter(|_| !in_box) {
                let mark = if kind == BlockKind::ListItem { self.paras[i].mark } else { 0 };
                self.keep(i, kind, mark..self.paras[i].text().len());
            }
        }
    }

    fn kind_in_run(&self, i: usize) -> Option<BlockKind> {
        let para = &self.paras[i];
        match self.roles[i] {
            Role::Sentence if para.tag == Tag::Heading => Some(BlockKind::Heading),
            Role::Sentence => Some(BlockKind::Paragraph),
            Role::Item if self.is_speech(i) => Some(BlockKind::Paragraph),
            Role::Item => Some(BlockKind::ListItem),
            Role::Intro => Some(BlockKind::Paragraph),
            Role::Short => self.kind_of_short(i),
            Role::Repeat if self.is_first_kept(i) => Some(BlockKind::Paragraph),
            Role::Number if self.chronicle && self.is_day(i) => Some(BlockKind::Heading),
            _ => None,
        }
    }

    /// "17 сентября", "MONDAY" on a line of its own, with what happened on that day below.
    fn is_day(&self, i: usize) -> bool {
        let text = self.paras[i].text().trim_end_matches([':', '.']);
        let day = |found: &dates::Found| found.date.day().is_some() && dates::letters_beside(text) == 0;
        let alone = || dates::is_weekday(text) || dates::find(text).first().is_some_and(day) && !text.contains(':');
        let told = i + 1 < self.run.end && i + 1 >= self.run.start && self.roles[i + 1] == Role::Sentence && self.paras[i + 1].words >= 5;
        matches!(self.roles[i], Role::Number | Role::Short) && self.paras[i].words <= 5 && told && alone()
    }

    /// Days stand over the text of two paragraphs or more.
    fn is_chronicle(&self) -> bool {
        let mut days: Vec<&str> =
            (self.run.start.saturating_sub(1)..self.run.end).filter(|&i| self.is_day(i)).map(|i| self.paras[i].text()).collect();
        days.dedup();
        days.len() >= 2
    }

    /// Dashes before capitals and whole sentences begin direct speech, unless a colon announced a list.
    fn is_speech(&self, i: usize) -> bool {
        let para = &self.paras[i];
        let dash = para.text().starts_with(['–', '—', '-', '−']);
        let upper = para.text()[para.mark..].chars().next().is_some_and(|c| c.is_uppercase() || "«\"“".contains(c));
        let first = (0..=i).rev().take(LOOK_BACK).take_while(|&j| self.paras[j].mark > 0).last().unwrap_or(i);
        let announced = first > 0 && self.paras[first - 1].text().ends_with(':');
        dash && upper && para.ends && !announced
    }

    /// A sentence said again is kept where what it repeats stood outside the article.
    fn is_first_kept(&self, i: usize) -> bool {
        let para = &self.paras[i];
        let again = |j: usize| j < self.run.start && self.title.as_ref().is_none_or(|(at, _)| self.paras[*at].key != para.key);
        para.ends && para.words >= 5 && para.cue.is_none() && para.repeats.is_some_and(again) && !para.text().contains("...")
    }

    fn kind_of_short(&self, i: usize) -> Option<BlockKind> {
        let para = &self.paras[i];
        if self.chronicle && self.is_day(i) {
            return Some(BlockKind::Heading);
        }
        let is_short = |j: usize| self.run.contains(&j) && self.roles[j] == Role::Short && !self.paras[j].ends;
        // What markup sets as a paragraph is one, however it ends.
        if para.ends || (self.trusted && para.tag == Tag::None && para.words >= 6) {
            return Some(BlockKind::Paragraph);
        }
        let mut first = i;
        while first > 0 && i - first < LOOK_BACK && is_short(first - 1) {
            first -= 1;
        }
        let length = (first..self.run.end).take(LOOK_BACK).take_while(|&j| is_short(j)).count();
        if first > 0 && self.roles[first - 1] == Role::Intro {
            return Some(BlockKind::ListItem);
        }
        let known = para.tag == Tag::Heading;
        (known || !house::is_name(para.text()) && (length <= 2 && para.words >= 2 && title::suffix(para.text()).is_none()))
            .then_some(BlockKind::Heading)
    }

    /// Credits of pictures and the line before each that says what the picture shows.
    fn keep_captions(&mut self) {
        // A picture may stand above the headline, but not far above.
        let from = self.title.as_ref().map_or(self.run.start, |(at, _)| (*at).min(self.run.start)).saturating_sub(3);
        for i in from..self.run.end {
            if self.roles[i] != Role::Credit {
                continue;
            }
            self.keep(i, BlockKind::Caption, self.whole(i));
            if i + 1 < self.run.end && self.paras[i + 1].shows_on(&self.paras[i]) {
                self.keep(i + 1, BlockKind::Caption, self.whole(i + 1));
            }
            let own_words = matches!(self.paras[i].cue, Some((Cue::Credit, Cover::Anywhere)));
            let shown = (0..i).rev().take(LOOK_BACK).find(|&j| self.roles[j] != Role::Repeat);
            if let Some(j) =
                shown.filter(|&j| !own_words && !self.is_standfirst(i, j) && (self.is_shown(j) || self.is_shown_sentence(i, j)))
            {
                self.keep(j, BlockKind::Caption, self.whole(j));
            }
        }
    }

    fn is_shown(&self, j: usize) -> bool {
        let is_title = self.title.as_ref().is_some_and(|(at, _)| *at == j);
        let publication = title::suffix(self.paras[j].text()).is_some();
        self.roles[j] == Role::Short && !is_title && !publication && (2..=25).contains(&self.paras[j].words) && !self.is_site_name(j)
    }

    /// The line right under the headline, with the picture apart from it.
    fn is_standfirst(&self, credit: usize, j: usize) -> bool {
        self.paras[credit].gap && !self.paras[j].gap && self.title.as_ref().is_some_and(|(at, _)| at + 1 == j)
    }

    /// A short sentence that shares its lines with the credit, on a page whose paragraphs stand apart.
    fn is_shown_sentence(&self, credit: usize, j: usize) -> bool {
        self.apart
            && j + 1 == credit
            && !self.paras[credit].gap
            && self.paras[j].gap
            && self.roles[j] == Role::Sentence
            && self.paras[j].words <= 25
    }

    fn is_site_name(&self, j: usize) -> bool {
        FURNITURE.agency_at(self.paras[j].text()).is_some_and(|name| name.len() == self.paras[j].text().len())
    }

    /// The one line that dates the report, as a heading of its own.
    fn keep_publication(&mut self) {
        let mut best: Option<(f32, usize, Range<usize>)> = None;
        for i in 0..self.paras.len() {
            if let Some((score, range)) = self.publication(i)
                && best.as_ref().is_none_or(|(b, ..)| score > *b)
            {
                best = Some((score, i, range));
            }
        }
        if let Some((_, i, range)) = best {
            let order = u8::from(self.kept.contains_key(&(i, 0)));
            self.kept.insert((i, order), (BlockKind::Heading, range, true));
        }
    }

    /// How well a paragraph dates the report, and the words that do.
    fn publication(&self, i: usize) -> Option<(f32, Range<usize>)> {
        let (para, text) = (&self.paras[i], self.paras[i].text());
        if let Some(suffix) = if i < self.run.start { title::suffix(text) } else { None } {
            let dated = dates::find(&text[suffix.clone()]).iter().any(|f| f.date.year().is_some());
            let named = FURNITURE.agency_at(&text[suffix.clone()]).is_some();
            let near = if matches!(self.roles[i], Role::Repeat) { 0.2 } else { 0.0 };
            return (dated || named).then_some((if dated { 3.5 } else { 1.2 } - near, suffix));
        }
        let label = match para.cue {
            Some((Cue::DateLabel, Cover::Start)) => 2.0,
            Some((Cue::UpdatedLabel, Cover::Start)) => -1.5,
            _ => 0.0,
        };
        if !(para.bare_number || label != 0.0) || para.words > 24 {
            return None;
        }
        let date = dates::find(text).into_iter().next()?;
        let head = i < self.run.start || self.title.as_ref().is_some_and(|(at, _)| i < at + 4);
        let full = date.date.year().is_some();
        let head = head || (full && self.title.is_none() && i <= self.run.start + 4);
        let near = i < self.run.end + 3 && !(self.run.end..i).any(|j| matches!(self.roles[j], Role::Furniture(_)));
        let foot = full && i >= self.run.end && (label > 0.0 || near);
        if !(head || foot) {
            return None;
        }
        let from_title = self.title.as_ref().map_or(self.run.start, |(at, _)| *at).abs_diff(i);
        let start = if label != 0.0 || para.sign { 0 } else { date.range.start };
        let end = if para.sign { text.len() } else { date.range.end };
        let score = if full { 2.0 } else { 0.5 } + label - 0.05 * from_title as f32 - if foot { 1.0 } else { 0.0 };
        (score > 0.0).then_some((score, start..end))
    }

    /// Short lines around the article, and what a page's title adds to the headline.
    fn beside(&self) -> Vec<Beside> {
        let dated = self.kept.iter().find(|(_, (_, _, publication))| *publication).map(|((i, _), _)| *i);
        let mut lines = Vec::new();
        for (i, para) in self.paras.iter().enumerate().filter(|(_, para)| para.text().len() <= 300 && para.words <= 30) {
            let text = match &self.title {
                Some((at, _)) if *at == i => title::suffix(para.text()).map(|range| para.text()[range].to_owned()),
                _ => Some(para.text().to_owned()),
            };
            if let (Some(text), Some(at), false) = (text, self.stands(i, dated), self.roles[i] == Role::Credit) {
                lines.push(Beside { text, at, cue: para.cue_class() });
            }
        }
        lines
    }

    /// Where a paragraph stands around the article; inside it only lines right behind the headline do.
    fn stands(&self, i: usize, dated: Option<usize>) -> Option<At> {
        let headline = self.title.as_ref().map(|(at, _)| *at);
        let text = matches!(self.roles[i], Role::Sentence | Role::Item | Role::Intro);
        let first = self.roles.iter().position(|&role| role != Role::Furniture(Cue::Menu));
        match i {
            _ if i >= self.run.end + 3 => Some(At::Below),
            _ if i >= self.run.end => Some(At::Foot),
            _ if headline == Some(i) || (first == Some(i) && i < self.run.start) => Some(At::First),
            _ if text => None,
            _ if dated.is_some_and(|d| d.abs_diff(i) <= 1) => Some(At::Dated),
            _ if i < self.run.start || headline.is_some_and(|at| i <= at + 3) => Some(At::Head),
            _ => None,
        }
    }

    fn finish(self) -> Selection {
        let mut selection = Selection::default();
        for (i, para) in self.paras.iter().enumerate() {
            if !self.kept.contains_key(&(i, 0)) {
                selection.other_dates.extend(dates::find(para.text()).into_iter().map(|found| found.date));
            }
        }
        selection.beside = self.beside();
        for ((i, _), (kind, range, publication)) in self.kept {
            let body = self.paras[i].body.trimmed(range);
            if !body.text.is_empty() {
                selection.pieces.push(Piece { kind, body, publication });
            }
        }
        selection
    }
}
