//! The engine against the reference's numbers (when they and the models are there), and on hostile text.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rapporteur_nn::{Error, WeightFile, WeightWriter};
use serde_json::Value;

use super::encoder::Input;
use super::{Russian, RussianState, SHAPES, Split, files, vocabulary};

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
    let mut state = RussianState::default();
    for case in &golden {
        let text = strings(&case["words"]).join(" ");
        let mut at = 0;
        let tokens: Vec<_> = strings(&case["words"]).iter().map(|w| (at..at + w.len(), at += w.len() + 1).0).collect();
        let inputs: Vec<Input> = russian.inputs(&text, &tokens);
        assert_eq!(inputs.iter().map(|i| f64::from(i.word)).collect::<Vec<_>>(), numbers(&case["word_ids"]));
        assert_eq!(inputs.iter().map(|i| f64::from(i.shape)).collect::<Vec<_>>(), numbers(&case["shape_ids"]));
        let scores = russian.ner.scores(&russian.files.vocabulary, &inputs, &mut state.encoder);
        close(scores, &case["ner_emissions"], 2e-4);
        let spans = russian.ner.spans(&russian.files.vocabulary, &inputs, &mut state.encoder);
        let begins = strings(&case["ner_tags"]).iter().filter(|tag| tag.starts_with('B')).count();
        let inside: usize = spans.iter().map(|(span, _)| span.len()).sum();
        assert_eq!((spans.len(), inside), (begins, strings(&case["ner_tags"]).iter().filter(|&&tag| tag != "O").count()));
        let length = || std::iter::once(inputs.len());
        let tags = russian.morph.tags(&russian.files.vocabulary, &inputs, length(), &mut state.encoder);
        let tags: Vec<&str> = tags.iter().map(|&tag| &*russian.morph.names[tag as usize]).collect();
        assert_eq!(tags, strings(&case["morph_tags"]));
        let arcs = russian.syntax.arcs(&russian.files.vocabulary, &inputs, length(), &mut state.encoder);
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
    let mut state = RussianState::default();
    let text = "Министр Иван Петров прибыл в Минск ".repeat(400);
    let split = Split::new(&text);
    let inputs = russian.inputs(&text, &split.tokens);
    let long = russian.ner.scores(&russian.files.vocabulary, &inputs, &mut state.encoder);
    let short = russian.ner.scores(&russian.files.vocabulary, &inputs[700..820], &mut state.encoder);
    assert_eq!(long[705 * 8..815 * 8], short[5 * 8..115 * 8]);
    let (sentences, tokens) = russian.tokens(&mut state, &text, &split);
    assert_eq!((split.cut, sentences.len(), tokens.len()), (1, 7, 2400));
    for sentence in sentences {
        let tokens = &tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
        let heads: Vec<u32> = tokens.iter().map(|t| t.head.map_or(0, |h| h - sentence.tokens.start + 1)).collect();
        assert!(rapporteur_nn::tree::is_tree(&heads));
    }
}

#[test]
fn hostile_text_is_read() {
    let Some(russian) = installed() else { return };
    let mut state = RussianState::default();
    let word = "щ".repeat(1 << 20);
    let texts =
        ["", "\n\n", "😀😀\u{200d}👍🏽", "а\u{301}\u{301}\u{200b}б", "Рapporteur Мiнск", "שלום עולם", "...", &word, "\u{feff}\0\u{85}x"];
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
    let mut state = RussianState::default();
    let text = "Встреча в Минске\nИван Петров рассказал о ней";
    let split = Split::new(text);
    let names: Vec<&str> = russian.names(&mut state, text, &split).iter().map(|n| n.span.slice(text)).collect();
    assert_eq!(names, ["Минске", "Иван Петров"]);
    assert_eq!(russian.tokens(&mut state, text, &split).0.len(), 2);
}

/// Small numbers that look random and are always the same.
fn noise(seed: usize, count: usize) -> Vec<f32> {
    (0..count).map(|i| ((((i + 1) * 7919 + seed * 104_729) % 2003) as f32 / 1001.0 - 1.0) / 8.0).collect()
}

const WORDS: [&str; 6] = ["в", "минске", "министр", "прибыл", "<unk>", "<pad>"];

/// Writes models of the right form with made-up weights; `change` may spoil one.
fn made_up(folder: &Path) {
    embedding(folder, 3);
    let tags = "<pad>\nNOUN|Case=Loc\nVERB|VerbForm=Fin\nADP";
    network(
        folder,
        files::NER,
        ("tags", "<pad>\nO\nB-PER\nI-PER\nB-LOC\nI-LOC\nB-ORG\nI-ORG"),
        &[("head", 64, 8)],
        &[("transitions", &[8, 8])],
    );
    network(folder, files::MORPH, ("tags", tags), &[("head", 64, 4)], &[]);
    let sides = [("arc.head", 64, 32), ("arc.tail", 64, 32), ("relation.head", 64, 32), ("relation.tail", 64, 32)];
    let kernels: [(&str, &[usize]); 4] =
        [("arc.root", &[64]), ("arc.kernel", &[32, 32]), ("relation.root", &[64]), ("relation.kernel", &[32, 96])];
    network(folder, files::SYNTAX, ("relations", "root\nnsubj\nobl"), &sides, &kernels);
}

/// Writes word vectors of a hundred parts of so many numbers.
fn embedding(folder: &Path, part: usize) {
    let mut vectors = WeightWriter::new();
    vectors.meta("id", "made-up");
    vectors.meta("unknown", "4");
    let text = WORDS.concat();
    let starts: Vec<u32> = std::iter::once(0).chain(WORDS.iter().scan(0, |at, w| (*at += w.len() as u32, Some(*at)).1)).collect();
    vectors.u8("words", &[text.len()], text.as_bytes());
    vectors.u32("starts", &[starts.len()], &starts);
    let table = vocabulary::table(WORDS.iter().map(|w| w.as_bytes()));
    vectors.u32("table", &[table.len()], &table);
    vectors.u8("codes", &[6, 100], &(0..600).map(|i| (i * 37 % 256) as u8).collect::<Vec<_>>());
    vectors.f32("centroids", &[100, 256, part], &noise(1, 100 * 256 * part));
    vectors.write(&folder.join(files::EMBEDDING)).unwrap();
}

fn network(folder: &Path, name: &str, lines: (&str, &str), linear: &[(&str, usize, usize)], others: &[(&str, &[usize])]) {
    let mut writer = WeightWriter::new();
    writer.meta("embedding", "made-up");
    writer.meta("shapes", SHAPES.join("\n"));
    writer.meta(lines.0, lines.1);
    let mut add = |name: &str, shape: &[usize]| writer.f32(name, shape, &noise(name.len(), shape.iter().product()));
    add("shapes", &[66, 30]);
    for (i, (inputs, outputs)) in [(330, 256), (256, 128), (128, 64)].into_iter().enumerate() {
        add(&format!("layer{}.weight", i + 1), &[outputs, inputs, 3]);
        for part in ["bias", "scale", "shift"] {
            add(&format!("layer{}.{part}", i + 1), &[outputs]);
        }
    }
    for (name, inputs, outputs) in linear {
        add(&format!("{name}.weight"), &[*inputs, *outputs]);
        add(&format!("{name}.bias"), &[*outputs]);
    }
    others.iter().for_each(|(name, shape)| add(name, shape));
    writer.write(&folder.join(name)).unwrap();
}

/// The scores of the made-up network of names by the formula, number by number.
fn by_hand(folder: &Path, inputs: &[Input]) -> Vec<f32> {
    let vectors = WeightFile::open(&folder.join(files::EMBEDDING)).unwrap();
    let file = WeightFile::open(&folder.join(files::NER)).unwrap();
    let get = |name: &str| file.tensor(name).and_then(|t| t.to_f32(t.shape())).unwrap();
    let (codes, centroids, shapes) = (vectors.tensor("codes").unwrap().bytes().unwrap(), noise(1, 100 * 256 * 3), get("shapes"));
    let vector = |i: &Input| -> Vec<f32> {
        let word = (0..300).map(|d| centroids[(d / 3 * 256 + codes[i.word as usize * 100 + d / 3] as usize) * 3 + d % 3]);
        word.chain(shapes[i.shape as usize * 30..][..30].iter().copied()).collect()
    };
    let mut x: Vec<Vec<f32>> = inputs.iter().map(vector).collect();
    for (layer, (width, outputs)) in [(330, 256), (256, 128), (128, 64)].into_iter().enumerate() {
        let part = |part: &str| get(&format!("layer{}.{part}", layer + 1));
        let (weight, bias, scale, shift) = (part("weight"), part("bias"), part("scale"), part("shift"));
        let output = |t: usize, n: usize| {
            let taps = (0..3).filter(|tap| (1..=x.len()).contains(&(t + tap)));
            let sum: f32 = taps.map(|tap| (0..width).map(|k| weight[(n * width + k) * 3 + tap] * x[t + tap - 1][k]).sum::<f32>()).sum();
            (sum + bias[n]).max(0.0) * scale[n] + shift[n]
        };
        x = (0..x.len()).map(|t| (0..outputs).map(|n| output(t, n)).collect()).collect();
    }
    let (weight, bias) = (get("head.weight"), get("head.bias"));
    x.iter().flat_map(|x| (0..8).map(|n| (0..64).map(|k| x[k] * weight[k * 8 + n]).sum::<f32>() + bias[n])).collect()
}

#[test]
fn made_up_weights_give_the_sums_of_the_formula() {
    let dir = tempfile::tempdir().unwrap();
    made_up(dir.path());
    let russian = Russian::open(dir.path()).unwrap();
    let mut state = RussianState::default();
    let text = "Министр прибыл в Минск , в Минске , в МИНСКЕ .";
    let split = Split::new(text);
    let inputs = russian.inputs(text, &split.tokens);
    assert_eq!(inputs.iter().map(|i| i.word).collect::<Vec<_>>(), [2, 3, 0, 4, 4, 0, 1, 4, 0, 1, 4]);
    for _ in 0..2 {
        let found = russian.ner.scores(&russian.files.vocabulary, &inputs, &mut state.encoder);
        for (found, expected) in found.iter().zip(by_hand(dir.path(), &inputs)) {
            assert!((found - expected).abs() < 1e-4, "{found} instead of {expected}");
        }
    }
    let (_, tokens) = russian.tokens(&mut state, text, &split);
    let heads: Vec<u32> = tokens.iter().map(|t| t.head.map_or(0, |h| h + 1)).collect();
    assert!(rapporteur_nn::tree::is_tree(&heads));
    assert!(tokens.iter().all(|t| t.head.is_none() == (t.deprel == rapporteur_model::Deprel::Root)));
}

#[test]
fn spoilt_models_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    made_up(dir.path());
    let path = dir.path().join(files::MORPH);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert!(matches!(Russian::open(dir.path()), Err(Error::Length { .. })));
    let other_version: Vec<u8> = bytes.iter().enumerate().map(|(at, &byte)| if at == 8 { byte + 1 } else { byte }).collect();
    std::fs::write(&path, other_version).unwrap();
    assert!(matches!(Russian::open(dir.path()), Err(Error::Version { .. })));
    std::fs::write(&path, &bytes).unwrap();
    let not_finite = |name: &str, _: &[usize], values: &mut [f32]| {
        if name == "layer2.weight" {
            values[7] = f32::NAN;
        }
    };
    WeightWriter::copy(&WeightFile::open(&path).unwrap(), not_finite).write(&path).unwrap();
    assert!(matches!(Russian::open(dir.path()), Err(Error::NotFinite { at: 7, .. })));
    std::fs::copy(dir.path().join(files::NER), &path).unwrap();
    Russian::open(dir.path()).unwrap();
    std::fs::copy(dir.path().join(files::MORPH), dir.path().join(files::SYNTAX)).unwrap();
    assert!(matches!(Russian::open(dir.path()), Err(Error::Header { .. } | Error::Missing { .. })));
    std::fs::remove_file(dir.path().join(files::EMBEDDING)).unwrap();
    assert!(matches!(Russian::open(dir.path()), Err(Error::Io { .. })));
}

#[test]
fn vectors_of_another_length_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    made_up(dir.path());
    for part in [2, 4] {
        embedding(dir.path(), part);
        let refused = Russian::open(dir.path());
        assert!(matches!(&refused, Err(Error::Header { reason, .. }) if reason.contains("another length")), "{refused:?}");
    }
    embedding(dir.path(), 3);
    Russian::open(dir.path()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_is_split_and_read_on_character_boundaries(text in "[а-яА-Яa-zё0-9 .,!?«»\"()\n\r\\-–\u{301}\u{200b}\u{feff}😀שІі•|]{0,120}") {
        let dir = tempfile::tempdir().unwrap();
        made_up(dir.path());
        let russian = Russian::open(dir.path()).unwrap();
        let split = Split::new(&text);
        let (sentences, tokens, names) = russian.analyse(&mut RussianState::default(), &text, &split);
        prop_assert_eq!(sentences.iter().map(|s| s.tokens.len()).sum::<usize>(), tokens.len());
        let spans = tokens.iter().map(|t| t.span).chain(sentences.iter().map(|s| s.span)).chain(names.iter().map(|n| n.span));
        for span in spans {
            prop_assert!(!span.slice(&text).is_empty());
        }
        for sentence in &sentences {
            prop_assert!(!sentence.span.slice(&text).contains(['\n', '\r']));
            let heads: Vec<u32> = sentence.tokens.clone().map(|i| tokens[i as usize].head.map_or(0, |h| h + 1 - sentence.tokens.start)).collect();
            prop_assert!(rapporteur_nn::tree::is_tree(&heads));
        }
        for pair in names.windows(2) {
            prop_assert!(pair[0].tokens.end <= pair[1].tokens.start);
        }
    }
}
