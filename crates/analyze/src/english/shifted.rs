//! Objects that stand behind a phrase of place or time ("received in his office yesterday Ambassador Lee", "signed in Doha on Monday an
//! agreement"), which the network hangs on that phrase or takes for something else: each becomes the object of its verb, and a day
//! before it a phrase of its own. Touches no verb that has an object.

use rapporteur_model::{Deprel, Lang, Token, Upos, VerbForm};

use crate::time;

/// Mends one sentence; `start` is the number of its first token in the report, which heads count from.
pub fn mend(text: &str, sentence: &mut [Token], start: u32) {
    for verb in 0..sentence.len() {
        if is_open(sentence, verb, start)
            && let Some(object) = behind_day(text, sentence, verb, start).or_else(|| bare(text, sentence, verb, start))
        {
            free_days(text, sentence, verb, object, start);
            sentence[object].head = Some(verb as u32 + start);
            sentence[object].deprel = Deprel::Obj;
        }
    }
}

/// An active verb with its subject in front and without an object or a clause for one.
fn is_open(sentence: &[Token], verb: usize, start: u32) -> bool {
    let token = &sentence[verb];
    if token.upos != Upos::Verb || token.feats.verb_form == Some(VerbForm::Ger) {
        return false;
    }
    let of = |i: usize| sentence[i].head == Some(verb as u32 + start);
    let has = |wanted: &[Deprel]| (0..sentence.len()).any(|i| of(i) && wanted.contains(&sentence[i].deprel));
    let subject = (0..verb).any(|i| of(i) && sentence[i].deprel == Deprel::Nsubj);
    subject && !has(&[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp, Deprel::AuxPass, Deprel::NsubjPass, Deprel::Iobj, Deprel::Cop])
}

/// "on Monday Secretary Lee": the name that the network put the preposition of the day before.
fn behind_day(text: &str, sentence: &mut [Token], verb: usize, start: u32) -> Option<usize> {
    let at = verb as u32 + start;
    let day = (verb + 2..sentence.len()).find(|&d| {
        let head = sentence[d].head.map(|h| (h - start) as usize).filter(|&h| h > d && sentence[h].head == Some(at));
        let preposition = sentence[d - 1].deprel == Deprel::Case && sentence[d - 1].head == sentence[d].head;
        preposition
            && is_day(text, &sentence[d])
            && head.is_some_and(|h| sentence[h].deprel == Deprel::Obl && is_person_or_thing(&sentence[h]))
    })?;
    let object = (sentence[day].head? - start) as usize;
    // A year, a comma, or a preposition of the name's own: the day ends elsewhere.
    let own = |t: &Token| t.deprel == Deprel::Case && t.head == Some(object as u32 + start);
    if sentence[day + 1..object].iter().any(|t| matches!(t.upos, Upos::Num | Upos::Punct) || own(t)) {
        return None;
    }
    (sentence[day].head, sentence[day].deprel) = (Some(at), Deprel::Obl);
    sentence[day - 1].head = Some(day as u32 + start);
    Some(object)
}

/// A second subject, a phrase without a preposition, or a described name that hangs on the phrase before it without a comma.
fn bare(text: &str, sentence: &[Token], verb: usize, start: u32) -> Option<usize> {
    let children = |head: usize| (0..sentence.len()).filter(move |&i| sentence[i].head == Some(head as u32 + start));
    let without = |i: usize| children(i).all(|c| !matches!(sentence[c].deprel, Deprel::Case | Deprel::Nummod | Deprel::Mark));
    let clear = |from: usize, to: usize| (from..to).all(|i| sentence[i].upos != Upos::Punct && sentence[i].upos != Upos::Verb);
    let fits = |i: usize| i > verb + 1 && is_person_or_thing(&sentence[i]) && !tells_time(text, &sentence[i]) && without(i);
    let own = children(verb).find(|&i| fits(i) && matches!(sentence[i].deprel, Deprel::Nsubj | Deprel::Obl));
    let begins = |i: usize| children(i).filter(|&c| c < i && sentence[c].deprel == Deprel::Det).min();
    let hung = || {
        let phrases = children(verb).filter(|&i| i > verb && sentence[i].deprel == Deprel::Obl);
        phrases.flat_map(&children).find(|&i| {
            let phrase = (sentence[i].head.unwrap_or_default() - start) as usize;
            let first = begins(i).filter(|&first| first > phrase && clear(phrase + 1, first));
            sentence[i].deprel == Deprel::Appos && i > phrase && fits(i) && first.is_some()
        })
    };
    own.or_else(hung)
}

/// Days before an object that hang on it are the verb's.
fn free_days(text: &str, sentence: &mut [Token], verb: usize, object: usize, start: u32) {
    for token in &mut sentence[verb + 1..object] {
        let its = token.head == Some(object as u32 + start) && token.deprel != Deprel::NmodPoss;
        if its && is_day(text, token) {
            (token.head, token.deprel) = (Some(verb as u32 + start), Deprel::OblUnmarked);
        }
    }
}

fn is_person_or_thing(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

fn is_day(text: &str, token: &Token) -> bool {
    time::is_day(token.span.slice(text), Lang::En)
}

fn tells_time(text: &str, token: &Token) -> bool {
    time::speaks_of_time(token.span.slice(text), Lang::En)
}
