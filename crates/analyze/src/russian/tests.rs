//! The engine against the reference's numbers (when they and the models are there), and on hostile text.

use std::path::PathBuf;

use serde_json::Value;

use super::encoder::Input;
use super::{Russian, RussianState, Split, files};

/// The models of this user, or nothing, said on standard error.
fn installed() -> Option<Russian> {
    let folder = crate::install::default_folder()?;
    if !files::ALL.iter().all(|name| folder.join(name).exists()) {
        eprintln!("skipped: no Russian models in {}", folder.display());
        return None;
    }
    Some(Russian::open(&folder).unwrap())
}

fn golden() -> Option<Vec<Value>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/formats/slovnet_golden.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no reference numbers");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().flat_map(|v| if v.is_array() { numbers(v) } else { vec![v.as_f64().unwrap()] }).collect()
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()
}

fn close(found: impl IntoIterator<Item = f32>, expected: &Value, by: f64) {
    for (i, (found, expected)) in found.into_iter().zip(numbers(expected)).enumerate() {
        assert!((f64::from(found) - expected).abs() <= by, "number {i}: {found} instead of {expected}");
    }
}

#[test]
fn equals_the_reference() {
    let (Some(mut russian), Some(golden)) = (installed(), golden()) else { return };
    russian.syntax.greedy = true;
    let mut state = RussianState::new(64);
    for case in &golden {
        let text = strings(&case["words"]).join(" ");
        let mut at = 0;
        let tokens: Vec<_> = strings(&case["words"]).iter().map(|w| (at..at + w.len(), at += w.len() + 1).0).collect();
        let inputs: Vec<Input> = russian.inputs(&text, &tokens);
        assert_eq!(inputs.iter().map(|i| f64::from(i.word)).collect::<Vec<_>>(), numbers(&case["word_ids"]));
        assert_eq!(inputs.iter().map(|i| f64::from(i.shape)).collect::<Vec<_>>(), numbers(&case["shape_ids"]));
        let scores = russian.ner.scores(&russian.vocabulary, &inputs, &mut state.ner);
        close(scores, &case["ner_emissions"], 2e-4);
        let spans = russian.ner.spans(&russian.vocabulary, &inputs, &mut state.ner);
        let begins = strings(&case["ner_tags"]).iter().filter(|tag| tag.starts_with('B')).count();
        let inside: usize = spans.iter().map(|(span, _)| span.len()).sum();
        assert_eq!((spans.len(), inside), (begins, strings(&case["ner_tags"]).iter().filter(|&&tag| tag != "O").count()));
        let length = || std::iter::once(inputs.len());
        let tags = russian.morph.tags(&russian.vocabulary, &inputs, length(), &mut state.morph);
        let tags: Vec<&str> = tags.iter().map(|&tag| &*russian.morph.names[tag as usize]).collect();
        assert_eq!(tags, strings(&case["morph_tags"]));
        let arcs = russian.syntax.arcs(&russian.vocabulary, &inputs, length(), &mut state.syntax);
        let heads: Vec<f64> = arcs.iter().map(|arc| arc.0.map_or(0.0, |h| f64::from(h) + 1.0)).collect();
        if heads.contains(&0.0) && heads.iter().filter(|&&h| h == 0.0).count() == 1 {
            let relations: Vec<&str> = arcs.iter().map(|arc| arc.1.name()).collect();
            assert_eq!(relations, strings(&case["rels"]));
        }
        assert_eq!(heads, numbers(&case["heads"]));
    }
}

#[test]
fn windows_change_nothing() {
    let Some(russian) = installed() else { return };
    let mut state = RussianState::new(64);
    let text = "Министр Иван Петров прибыл в Минск ".repeat(400);
    let split = Split::new(&text);
    let inputs = russian.inputs(&text, &split.tokens);
    let long = russian.ner.scores(&russian.vocabulary, &inputs, &mut state.ner);
    let short = russian.ner.scores(&russian.vocabulary, &inputs[700..820], &mut state.ner);
    assert_eq!(long[705 * 8..815 * 8], short[5 * 8..115 * 8]);
    let (sentences, tokens) = russian.tokens(&mut state, &text, &split);
    assert_eq!((sentences.len(), tokens.len()), (1, 2400));
    let heads: Vec<u32> = tokens.iter().map(|t| t.head.map_or(0, |h| h + 1)).collect();
    assert!(rapporteur_nn::tree::is_tree(&heads));
}

#[test]
fn hostile_text_is_read() {
    let Some(russian) = installed() else { return };
    let mut state = RussianState::new(64);
    let word = "щ".repeat(1 << 20);
    let texts = ["", "\n\n", "😀😀\u{200d}👍🏽", "а\u{301}\u{301}\u{200b}б", "Рapporteur Мiнск", "שלום עולם", "...", &word, "\u{feff}\0\u{85}x"];
    for text in texts {
        let split = Split::new(text);
        let (sentences, tokens) = russian.tokens(&mut state, text, &split);
        assert_eq!(tokens.len(), split.tokens.len());
        for token in &tokens {
            assert!(!token.span.slice(text).is_empty());
        }
        assert!(sentences.iter().all(|s| !s.span.slice(text).is_empty()));
        assert!(russian.names(&mut state, text, &split).iter().all(|n| !n.span.slice(text).is_empty()));
    }
}

#[test]
fn a_headline_does_not_run_into_the_next_line() {
    let Some(russian) = installed() else { return };
    let mut state = RussianState::new(64);
    let text = "Встреча в Минске\nИван Петров рассказал о ней";
    let split = Split::new(text);
    let names: Vec<&str> = russian.names(&mut state, text, &split).iter().map(|n| n.span.slice(text)).collect();
    assert_eq!(names, ["Минске", "Иван Петров"]);
    assert_eq!(russian.tokens(&mut state, text, &split).0.len(), 2);
}
