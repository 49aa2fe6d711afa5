//! Whatever the bytes: no panic, spans and alignment that hold, bounded time and memory, issues instead of errors.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use rapporteur_model::{IssueKind, Report};
use rapporteur_text::{Format, Intake, MAX_TEXT, Options, read};

/// The invariants of every report; `source` is the decoded text where it is known.
fn check(report: &Report, source: Option<&str>) {
    let mut end = 0;
    for (n, block) in report.blocks.iter().enumerate() {
        assert!(!block.span.slice(&report.text).is_empty(), "block {n} is empty or off a character's boundary");
        if n > 0 {
            assert!(report.text[end..block.span.start()].chars().all(char::is_whitespace), "words between blocks");
        }
        end = block.span.end();
    }
    let spans = [
        report.title.as_ref().and_then(|t| t.span),
        report.publisher.as_ref().and_then(|p| p.span),
        report.published.as_ref().and_then(|p| p.span),
        report.dateline.as_ref().map(|d| d.span),
    ];
    for span in spans.into_iter().flatten() {
        assert!(!span.slice(&report.text).is_empty());
    }
    let mut before = 0;
    for s in &report.alignment.segments {
        assert!(s.clean >= before, "segments in order");
        before = s.clean + s.len;
        if let Some(source) = source {
            let (clean, from, len) = (s.clean as usize, s.source as usize, s.len as usize);
            assert_eq!(report.text[clean..clean + len], source[from..from + len]);
        }
    }
    assert!(before as usize <= report.text.len());
}

fn all(intake: &Intake, source: Option<&str>) {
    intake.reports.iter().for_each(|report| check(report, source));
}

/// Lines as pages have them, with a little of everything that the cleaning looks at.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("Главная"),
        Just("Комментарии"),
        Just("Читайте также"),
        Just("12.05.2024 10:30"),
        Just("МИНСК, 5 мая – РИА Новости."),
        Just("Министр провёл встречу с коллегой и подписал с ним протокол о намерениях."),
        Just("Министр провёл встречу..."),
        Just("– сказал он."),
        Just("\" Александром"),
        Just("."),
        Just(""),
        Just("- пункт;"),
        Just("Итоги:"),
        Just("1. Раз"),
        Just("2) Два"),
        Just("Фото: А. Б."),
        Just("The talks were held in March, the ministry of trade said on Friday."),
        Just("Talks | Site"),
        Just("\u{feff}\u{ad}"),
        Just("Published 3 March 2024"),
        Just("ё\u{301}🙂 e\u{0}\u{200f}"),
        Just("Заголовок из нескольких слов"),
        Just("в"),
        Just("(см."),
    ];
    prop::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in [None, Some(Format::Plain), Some(Format::Html), Some(Format::JsonLines)] {
            all(&read("x", &bytes, &Options { format, ..Options::default() }), None);
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        for format in [None, Some(Format::Plain), Some(Format::Html), Some(Format::JsonLines)] {
            all(&read("x", text.as_bytes(), &Options { format, ..Options::default() }), None);
        }
    }

    #[test]
    fn any_page(text in page()) {
        let plain = Options { format: Some(Format::Plain), ..Options::default() };
        let source = text.trim_start_matches('\u{feff}');
        let cleaned = read("x", text.as_bytes(), &plain);
        all(&cleaned, Some(source));
        let as_is = read("x", text.as_bytes(), &Options { as_is: true, ..plain });
        all(&as_is, Some(source));
        prop_assert!(as_is.reports.iter().all(|report| report.text == source));
        let html = format!("<p>{}</p>", text.replace('\n', "</p><p>"));
        let page = read("x.html", html.as_bytes(), &Options { format: Some(Format::Html), ..Options::default() });
        all(&page, Some(&html));
    }

    #[test]
    fn cleaning_what_is_clean_keeps_every_sentence(text in page()) {
        let plain = Options { format: Some(Format::Plain), ..Options::default() };
        let sentence = "Министр провёл встречу с коллегой и подписал с ним протокол о намерениях.";
        let intake = read("x", text.as_bytes(), &plain);
        for report in &intake.reports {
            let times = report.text.matches(sentence).count();
            prop_assert!(times <= text.matches(sentence).count());
        }
    }

    #[test]
    fn tags_in_any_order(parts in prop::collection::vec(prop_oneof![
        Just("<p>"), Just("</p>"), Just("<div>"), Just("</div>"), Just("<h1>"), Just("<script>"), Just("</script>"), Just("<li>"), Just("<a href='x'>"),
        Just("слова и ещё слова &amp; знаки. "), Just("&nbsp;&#1071;&bogus;&"), Just("<title>"), Just("</title>"), Just("<!--"), Just("-->"), Just("<time datetime='2024-05-05'>"),
        Just("<meta property='og:title' content='слова и ещё'>"), Just("<table><tr><td>"), Just("<svg>"), Just("<b"),
    ], 0..60)) {
        let html = parts.concat();
        all(&read("x.html", html.as_bytes(), &Options { format: Some(Format::Html), ..Options::default() }), Some(&html));
    }
}

/// Reads within a time that only a method of the wrong order exceeds.
fn quickly(name: &str, bytes: &[u8]) -> Intake {
    let start = Instant::now();
    let intake = read(name, bytes, &Options::default());
    assert!(start.elapsed() < Duration::from_secs(60), "{name} took {:?}", start.elapsed());
    all(&intake, None);
    intake
}

#[test]
fn fifty_megabytes_of_one_line_are_cut_with_an_issue() {
    let line = "Министр обороны встретился с коллегой ".repeat((50 << 20) / 70);
    let intake = quickly("long.txt", line.as_bytes());
    let report = &intake.reports[0];
    assert!(report.issues.iter().any(|issue| issue.kind == IssueKind::Cut));
    assert!(report.text.len() <= MAX_TEXT && report.text.len() > MAX_TEXT / 2);
}

#[test]
fn hostile_shapes_take_no_quadratic_time() {
    let cases = [
        ("letters.txt", "a\n".repeat(MAX_TEXT / 2)),
        ("joined.txt", "слово и ещё слово в\n".repeat(60_000)),
        ("comments.txt", format!("{}{}", "Министр встретился с коллегой и подписал протокол.\n", "Комментарии\n".repeat(80_000))),
        ("credits.txt", "Фото: А\nВид города\n".repeat(50_000)),
        ("cut.txt", "Министр встретился с коллегой в городе...\n".repeat(25_000)),
        ("dashes.txt", "- Да. Это он и сказал.\n".repeat(50_000)),
        ("deep.html", format!("<html><body>{}слова{}", "<div>".repeat(200_000), "</div>".repeat(200_000))),
        ("items.html", format!("<html><body><ul>{}</ul>", "<li>Пункт списка без конца".repeat(50_000))),
        ("open.html", format!("<html><body>{}", "<a><b><i>слова ".repeat(80))),
        ("quotes.jsonl", "{\"text\":\"".repeat(20_000)),
    ];
    for (name, text) in cases {
        quickly(name, text.as_bytes());
    }
}

#[test]
fn nothing_to_read_is_an_issue() {
    let kind = |bytes: &[u8]| {
        let intake = read("x", bytes, &Options::default());
        assert!(intake.reports.is_empty());
        intake.issues[0].kind
    };
    assert_eq!(kind(b""), IssueKind::Empty);
    assert_eq!(kind(b"\n \t\r\n"), IssueKind::Empty);
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), IssueKind::Binary);
    assert_eq!(kind(&[0u8; 4096]), IssueKind::Binary);
}

#[test]
fn a_bad_line_leaves_the_others() {
    let lines = "{\"id\":\"a\",\"text\":\"Первый отчёт о встрече министров двух стран.\"}\n\nnot json\n{\"id\":\"b\",\"text\":\"Второй отчёт о встрече министров двух стран.\"}\n{\"id\":\"c\",\"te";
    let intake = read("x.jsonl", lines.as_bytes(), &Options::default());
    assert_eq!(intake.reports.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let messages: Vec<_> = intake.issues.iter().map(|i| i.message.as_str()).collect();
    assert_eq!(messages.len(), 2);
    assert!(messages[0].starts_with("line 3:") && messages[1].starts_with("line 5: the JSON is cut off"), "{messages:?}");
}
