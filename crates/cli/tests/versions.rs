//! A page that changed: the later version counts, whatever the order of reading, and what only the former claimed is withdrawn.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;

use common::{exported, has_models, printed, program};

const COMMON: &str = "Министр торговли Белоруссии Алексей Гуринович 12 марта 2024 года встретился в Минске с послом Пакистана Тариком Маликом. Стороны обсудили поставки тракторов в Лахор и Карачи.";
const FORMER: &str = "Анна Рудь 11 марта 2024 года посетила Прагу.";
const LATER: &str = "Следующая встреча намечена на сентябрь 2024 года.";
const OTHER: &str =
    "Иван Рокош 14 марта 2024 года провёл в Гомеле третье заседание Совета по лесу. Участники утвердили план на год и новый состав совета.";

fn line(text: &str, published: &str) -> String {
    format!(
        "{{\"text\":{},\"published\":\"{published}\",\"url\":\"https://trade.example/news/1\"}}\n",
        serde_json::to_string(text).unwrap()
    )
}

#[test]
fn a_later_version_takes_the_place_of_the_former() {
    if !has_models("a_later_version_takes_the_place_of_the_former") {
        return;
    }
    let lines =
        [line(&format!("{COMMON} {FORMER}"), "2024-03-13"), line(&format!("{COMMON} {LATER}"), "2024-03-14"), line(OTHER, "2024-03-15")];
    let mut records = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0]] {
        let dir = tempfile::tempdir().unwrap();
        for n in order {
            fs::write(dir.path().join("news.jsonl"), &lines[n]).unwrap();
            program(dir.path()).args(["add", "news.jsonl"]).assert().success();
        }
        let events = printed(dir.path(), &["events", "--json"]);
        assert!(!events.contains("Праг") && events.contains("Малик") && events.contains("Рокош"), "{events}");
        let reports = printed(dir.path(), &["reports", "--json"]);
        assert_eq!(reports.matches("has taken its place").count(), 1, "{reports}");
        records.push(exported(dir.path()));
    }
    assert_eq!(records[0], records[1]);
}
