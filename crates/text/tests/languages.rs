//! What a report in a language that no engine was made for is told to be.

use rapporteur_model::{IssueKind, Lang};
use rapporteur_text::{Options, read};

const SEARCHABLE: &str = "the language is not analysed; the report is read, dated and searchable only";

fn check(text: &str, lang: Lang, told: Option<&str>) {
    let found = read("a.txt", text.as_bytes(), &Options::default());
    let report = &found.reports[0];
    let issue = report.issues.iter().find(|issue| issue.kind == IssueKind::Language);
    assert_eq!((report.lang, issue.map(|issue| issue.message.as_str())), (lang, told), "{text}");
}

#[test]
fn languages_without_an_engine_are_told() {
    let ukrainian = "Голова комітету провів зустріч із міністром оборони. Сторони обговорили співпрацю та підписали протокол.";
    check(ukrainian, Lang::Uk, Some(SEARCHABLE));
    let belarusian = "Старшыня камітэта правёў сустрэчу з міністрам абароны. Бакі абмеркавалі супрацоўніцтва і падпісалі пратакол.";
    check(belarusian, Lang::Be, Some(SEARCHABLE));
    check("Председатель комитета провёл встречу с министром обороны. Стороны подписали протокол.", Lang::Ru, None);
    check("The chairman of the committee met the minister of defence. The sides signed a protocol.", Lang::En, None);
}

#[test]
fn a_page_says_its_language() {
    let page =
        |lang: &str, text: &str| format!("<html lang=\"{lang}\"><body><article><h1>Kos, Malik</h1><p>{text}</p></article></body></html>");
    let lang = |html: String| read("a.html", html.as_bytes(), &Options::default()).reports[0].lang;
    assert_eq!(lang(page("en", "Jan Kos – Tariq Malik – Baku")), Lang::En);
    assert_eq!(lang(page("fr-FR", "Jan Kos – Tariq Malik – Baku")), Lang::Fr);
    assert_eq!(lang(page("en-US", "Министр Ян Кос прибыл в Баку.")), Lang::Ru);
}
