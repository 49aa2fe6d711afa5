//! The real reports that the project began with, where they are at hand (`../shared/seeds` beside the workspace).

#![allow(clippy::unwrap_used, reason = "a helper of tests; what fails here fails the test")]

use std::fs;
use std::path::Path;

use rapporteur_model::{BlockKind, Report};
use rapporteur_text::{Options, read};

fn seed(start: &str) -> Option<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: no {}", folder.display());
        return None;
    };
    let path = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(start)))?;
    let bytes = fs::read(&path).unwrap();
    let report = read(&path.to_string_lossy(), &bytes, &Options::default()).reports.remove(0);
    let source = String::from_utf8(bytes).unwrap();
    for s in &report.alignment.segments {
        let (clean, from, len) = (s.clean as usize, s.source as usize, s.len as usize);
        assert_eq!(report.text[clean..clean + len], source[from..from + len]);
    }
    Some(report)
}

fn published(report: &Report) -> String {
    report.published.as_ref().map(|date| date.value.to_string()).unwrap_or_default()
}

fn publisher(report: &Report) -> &str {
    report.publisher.as_ref().map(|name| name.value.as_str()).unwrap_or_default()
}

#[test]
fn agency_page_with_broken_sentences() {
    let Some(report) = seed("000") else { return };
    assert_eq!((published(&report).as_str(), publisher(&report)), ("2025-12-22", "РИА Новости"));
    assert_eq!(report.dateline.as_ref().unwrap().place.as_ref().unwrap().value, "МИНСК");
    assert!(
        report.text.contains("Александром Потаповым.") && report.text.contains("\"Рособоронэкспорт\" Александром Михеевым\", - говорится")
    );
    assert!(report.text.contains("Белоруссии Дмитрий Пантус находится с рабочим визитом в России для обсуждения"));
    assert_eq!(report.text.matches("обсудили сотрудничество").count(), 1);
}

#[test]
fn page_with_lists_around() {
    let Some(report) = seed("001") else { return };
    assert!(["2025-08-18", "2025-08-19"].contains(&published(&report).as_str()) && publisher(&report) == "ЦАМТО");
    for words in ["Фламинго", "Путин", "Страны", "рассылка", "ВКонтакте", "Войти", "211", "Права на"]
    {
        assert!(!report.text.contains(words), "{words}");
    }
    assert_eq!(report.blocks.iter().filter(|b| b.kind == BlockKind::ListItem).count(), 7);
    assert!(report.text.ends_with("Госкомвоенпрома Республики Беларусь."));
}

#[test]
fn page_without_head() {
    let Some(report) = seed("002") else { return };
    assert!(report.published.is_none() && report.title.is_none());
    assert_eq!(report.chars_clean, report.chars_raw);
}

#[test]
fn ministry_page_in_english() {
    let Some(report) = seed("003") else { return };
    assert_eq!(published(&report), "2021-10-09");
    assert_eq!(report.title.as_ref().unwrap().value, "Belarus, Russia discuss cooperation in foreign military equipment markets");
    assert!(!report.text.contains("Main/News") && report.blocks.len() == 10);
}

#[test]
fn page_with_a_column_after_the_comments() {
    let Some(report) = seed("004") else { return };
    assert_eq!(published(&report), "2025-05-21");
    assert!(!report.text.contains("геостратегический выбор") && !report.text.contains("Telegram-канале") && !report.text.contains("$7"));
    let captions: Vec<_> = report.blocks.iter().filter(|b| b.kind == BlockKind::Caption).map(|b| b.span.slice(&report.text)).collect();
    assert_eq!(captions, ["Фото: Виктор Толочко / РИА Новости"]);
}
