//! Questions that an analyst asks, each by one command.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::Path;

use common::{has_models, printed, program};

/// Reports of an invented commission, its posts and its disagreements.
const REPORTS: &str = r#"
{"id": "a", "published": "2020-03-12", "text": "The 4th session of the Intergovernmental Commission on Trade and Economic Cooperation between Ghana and Serbia was held in Accra on 11 March 2020."}
{"id": "b", "published": "2023-03-12", "text": "The 6th session of the Intergovernmental Commission on Trade and Economic Cooperation between Ghana and Serbia was held in Belgrade on 11 March 2023. It was co-chaired by Minister of Energy of Ghana Kofi Mensah and Minister of Trade of Serbia Jovan Petrović."}
{"id": "c", "published": "2023-03-13", "text": "Министр энергетики Казахстана Ерлан Сатбаев встретился 12 марта 2023 года в Астане с министром торговли Сербии Йованом Петровичем."}
{"id": "d", "published": "2023-06-01", "text": "Генеральный директор компании «Полюс-Агро» Анна Рудь посетила Белград 30 мая 2023 года."}
"#;

fn record(folder: &Path) {
    let path = folder.join("reports.jsonl");
    std::fs::write(&path, REPORTS.trim()).unwrap();
    program(folder).arg("add").arg(&path).assert().success();
}

#[test]
fn questions_are_answered_by_one_command() {
    if !has_models("questions_are_answered_by_one_command") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    record(dir.path());
    let mut wrong = Vec::new();
    for (question, answer) in [
        ("series --missing", "5"),
        ("events --between Ghana,Serbia --kind session --lang en", "6th session"),
        ("events --between Гана,Сербия --kind session --lang en", "4th session"),
        ("events --between KZ,RS --lang en", "Meeting of Yerlan Satbayev*"),
        ("people --post министр --country KZ --lang en", "minister of energy"),
        ("people министр энергетики --lang ru", "Kofi Mensah"),
        ("people minister of energy --lang ru", "Ерлан Сатбаев"),
        ("people --organisation Полюс-Агро --lang ru", "Анна Рудь"),
        ("people --post министр --on 2023-03-14 --lang ru", "Ерлан Сатбаев"),
        ("events --kind встреча --lang ru", "Встреча: Ерлан Сатбаев"),
        ("changes --since 2023-06", "2023-06-01"),
        ("search Satbayev --lang ru", "Ерлан"),
        ("reports --entry Satbayev", "reports.jsonl"),
    ] {
        let words =
            question.replace("министр энергетики", "министр\u{1}энергетики").replace("minister of energy", "minister\u{1}of\u{1}energy");
        let words: Vec<String> = words.split(' ').map(|word| word.replace('\u{1}', " ")).collect();
        let output = program(dir.path()).args(&words).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() || !told.contains(answer) {
            wrong.push(format!("{question}: no {answer:?} in\n{told}{}", String::from_utf8_lossy(&output.stderr)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let early = printed(dir.path(), &["people", "--post", "министр", "--on", "2019-01-01"]);
    assert!(early.is_empty(), "nobody is told to hold a post before a report says so: {early}");
    let house = printed(dir.path(), &["show", "Полюс-Агро", "--lang", "ru"]);
    assert!(house.contains("Люди") && house.contains("Анна Рудь"), "{house}");
}

#[test]
fn tables_fit_their_width() {
    if !has_models("tables_fit_their_width") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    record(dir.path());
    for width in [60, 80, 160] {
        for list in ["events", "people", "organisations", "reports", "series"] {
            let output = program(dir.path()).env("COLUMNS", width.to_string()).args([list, "--lang", "ru"]).output().unwrap();
            let told = String::from_utf8(output.stdout).unwrap();
            let wide: Vec<&str> = told.lines().filter(|line| line.chars().count() > width && line.trim().contains(' ')).collect();
            assert!(list == "series" || wide.is_empty(), "{list} at {width}: {wide:#?}");
            assert!(told.split_whitespace().all(|word| !word.ends_with('-') || word == "-"), "{list} at {width} breaks a word:\n{told}");
        }
    }
}
