//! Words of the interface in the reader's language: kinds, statuses, roles, headings. A typed table; words of reports are not here.

use rapporteur_model::JoinReason;
use serde::Serialize;

/// A word of the interface.
struct Word {
    /// As it is in `--json` and in code.
    code: &'static str,
    en: &'static str,
    ru: &'static str,
    /// Other words by which a reader may ask for it.
    also: &'static [&'static str],
}

const fn word(code: &'static str, en: &'static str, ru: &'static str) -> Word {
    Word { code, en, ru, also: &[] }
}

const fn kind(code: &'static str, en: &'static str, ru: &'static str, also: &'static [&'static str]) -> Word {
    Word { code, en, ru, also }
}

const WORDS: &[Word] = &[
    // Kinds of entries.
    kind("person", "person", "человек", &["people", "persons", "люди", "персона", "персоны", "лицо"]),
    kind("organisation", "organisation", "организация", &["organisations", "organization", "organizations", "организации"]),
    kind("body", "body", "орган", &["bodies", "органы", "комиссия", "комиссии"]),
    kind("place", "place", "место", &["places", "места"]),
    kind("product", "product", "продукт", &["products", "продукты", "изделие", "изделия"]),
    word("event", "event", "событие"),
    word("instrument", "instrument", "документ"),
    word("commitment", "commitment", "обещание"),
    word("relation", "relation", "связь"),
    word("report", "report", "сообщение"),
    // Kinds of events.
    kind("session", "session", "заседание", &["sessions", "заседания"]),
    kind("meeting", "meeting", "встреча", &["meetings", "встречи"]),
    kind("visit", "visit", "визит", &["visits", "визиты"]),
    kind("signing", "signing", "подписание", &["signings", "подписания"]),
    kind("statement", "statement", "заявление", &["statements", "заявления"]),
    kind("gathering", "gathering", "мероприятие", &["gatherings", "мероприятия"]),
    kind("appointment", "appointment", "назначение", &["appointments", "назначения"]),
    kind("departure", "departure", "уход", &["departures", "уход с должности"]),
    // Where things stand.
    kind("held", "held", "состоялось", &["проведено", "прошло"]),
    kind("planned", "planned", "намечено", &["запланировано", "планируется"]),
    kind("cancelled", "cancelled", "отменено", &["canceled"]),
    kind("denied", "denied", "опровергнуто", &[]),
    kind("disputed", "disputed", "спорно", &[]),
    kind("signed", "signed", "подписано", &[]),
    kind("adopted", "adopted", "принято", &[]),
    kind("to_be_signed", "to be signed", "будет подписано", &[]),
    kind("kept", "kept", "выполнено", &["исполнено"]),
    kind("due", "due", "срок впереди", &[]),
    kind("past_due", "past due", "срок прошёл", &[]),
    word("announced", "announced", "объявлено"),
    word("moved", "moved", "перенесено"),
    word("corrected", "corrected", "исправлено"),
    word("missing", "missing", "нет сообщений"),
    // Why two names are those of one entry.
    word("by_one_report", "a report calls one thing by both", "сообщение называет так одно и то же"),
    word(
        "by_name_and_post",
        "one full name, and the posts agree in country or house",
        "одно полное имя, и посты одной страны или одного ведомства",
    ),
    word("by_one_name", "one name, however it is written, and nothing against it", "одно имя в разном написании, и ничто не против"),
    word("by_letters", "the letters are the initials of the words", "буквы сокращения – начала слов названия"),
    word("by_shorter", "one says less than the other, and nothing is against it", "одно короче другого, и ничто не против"),
    word("by_office", "a shorter name in one office", "более короткое имя на том же посту"),
    word("by_company", "met in the same company in reports of near days", "в том же кругу людей в сообщениях близких дней"),
    word("by_head", "one person heads both", "во главе одно и то же лицо"),
    word("by_judgement", "an analyst said so", "так решил аналитик"),
    word("new", "new", "новое"),
    word("former", "former", "бывший"),
    word("acting", "acting", "исполняющий обязанности"),
    word("incoming", "incoming", "назначенный"),
    // Kinds of instruments; those of `titles.toml` are for titles.
    word("protocol", "protocol", "протокол"),
    word("memorandum", "memorandum", "меморандум"),
    word("agreement", "agreement", "соглашение"),
    word("contract", "contract", "контракт"),
    word("treaty", "treaty", "договор"),
    word("programme", "programme", "программа"),
    word("plan", "plan", "план"),
    word("road_map", "road map", "дорожная карта"),
    word("declaration", "declaration", "декларация"),
    word("communique", "communiqué", "коммюнике"),
    word("act", "act", "акт"),
    word("other", "other", "другое"),
    word("delivery", "delivery", "поставка"),
    // Kinds of relations and their ends.
    kind("part_of", "part of", "входит в", &[]),
    kind("subordinate_to", "subordinate to", "подчинено", &[]),
    kind("formed_by", "formed by", "создано", &[]),
    kind("produces", "produces", "производит", &[]),
    kind("owns", "owns", "владеет", &[]),
    kind("also_called", "also called", "называется также", &[]),
    kind("deal", "deal", "сделка", &["deals", "сделки"]),
    word("part", "part", "часть"),
    word("whole", "whole", "целое"),
    word("subordinate", "subordinate", "подчинённое"),
    word("superior", "superior", "вышестоящее"),
    word("formed", "formed", "созданное"),
    word("founder", "founder", "создатель"),
    word("maker", "maker", "производитель"),
    word("owner", "owner", "владелец"),
    word("property", "property", "владение"),
    word("name", "name", "название"),
    word("party", "party", "сторона"),
    word("buyer", "buyer", "покупатель"),
    word("seller", "seller", "продавец"),
    word("lender", "lender", "заимодавец"),
    word("borrower", "borrower", "заёмщик"),
    word("investor", "investor", "инвестор"),
    // Roles in events.
    word("participant", "participant", "участник"),
    word("co_chair", "co-chair", "сопредседатель"),
    word("delegation_head", "head of delegation", "глава делегации"),
    word("visitor", "visitor", "гость"),
    word("destination", "destination", "куда"),
    word("host", "host", "принимающая сторона"),
    word("signatory", "signatory", "подписал"),
    word("presence", "present", "присутствовал"),
    word("speaker", "speaker", "сказал"),
    word("audience", "audience", "слушатель"),
    word("organiser", "organiser", "организатор"),
    word("initiator", "initiator", "инициатор"),
    word("appointed_by", "by", "кем"),
    word("actor", "actor", "исполнитель"),
    // Fields of evidence.
    word("participants", "participants", "участники"),
    word("instruments", "instruments", "документы"),
    word("actors", "by", "кто"),
    word("kind", "kind", "вид"),
    word("ordinal", "number", "номер"),
    word("topics", "topics", "темы"),
    word("words", "words", "слова"),
    word("attribution", "according to", "по словам"),
    word("visit_kind", "kind of visit", "вид визита"),
    word("form", "form", "форма"),
    word("channel", "channel", "где сказано"),
    word("subject", "subject", "предмет"),
    word("title", "title", "название"),
    // Judgements.
    word("same", "same", "одно и то же"),
    word("different", "different", "разное"),
    word("split", "split", "разделить"),
    word("confirm", "confirm", "подтвердить"),
    word("reject", "reject", "отклонить"),
    word("correct", "correct", "исправить"),
    word("undo", "undo", "отменить"),
    word("in_force", "in force", "действует"),
    word("undone", "undone", "снято"),
    word("superseded", "superseded", "заменено"),
    word("lost", "lost", "слов больше нет"),
    // Columns, headings and labels.
    word("id", "id", "номер"),
    word("date", "date", "дата"),
    word("status", "status", "статус"),
    word("country", "country", "страна"),
    word("posts", "posts", "должности"),
    word("post", "post", "должность"),
    word("also", "also", "также"),
    word("reports", "reports", "сообщения"),
    word("count", "count", "число"),
    word("of", "of", "чего"),
    word("what", "what", "что"),
    word("by", "by", "кто"),
    word("since", "since", "объявлено"),
    word("outcome", "outcome", "итог"),
    word("signed by", "signed by", "подписали"),
    word("between", "between", "между кем"),
    word("about", "about", "о чём"),
    word("change", "change", "изменение"),
    word("published", "published", "опубликовано"),
    word("publisher", "publisher", "издание"),
    word("lang", "lang", "язык"),
    word("path", "path", "файл"),
    word("issues", "issues", "замечания"),
    word("text", "text", "текст"),
    word("start", "start", "начало"),
    word("end", "end", "конец"),
    word("entity", "entity", "запись"),
    word("field", "field", "поле"),
    word("values", "values", "значения"),
    word("from", "from", "с"),
    word("to", "to", "по"),
    word("number", "number", "номер"),
    word("Events", "Events", "События"),
    word("Names joined", "Names joined", "Объединённые имена"),
    word("Signed or adopted", "Signed or adopted", "Подписано или принято"),
    word("Relations", "Relations", "Связи"),
    word("Sessions", "Sessions", "Заседания"),
    word("Names", "Names", "Имена и названия"),
    word("Reports", "Reports", "Сообщения"),
    word("Judgements", "Judgements", "Решения"),
    word("People", "People", "Люди"),
    word("with", "with", "участники"),
    word("no date", "no date", "без даты"),
    word("told", "in reports of", "в сообщениях за"),
    word("announced for", "for", "на"),
    word("reports disagree on", "reports disagree on the", "сообщения расходятся:"),
    word("past due, no report of it", "past due, no report of it", "срок прошёл, сообщений нет"),
    word("the words behind it", "the words behind it", "слова, на которых это стоит"),
    word("more of them", "and {n} more", "и ещё {n}"),
    word("untitled", "without a headline", "без заголовка"),
    // What is to be looked at.
    word("review disagreement", "reports disagree on the {role}: {values}", "сообщения расходятся в том, {role}: {values}"),
    word("review date", "date", "когда это было"),
    word("review place", "place", "где это было"),
    word("review ordinal", "ordinal", "какое это по счёту"),
    word("review status", "status", "состоялось ли это"),
    word("review report", "1 report", "1 сообщение"),
    word("review reports", "{n} reports", "сообщений: {n}"),
    word(
        "review unsure",
        "{status} by one uncertain reading (confidence {sure})",
        "{status} – по одному неуверенному прочтению (уверенность {sure})",
    ),
    word("review lost", "the words of a judgement are gone: “{quote}”", "слов, на которых стоит решение, больше нет: «{quote}»"),
    word(
        "review namesakes",
        "may be one person: one family name, given names that agree",
        "возможно, один человек: одна фамилия, имена не расходятся",
    ),
    word(
        "review like names",
        "may be one organisation: they share a word that no other has",
        "возможно, одна организация: у них общее слово, какого нет у других",
    ),
    word("review two in one post", "held by two at once: {post}", "пост сразу у двоих: {post}"),
    word("review missing", "no report tells of session {numbers}", "нет сообщений о заседании № {numbers}"),
    word(
        "review weak joining",
        "much hangs on one reason: “{name}” is “{to}”, {because}",
        "многое держится на одном основании: «{name}» – это «{to}»: {because}",
    ),
];

/// The word for a code in this language; a code that has none as it is, with spaces.
#[must_use]
pub fn word_in(code: &str, lang: &str) -> String {
    let found = WORDS.iter().find(|w| w.code == code);
    found.map_or_else(|| code.replace('_', " "), |w| if lang == "ru" { w.ru } else { w.en }.to_owned())
}

/// A line of the interface with its parts filled in, each in braces by its name.
#[must_use]
pub fn filled(code: &str, lang: &str, parts: &[(&str, &str)]) -> String {
    parts.iter().fold(word_in(code, lang), |line, (name, text)| line.replace(&format!("{{{name}}}"), text))
}

/// What speaks for two names being those of one thing.
#[must_use]
pub fn because(reason: JoinReason, lang: &str) -> String {
    word_in(&format!("by_{}", serde_json::to_value(reason).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()), lang)
}

/// The word for a value of a closed list.
#[must_use]
pub fn word_for<T: Serialize>(value: &T, lang: &str) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => word_in(&code, lang),
        _ => String::new(),
    }
}

/// The codes for which a reader may have meant this word, in either language, singular or plural.
pub fn codes_for(text: &str) -> impl Iterator<Item = &'static str> {
    let asked = text.to_lowercase().replace(['_', '-'], " ");
    let is = move |w: &&Word| [w.code, w.en, w.ru].iter().chain(w.also).any(|known| known.to_lowercase().replace(['_', '-'], " ") == asked);
    WORDS.iter().filter(is).map(|w| w.code)
}

#[cfg(test)]
mod tests {
    use super::{WORDS, codes_for, word_in};

    #[test]
    fn codes_have_words_in_both_languages() {
        assert_eq!((word_in("road_map", "ru").as_str(), word_in("road_map", "en").as_str()), ("дорожная карта", "road map"));
        assert_eq!(word_in("some_code", "en"), "some code");
        let mut codes: Vec<&str> = WORDS.iter().map(|w| w.code).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all, "a code stands once");
    }

    #[test]
    fn words_are_understood() {
        assert!(codes_for("Встреча").eq(["meeting"]) && codes_for("meetings").eq(["meeting"]));
        assert!(codes_for("срок прошёл").eq(["past_due"]) && codes_for("party-time").next().is_none());
    }
}
