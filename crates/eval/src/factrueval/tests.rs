//! The scorers on a document of our own, and the gold against itself where the benchmark is there.

use std::path::Path;

use super::gold::{Document, Kind, read_folder};
use super::hand_in::HandIn;
use super::{Scores, score, track1, track2, track3};
use crate::score::Counts;

fn fixture() -> Document {
    Document::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/factrueval"), "book_2").expect("the fixture can be read")
}

fn sum(counts: &[Counts]) -> Counts {
    counts.iter().copied().sum()
}

fn fact(arguments: &[(&str, &str)]) -> track3::Handed {
    let arguments = arguments.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    track3::Handed { kind: "Occupation".to_owned(), arguments, at: None, by: String::new(), confidence: 1.0 }
}

fn perfect(document: &Document) -> Scores {
    score(document, &HandIn::gold(document), &[1, 2, 3])
}

#[test]
fn gold_against_itself_is_perfect() {
    let scores = perfect(&fixture());
    for counts in [sum(&scores.track1.by_kind), sum(&scores.track2.by_kind), sum(&scores.track3.by_kind)] {
        assert_eq!(counts.f1(), 1.0);
        assert!(counts.gold > 0.0);
    }
}

#[test]
fn descriptors_may_be_in_or_out_and_hidden_places_do_not_count() {
    let document = fixture();
    // "министр промышленности Анна Ёлкина" without the post; "завод «Луч»" as "Луч"; the place inside "МИД Грузии" is not asked for.
    let at = |words: &str| {
        let start = document.text.find(words).map(|b| document.text[..b].chars().count()).expect("the words are there");
        start..start + words.chars().count()
    };
    let handed = [(Kind::Per, "Анна Ёлкина"), (Kind::Org, "Луч"), (Kind::Org, "МИД Грузии"), (Kind::Loc, "Грузии")]
        .map(|(kind, words)| track1::Handed { kind, at: at(words) });
    let outcome = track1::score(&document, &handed);
    assert_eq!(outcome.by_kind[0], Counts::new(1.0, 1, 1));
    assert_eq!(outcome.by_kind[2], Counts::new(2.0, 2, 2));
    assert_eq!(sum(&outcome.by_kind).found, 3.0, "the hidden place is on no side");
    assert_eq!(outcome.missed.len(), 1, "{:?}", outcome.missed);
    // One word too many.
    let wide = [track1::Handed { kind: Kind::Org, at: at("МИД Грузии посетила") }];
    assert_eq!(track1::score(&document, &wide).by_kind[2].right_gold, 2.0 / 3.0);
}

#[test]
fn entities_count_attributes_matched_missed_and_extra() {
    let document = fixture();
    let person = |attributes: &[(&str, &str)]| track2::Handed {
        kind: Kind::Per,
        attributes: attributes.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
    };
    let of = |handed: track2::Handed| track2::score(&document, &[handed]).by_kind[0].right_gold;
    assert_eq!(of(person(&[("firstname", "анна"), ("lastname", "елкина")])), 1.0);
    assert_eq!(of(person(&[("lastname", "Ёлкина")])), 0.5);
    assert!((of(person(&[("firstname", "анна"), ("lastname", "елкина"), ("patronymic", "ивановна")])) - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn facts_weigh_arguments_and_may_be_shared() {
    let document = fixture();
    let f1 = |facts: &[track3::Handed]| track3::score(&document, facts).by_kind[0];
    let whole = fact(&[("Who", "Ёлкина"), ("Where", "завод «Луч»"), ("Position", "директора")]);
    assert_eq!(f1(std::slice::from_ref(&whole)).f1(), 1.0);
    // A title weighs half: 2 of 2.5.
    assert_eq!(f1(&[fact(&[("Who", "Анна Елкина"), ("Where", "Луч")])]).right_gold, 0.8);
    // A title alone does not match.
    assert_eq!(f1(&[fact(&[("Position", "директора")])]).right_gold, 0.0);
    // Two halves put together: the pairs (who, where) and (where, title) are held, (who, title) is not.
    let two = f1(&[fact(&[("Who", "Анна"), ("Where", "Луч")]), fact(&[("Where", "Луч"), ("Position", "директора")])]);
    assert!((two.right_gold - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-9, "{two:?}");
    assert_eq!(two.found, 2.0);
    // What fits the difficult fact is on no side.
    let difficult = f1(&[whole, fact(&[("Who", "Ёлкина"), ("Where", "Грузия")])]);
    assert_eq!((difficult.f1(), difficult.found), (1.0, 1.0));
}

#[test]
fn handed_in_files_come_back() {
    let document = fixture();
    let folder = tempfile::tempdir().expect("a folder");
    HandIn::gold(&document).write(folder.path(), "book_2").expect("written");
    let back = HandIn::read(folder.path(), "book_2", &[1, 2, 3]).expect("read");
    assert_eq!(back.mentions, HandIn::gold(&document).mentions);
    assert_eq!(sum(&score(&document, &back, &[1, 2, 3]).track3.by_kind).f1(), 1.0);
    assert!(HandIn::read(folder.path(), "book_4", &[1]).is_err());
}

#[test]
fn gold_of_the_benchmark_is_perfect() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/factrueval/devset");
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let documents = read_folder(&folder).expect("the devset can be read");
    assert_eq!(documents.len(), 122);
    let mut tracks = [Counts::default(); 3];
    for document in &documents {
        for token in &document.tokens {
            assert_eq!(document.slice(&token.at), token.text, "{}", document.name);
        }
        let scores = perfect(document);
        tracks[0] += sum(&scores.track1.by_kind);
        tracks[1] += sum(&scores.track2.by_kind);
        tracks[2] += sum(&scores.track3.by_kind);
    }
    println!("{:.4} {:.4} {:.4}", tracks[0].f1(), tracks[1].f1(), tracks[2].f1());
    assert_eq!((tracks[1].f1(), tracks[2].f1()), (1.0, 1.0));
    // A range cannot leave out the words between the parts of a mention that has a gap.
    assert!(tracks[0].f1() > 0.995, "{tracks:?}");
}
