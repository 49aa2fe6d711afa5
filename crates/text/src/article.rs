//! Where the article is on a page: the run of paragraphs with the best sum of scores, ended by what never stands inside one.
//! In the manner of boilerplate detection by shallow text features (Kohlschütter, Fankhauser, Nejdl, WSDM 2010). Keeps and cuts nothing.

use std::ops::Range;

use crate::cues::{Cover, Cue};
use crate::dateline;
use crate::paras::{Para, Tag};

/// What a paragraph is for the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text.
    Sentence,
    /// An item of a list.
    Item,
    /// Ends in a colon.
    Intro,
    /// Few words without an end: a headline, a heading, a link.
    Short,
    /// A date, a time, a counter.
    Number,
    /// Names who made a picture.
    Credit,
    /// Says again what stands elsewhere.
    Repeat,
    Furniture(Cue),
}

/// The role of every paragraph.
pub(crate) fn roles(paras: &[Para]) -> Vec<Role> {
    paras.iter().map(role).collect()
}

fn role(para: &Para) -> Role {
    let is_dateline =
        || para.text().len() <= dateline::LONGEST && dateline::parse(para.text()).is_some_and(|found| found.len >= para.text().len());
    match para.cue_class() {
        _ if para.repeats.is_some() => Role::Repeat,
        _ if para.tag == Tag::Caption => Role::Credit,
        Some(Cue::Credit) => Role::Credit,
        // "© РИА Новости / Name" signs a picture, "© 2021 Ministry" the page.
        Some(Cue::Rights) if para.text().starts_with('©') && !para.text().bytes().any(|b| b.is_ascii_digit()) => Role::Credit,
        Some(cue) => Role::Furniture(cue),
        None if is_dateline() && !para.text().contains("://") => Role::Sentence,
        None if para.bare_number && para.tag != Tag::Row => Role::Number,
        None if para.mark > 0 || matches!(para.tag, Tag::Item | Tag::Row) => Role::Item,
        None if para.is_sentence() => Role::Sentence,
        None if para.text().ends_with(':') && para.words >= 2 => Role::Intro,
        None => Role::Short,
    }
}

/// How much each paragraph speaks for running text (above 0) or for furniture (below).
pub(crate) fn scores(paras: &[Para], roles: &[Role]) -> Vec<f32> {
    let in_list = |i: usize| i > 0 && matches!(roles[i - 1], Role::Item | Role::Intro | Role::Sentence);
    let score = |i: usize| match roles[i] {
        // Lengths in words: weights only need to be of one scale.
        Role::Sentence => 1.0 + paras[i].words.min(60) as f32 / 12.0,
        // An item that is a whole sentence is text wherever it stands.
        Role::Item if in_list(i) || (paras[i].ends && paras[i].words >= 8) => 0.4 + if paras[i].words >= 6 { 0.6 } else { 0.0 },
        Role::Item => -0.5,
        Role::Intro => 0.3,
        Role::Short if paras[i].ends => -0.2,
        // Labels of a head ("From:", "Published") and what they label.
        Role::Short if paras[i].text().ends_with(':') => -0.3,
        Role::Short if i > 0 && roles[i - 1] == Role::Short => -1.1,
        Role::Short => -0.8,
        Role::Number => -0.4,
        Role::Furniture(Cue::DateLabel | Cue::UpdatedLabel) => -0.3,
        Role::Credit => -0.1,
        Role::Repeat => -0.2,
        Role::Furniture(Cue::Tail) => -6.0,
        Role::Furniture(Cue::Related) => -2.0,
        // These stand between paragraphs of an article as often as around it.
        Role::Furniture(Cue::Advert) => -0.2,
        Role::Furniture(Cue::Share | Cue::Subscribe | Cue::Counter) => -0.5,
        Role::Furniture(_) => -1.0,
    };
    (0..paras.len()).map(score).collect()
}

/// Score of one sentence of a dozen words: enough to call what stands before a heading "Comments" an article.
const SOME_TEXT: f32 = 2.0;

/// The first paragraph that no article reaches over: readers' comments, or lists of other articles.
pub(crate) fn barrier(paras: &[Para], roles: &[Role], scores: &[f32]) -> usize {
    let gain = |i: usize| if roles[i] == Role::Sentence { scores[i] } else { 0.0 };
    let (mut before, mut behind) = (0.0, (0..paras.len()).map(gain).sum::<f32>());
    for i in 0..paras.len() {
        (before, behind) = (before + gain(i), behind - gain(i));
        let whole = matches!(paras[i].cue, Some((_, Cover::Whole | Cover::Start)));
        let enough = before >= SOME_TEXT && (before >= 3.0 * SOME_TEXT || behind < 4.0 * before);
        let ends = match roles[i] {
            Role::Furniture(Cue::Comments) => enough && !is_section(paras, roles, i),
            Role::Furniture(Cue::Tail | Cue::Related) if whole => enough && !text_goes_on(roles, i),
            _ => false,
        };
        if ends {
            return i;
        }
    }
    paras.len()
}

/// Behind "Comments" as a heading of the article itself stand long paragraphs alone; readers have names, times and few words.
fn is_section(paras: &[Para], roles: &[Role], at: usize) -> bool {
    let next = at + 1..paras.len().min(at + 5);
    let words: usize = next.clone().map(|i| paras[i].words).sum();
    let enough = next.len() >= 2 && words >= 20 * next.len();
    enough && next.into_iter().all(|i| roles[i] == Role::Sentence)
}

/// After a box inside the article running text follows again, more of it than of links and dates.
fn text_goes_on(roles: &[Role], at: usize) -> bool {
    let next = &roles[at + 1..roles.len().min(at + 9)];
    let first = next.iter().position(|&r| r == Role::Sentence);
    let Some(first) = first.filter(|&n| n <= 3 && !next[..n].contains(&Role::Number)) else { return false };
    let text = next[first..].iter().filter(|r| matches!(r, Role::Sentence | Role::Item | Role::Intro)).count();
    let links = next[first..].iter().filter(|r| matches!(r, Role::Short | Role::Number)).count();
    text > links
}

/// The run with the best sum before the barrier; `None` where no paragraph speaks for text.
pub(crate) fn best_run(scores: &[f32]) -> Option<Range<usize>> {
    let (mut best, mut best_sum) = (None, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (i, score) in scores.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (i, 0.0);
        }
        sum += score;
        if sum > best_sum {
            (best, best_sum) = (Some(start..i + 1), sum);
        }
    }
    best
}
