//! Whatever the text: analysis and extraction do not panic, spans lie on characters, sentences are trees, time is bounded. Needs
//! the models and says so where there are none.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rapporteur_analyze::{Engines, install};
use rapporteur_model::{Analysis, Lang, Report, Span, Value};

static ENGINES: LazyLock<Option<Engines>> = LazyLock::new(|| {
    let engines = install::default_folder().and_then(|folder| Engines::open(&folder).ok());
    if engines.is_none() {
        eprintln!("skipped: no models are installed");
    }
    engines
});

/// Reads a text in both languages and checks what must hold of every analysis and claim.
fn check(text: &str) {
    let Some(engines) = &*ENGINES else { return };
    for lang in [Lang::Ru, Lang::En] {
        let report = Report { lang, ..Report::as_is("hostile", text) };
        let analysis = engines.analyze(&report);
        let whole = |span: Span| assert!(text.get(span.start()..span.end()).is_some_and(|words| !words.is_empty()), "{span:?}");
        analysis.tokens.iter().for_each(|token| whole(token.span));
        analysis.mentions.iter().for_each(|mention| whole(mention.span));
        assert!(analysis.mentions.iter().all(|m| (m.head as usize) < analysis.tokens.len()));
        trees(&analysis);
        for claim in rapporteur_extract::extract(&report, &analysis) {
            whole(claim.trigger);
            for field in claim.fields {
                whole(field.span);
                assert!(!matches!(field.value, Value::Mention(m) if m as usize >= analysis.mentions.len()));
            }
        }
        engines.names(&report).iter().for_each(|name| whole(name.span));
    }
}

/// Sentences cover the tokens in order; each has one root that all its tokens lead to.
fn trees(analysis: &Analysis) {
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        let head = |token: u32| analysis.tokens[token as usize].head;
        assert_eq!(sentence.tokens.clone().filter(|&t| head(t).is_none()).count(), 1);
        assert!(sentence.tokens.clone().filter_map(head).all(|h| sentence.tokens.contains(&h)));
        // Of long sentences the ends will do: every walk may be as long as the sentence.
        for token in sentence.tokens.clone().take(300).chain(sentence.tokens.end.saturating_sub(300).max(sentence.tokens.start)..sentence.tokens.end) {
            let steps = std::iter::successors(Some(token), |&t| head(t)).take(sentence.tokens.len() + 1).count();
            assert!(steps <= sentence.tokens.len(), "a cycle");
        }
    }
    assert_eq!(next as usize, analysis.tokens.len());
}

/// Words of reports in both languages among what no report should hold.
fn text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "Дмитрий",
        "Пантус",
        "Шугаева",
        "министр",
        "председатель",
        "Государственного военно-промышленного комитета",
        "МИД РФ",
        "«Купол»",
        "АО",
        "в Минске",
        "8 октября 2024 года",
        "прошлой осенью",
        "подписали",
        "протокол",
        "встретился с",
        "заседание",
        "21-е",
        "комиссии",
        "назначен",
        "сообщил",
        "Minister",
        "of Defence",
        "Viktor Khrenin",
        "Li Wei",
        "visited",
        "signed",
        "a memorandum",
        "on 5 May 2025",
        "Ministry of Foreign Affairs",
        "Belarus",
        "U.S.",
        "Mr.",
        "said:",
        "that",
        "who",
        "экс-",
        "ex-",
        "по",
        "of",
        "и",
        "and",
        "-",
        "–",
        "(",
        ")",
        "«",
        "»",
        "“",
        "\"",
        "'",
        "’s",
        ".",
        "...",
        ",",
        ";",
        "!",
        "\n",
        "\n\n",
        "\r",
        "\u{2028}",
        "\t",
        "\u{a0}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "\u{ad}",
        "\u{301}",
        "е\u{301}",
        "ё",
        "İ",
        "ﬁ",
        "ß",
        "Ǆ",
        "\u{202e}",
        "\u{2066}",
        "שלום",
        "مرحبا",
        "外交部",
        "😀",
        "👩\u{200d}👩\u{200d}👧",
        "🇧🇾",
        "МинCK",
        "Кyiv",
        "\u{0}",
        "\u{7f}",
        "\u{fffd}",
        "1.000.000",
        "٣٤",
        "XXI",
        "@",
        "https://a.b/ц?q=1",
        "§",
        "№ 5",
    ];
    let piece =
        prop_oneof![6 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    let gap = proptest::sample::select(vec!["", " ", " ", " "]);
    proptest::collection::vec((piece, gap), 0..60).prop_map(|all| all.into_iter().map(|(piece, gap)| piece + gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("HOSTILE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
    ))]

    #[test]
    fn any_text_is_read(text in text()) {
        check(&text);
    }
}

/// One thing many times: whatever grows faster than its text does not end here in time.
#[test]
fn monsters_are_read_in_bounded_time() {
    let monsters = [
        "я".repeat(1 << 19),
        "Ж".repeat(1 << 19),
        "a".repeat(1 << 20),
        "word, ".repeat(150_000),
        "слово и ".repeat(100_000),
        "Иван Петров ".repeat(40_000),
        "John Smith and ".repeat(40_000),
        "министр иностранных дел ".repeat(20_000),
        "Minister of Foreign Affairs of ".repeat(20_000),
        "(".repeat(300_000),
        "( ".repeat(200_000),
        ". ( ".repeat(100_000),
        "«".repeat(200_000),
        "\" ".repeat(200_000),
        "-".repeat(300_000),
        "а-".repeat(150_000),
        "@".repeat(200_000),
        "5.".repeat(100_000),
        "8 октября ".repeat(30_000),
        "on 5 May ".repeat(30_000),
        "\n".repeat(300_000),
        "a\n".repeat(100_000),
        "е\u{301}".repeat(100_000),
        "😀".repeat(100_000),
        "\u{200b}".repeat(200_000),
        "\u{202e}".repeat(200_000),
    ];
    for text in monsters {
        let start = Instant::now();
        check(&text);
        let (took, first) = (start.elapsed(), text.chars().take(12).collect::<String>());
        eprintln!("{took:.1?} {first:?}");
        assert!(took < Duration::from_secs(120), "{first:?} took {took:?}");
    }
}
