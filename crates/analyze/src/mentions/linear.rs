//! A test that finding mentions takes steps in proportion to the length of a report: twice the words, twice the looks at a token.

use rapporteur_model::{Case, Deprel, Feats, Lang, MentionKind, Report, Sentence, Span, Token, Upos};

use super::find;
use super::layers::{Layers, STEPS};
use crate::NameSpan;
use crate::places::Gazetteer;

use Upos::{Adp, Noun, Propn, Punct, Verb};

/// Form, class, head in the sentence and case of a word.
type Word = (&'static str, Upos, Option<u32>, Option<Case>);
/// Words of a name in a sentence.
type Name = (std::ops::Range<u32>, MentionKind);

/// Words of the longer of two reports.
const WORDS: usize = 100_000;

/// Steps taken to find the mentions of a report of so many sentences, and how many mentions there are.
fn steps(lang: Lang, words: &[Word], names: &[Name], count: usize) -> (u64, usize) {
    let sentence = words.iter().map(|word| word.0).collect::<Vec<_>>().join(" ");
    let text = vec![sentence.as_str(); count].join("\n");
    let (mut at, mut tokens, mut sentences, mut named) = (0, Vec::new(), Vec::new(), Vec::new());
    for _ in 0..count {
        let (first, begin) = (tokens.len() as u32, at);
        for &(form, upos, head, case) in words {
            let deprel = if head.is_none() { Deprel::Root } else { Deprel::Nmod };
            let feats = Feats { case, ..Feats::default() };
            let lemma = form.to_lowercase().into();
            tokens.push(Token { span: Span::new(at, at + form.len()), lemma, upos, feats, head: head.map(|h| h + first), deprel });
            at += form.len() + 1;
        }
        sentences.push(Sentence { span: Span::new(begin, at - 1), tokens: first..tokens.len() as u32 });
        named.extend(names.iter().map(|(range, kind)| {
            let range = range.start + first..range.end + first;
            let span = tokens[range.start as usize].span.cover(tokens[range.end as usize - 1].span);
            NameSpan { span, tokens: range, kind: *kind }
        }));
    }
    let mut report = Report::as_is("a", &text);
    report.lang = lang;
    let lemmas = super::lower_lemmas(&tokens);
    let gazetteer = Gazetteer::default();
    STEPS.with(|steps| steps.set(0));
    let layers = Layers {
        report: &report,
        lang,
        sentences: &sentences,
        tokens: &tokens,
        lemmas: &lemmas,
        names: &named,
        quiet: &report.text,
        gazetteer: &gazetteer,
    };
    let mentions = find(&layers).len();
    (STEPS.with(std::cell::Cell::get), mentions)
}

fn check(lang: Lang, words: &[Word], names: &[Name]) {
    let count = WORDS / words.len();
    let (half, some) = steps(lang, words, names, count / 2);
    let (whole, all) = steps(lang, words, names, count / 2 * 2);
    assert!(some > count && all == 2 * some, "{some} and {all} mentions");
    assert!(whole < half * 9 / 4, "{half} steps, of twice the words {whole}");
}

#[test]
fn english() {
    let words = [
        ("Minister", Noun, Some(5), None),
        ("of", Adp, Some(2), None),
        ("Ports", Noun, Some(0), None),
        ("Ann", Propn, Some(0), None),
        ("Bell", Propn, Some(3), None),
        ("met", Verb, None, None),
        ("Mr", Propn, Some(7), None),
        ("Kolt", Propn, Some(5), None),
        (",", Punct, Some(7), None),
        ("head", Noun, Some(7), None),
        ("of", Adp, Some(12), None),
        ("Harbour", Propn, Some(12), None),
        ("Authority", Propn, Some(9), None),
        ("in", Adp, Some(14), None),
        ("Leonardo", Propn, Some(5), None),
        (".", Punct, Some(5), None),
    ];
    check(Lang::En, &words, &[(3..5, MentionKind::Person), (11..13, MentionKind::Organisation), (14..15, MentionKind::Person)]);
}

#[test]
fn russian() {
    let words = [
        ("Министр", Noun, Some(3), Some(Case::Nom)),
        ("Котов", Propn, Some(0), Some(Case::Nom)),
        ("в", Adp, Some(3), None),
        ("Комитете", Noun, Some(4), Some(Case::Loc)),
        ("принял", Verb, None, None),
        ("директора", Noun, Some(4), Some(Case::Acc)),
        ("завода", Noun, Some(5), Some(Case::Gen)),
        ("«", Punct, Some(8), None),
        ("Север", Propn, Some(6), Some(Case::Nom)),
        ("»", Punct, Some(8), None),
        ("Марка", Propn, Some(5), Some(Case::Gen)),
        ("Илича", Propn, Some(10), Some(Case::Gen)),
        (".", Punct, Some(4), None),
    ];
    check(Lang::Ru, &words, &[(1..2, MentionKind::Person), (8..9, MentionKind::Organisation), (10..12, MentionKind::Person)]);
}
