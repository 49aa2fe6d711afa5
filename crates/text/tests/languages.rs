//! What a report in a language that no engine was made for is told to be.

use rapporteur_model::{IssueKind, Lang};
use rapporteur_text::{Options, read};

fn check(text: &str, lang: Lang, told: Option<&str>) {
    let found = read("a.txt", text.as_bytes(), &Options::default());
    let report = &found.reports[0];
    let issue = report.issues.iter().find(|issue| issue.kind == IssueKind::Language);
    assert_eq!((report.lang, issue.map(|issue| issue.message.as_str())), (lang, told), "{text}");
}

#[test]
fn languages_without_an_engine_of_their_own_are_told() {
    let ukrainian = "Голова комітету провів зустріч із міністром оборони. Сторони обговорили співпрацю та підписали протокол.";
    check(ukrainian, Lang::Uk, Some("the text is Ukrainian and is read with the Russian engine"));
    let belarusian = "Старшыня камітэта правёў сустрэчу з міністрам абароны. Бакі абмеркавалі супрацоўніцтва і падпісалі пратакол.";
    check(belarusian, Lang::Be, Some("the text is Belarusian and is read with the Russian engine"));
    check("Председатель комитета провёл встречу с министром обороны. Стороны подписали протокол.", Lang::Ru, None);
    check("The chairman of the committee met the minister of defence. The sides signed a protocol.", Lang::En, None);
}
