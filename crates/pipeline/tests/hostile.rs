//! Whatever the text: analysis and extraction do not panic, spans lie on characters, sentences are trees, time is bounded. Needs
//! the models and says so where there are none.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rapporteur_analyze::{Engines, install};
use rapporteur_model::{Analysis, IssueKind, Lang, Report, Span, Value};

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
        for token in
            sentence.tokens.clone().take(300).chain(sentence.tokens.end.saturating_sub(300).max(sentence.tokens.start)..sentence.tokens.end)
        {
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

/// The words of all sample reports.
static SAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = ["demo", "ru", "en"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("the samples are there"))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let words = |path: &std::path::PathBuf| {
        std::fs::read_to_string(path).expect("a readable sample").split(' ').map(str::to_owned).collect::<Vec<_>>()
    };
    files.iter().flat_map(words).collect()
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("HOSTILE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(150)
    ))]

    /// Words of real-looking reports in any order make trees that no report has.
    #[test]
    fn shuffled_words_are_read(picks in proptest::collection::vec(any::<proptest::sample::Index>(), 1..80)) {
        let words: Vec<&str> = picks.iter().map(|pick| pick.get(SAMPLES.as_slice()).as_str()).collect();
        check(&words.join(" "));
    }

    /// … and so do pieces of them put together.
    #[test]
    fn pieces_of_samples_are_read(starts in proptest::collection::vec((any::<proptest::sample::Index>(), 1_usize..25), 1..6)) {
        let piece = |(start, len): &(proptest::sample::Index, usize)| {
            let at = start.index(SAMPLES.len());
            SAMPLES[at..SAMPLES.len().min(at + len)].join(" ")
        };
        check(&starts.iter().map(piece).collect::<Vec<_>>().join(" "));
    }
}

/// Here an arc that is mended would hang a verb below its own object.
#[test]
fn mended_arcs_make_no_cycle() {
    const TEXT: &str = "вопроса», согласуют ВК Алматы первом Дели и может Алматы 2024 провела Орханом в шрифта: и авиации который Министерства встретился соглашение транспорта года, обучение вопроса», Ермекова Индии коммуникаций видеоконференции.\n\nСтороны Ермекова декабря трансплантологов специалистов сентября Минске и Белоруссии стороны прямых режиме и Турецкого турецкими Минске Белоруссии Сикора.\n\n«Осталось А → шрифта: 9 сообщил";
    check(TEXT);
}

/// One thing many times: whatever grows faster than its text does not end here in time. `HOSTILE_SCALE` makes the texts longer.
#[test]
fn monsters_are_read_in_bounded_time() {
    const MONSTERS: &[(&str, usize)] = &[
        ("я", 1 << 16),
        ("Ж", 1 << 16),
        ("a", 1 << 17),
        ("word, ", 15_000),
        ("слово и ", 10_000),
        ("Иван Петров ", 4000),
        ("John Smith and ", 4000),
        ("министр иностранных дел ", 2000),
        ("Minister of Foreign Affairs of ", 2000),
        ("(", 30_000),
        ("( ", 20_000),
        (". ( ", 10_000),
        ("«", 20_000),
        ("\" ", 20_000),
        ("-", 30_000),
        ("а-", 15_000),
        ("@", 20_000),
        ("5.", 10_000),
        ("8 октября ", 3000),
        ("on 5 May ", 3000),
        ("\n", 30_000),
        ("a\n", 10_000),
        ("е\u{301}", 10_000),
        ("😀", 10_000),
        ("\u{200b}", 20_000),
        ("\u{202e}", 20_000),
    ];
    let scale = std::env::var("HOSTILE_SCALE").ok().and_then(|scale| scale.parse().ok()).unwrap_or(1);
    for &(piece, times) in MONSTERS {
        let start = Instant::now();
        check(&piece.repeat(times * scale));
        let took = start.elapsed();
        eprintln!("{took:.1?} {piece:?}");
        assert!(took < Duration::from_secs(60) * u32::try_from(scale).unwrap_or(1), "{piece:?} took {took:?}");
    }
}

#[test]
fn a_sentence_read_in_parts_is_told() {
    let Some(engines) = &*ENGINES else { return };
    for (lang, text) in [(Lang::Ru, "слово и ".repeat(200)), (Lang::En, "word and ".repeat(200))] {
        let report = |text: &str| Report { lang, ..Report::as_is("long", text) };
        let issues = engines.analyze(&report(&text)).issues;
        assert!(matches!(&issues[..], [issue] if issue.kind == IssueKind::LongSentence && !issue.is_error()), "{issues:?}");
        assert!(engines.analyze(&report(&text[..text.len() / 4])).issues.is_empty());
    }
}
