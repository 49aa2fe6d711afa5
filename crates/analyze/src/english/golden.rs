//! Tests of the committed weights against what training computed (`models/english/golden.json`).

use std::ops::Range;
use std::path::Path;

use rapporteur_model::{Deprel, Upos};
use serde_json::Value;

use super::features::{Features, folded};
use super::{English, EnglishState, Split};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/english"))
}

/// The sentences of the file, each as its own text of words with blanks between.
fn golden() -> Vec<(Value, String, Split)> {
    let json = std::fs::read_to_string(folder().join("golden.json")).unwrap();
    let entries: Vec<Value> = serde_json::from_str(&json).unwrap();
    entries
        .into_iter()
        .map(|entry| {
            let (text, split) = joined(strings(&entry["words"]));
            (entry, text, split)
        })
        .collect()
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn joined(words: Vec<&str>) -> (String, Split) {
    let mut text = String::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for word in words {
        text.push_str(word);
        ranges.push(text.len() - word.len()..text.len());
        text.push(' ');
    }
    let whole = 0..ranges.len();
    (text, Split { words: ranges, sentences: vec![whole], cut: 0 })
}

#[test]
fn words_and_features_are_those_of_training() {
    for (entry, text, split) in golden() {
        let mut ours = Split::default();
        ours.add(&text, 0..text.len());
        assert_eq!(ours.words, split.words, "{text}");
        for (word, expected) in strings(&entry["words"]).iter().zip(entry["features"].as_array().unwrap()) {
            let found = Features::of(&folded(word));
            assert_eq!(found.low, expected["low"].as_str().unwrap());
            let hashed = [found.prefix, found.suffix3, found.suffix2, found.shape].map(f64::from);
            let known = ["prefix", "suffix3", "suffix2", "shape"].map(|key| expected[key].as_f64().unwrap());
            assert_eq!(hashed, known, "{word}");
            assert_eq!(found.ngrams.iter().map(|&g| f64::from(g)).collect::<Vec<_>>(), numbers(&expected["ngrams"]), "{word}");
        }
    }
}

#[test]
fn tags_trees_and_relations_are_those_of_training() {
    let english = English::bundled().unwrap();
    let mut state = EnglishState::default();
    for (entry, text, split) in golden() {
        let tags = english.names.tags(&mut state.names, &english.vectors, (&text, &split.words), &split.sentences);
        assert_eq!(tags.iter().map(|&t| f64::from(t)).collect::<Vec<_>>(), numbers(&entry["tags"]), "{text}");
        let parsed = english.syntax.parse(&mut state.syntax, &english.vectors, (&text, &split.words), &split.sentences);
        let upos: Vec<Upos> = strings(&entry["upos"]).into_iter().map(|u| Upos::parse(u).unwrap()).collect();
        assert_eq!(parsed.iter().map(|p| p.upos).collect::<Vec<_>>(), upos, "{text}");
        let heads = parsed.iter().map(|p| p.head.map_or(0.0, |h| f64::from(h) + 1.0)).collect::<Vec<_>>();
        assert_eq!(heads, numbers(&entry["heads"]), "{text}");
        let rels: Vec<Deprel> = strings(&entry["rels"]).into_iter().map(Deprel::read).collect();
        assert_eq!(parsed.iter().map(|p| p.deprel).collect::<Vec<_>>(), rels, "{text}");
    }
}

#[test]
fn scores_are_those_of_training() {
    let english = English::bundled().unwrap();
    let mut state = EnglishState::default();
    for (entry, text, split) in golden() {
        let expected: Vec<f64> = entry["emissions"].as_array().unwrap().iter().flat_map(numbers).collect();
        let scores = english.names.scores(&mut state.names, &english.vectors, (&text, &split.words), &split.sentences);
        let worst = scores.iter().zip(&expected).map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max);
        assert!(scores.len() == expected.len() && worst < 0.02, "{worst}");
    }
}

#[test]
fn a_batch_changes_nothing() {
    let english = English::bundled().unwrap();
    let text = "Mr. Khrenin met Li Wei in Minsk.\nThey signed a memorandum. The U.S. side left early.";
    let mut split = Split::default();
    split.add(text, 0..text.len());
    let together = english.tokens(&mut EnglishState::default(), text, &split).1;
    let mut state = EnglishState::default();
    for sentence in split.sentences.iter().rev() {
        let alone = Split { words: split.words.clone(), sentences: vec![sentence.clone()], cut: 0 };
        assert_eq!(english.tokens(&mut state, text, &alone).1, together[sentence.clone()]);
    }
}

#[test]
fn hostile_text_is_read() {
    let english = English::bundled().unwrap();
    let mut state = EnglishState::default();
    let long = "a".repeat(1 << 20);
    for text in ["", "😀😀 e\u{301}\u{200d}", "Кириллица latin смесь", "\u{202e}abc\u{0}", &long, &"word, ".repeat(3000)]
    {
        let mut split = Split::default();
        split.add(text, 0..text.len());
        let (sentences, tokens) = english.tokens(&mut state, text, &split);
        assert!(tokens.iter().all(|t| !t.span.slice(text).is_empty()));
        for sentence in &sentences {
            let roots = sentence.tokens.clone().filter(|&t| tokens[t as usize].head.is_none()).count();
            assert_eq!(roots, 1);
        }
        assert!(english.names(&mut state, text, &split).iter().all(|(_, words)| words.end <= split.words.len()));
    }
}
