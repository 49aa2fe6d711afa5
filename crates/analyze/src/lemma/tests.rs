//! Names in every case come out in the nominative.

use rapporteur_model::{Deprel, Feats, Lang, MentionKind, Span, Token, Upos};

use super::{Lemmas, lemma, nominative};

/// Words as "form|UPOS|feats|head", head counted from 1 inside the name, 0 outside.
fn check(kind: MentionKind, words: &[&str], expected: &str) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for word in words {
        let mut fields = word.split('/');
        let mut next = || fields.next().unwrap_or_default();
        let (form, upos, feats, head) = (next(), next(), next(), next());
        if !text.is_empty() && !matches!(form, "»") && !text.ends_with('«') {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        tokens.push(Token {
            span: Span::new(start, text.len()),
            lemma: form.into(),
            upos: Upos::parse(upos).unwrap(),
            feats: Feats::read(feats),
            head: head.parse::<u32>().ok().and_then(|h| h.checked_sub(1)).map(|h| h + 7),
            deprel: Deprel::Dep,
        });
    }
    assert_eq!(nominative(Lang::Ru, kind, &tokens, 7, &text), expected);
}

const GEN: &str = "Case=Gen|Gender=Masc|Number=Sing";
const INS: &str = "Case=Ins|Gender=Masc|Number=Sing";

#[test]
fn persons() {
    let name = |words: &[(&str, &str)], expected: &str| {
        let words: Vec<String> = words.iter().map(|(form, feats)| format!("{form}/PROPN/{feats}/0")).collect();
        check(MentionKind::Person, &words.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    };
    name(&[("Дмитрия", GEN), ("Шугаева", GEN)], "Дмитрий Шугаев");
    name(&[("Пантуса", GEN)], "Пантус");
    name(&[("Дмитрием", INS), ("Пантусом", INS)], "Дмитрий Пантус");
    name(&[("Виктора", GEN), ("Хренина", "Case=Nom|Gender=Fem|Number=Sing")], "Виктор Хренин");
    name(&[("Александром", INS), ("Михеевым", INS)], "Александр Михеев");
    name(&[("Чжань", "Case=Nom|Gender=Masc|Number=Sing"), ("Шисянь", "Case=Nom|Gender=Masc|Number=Sing")], "Чжань Шисянь");
    name(&[("Марии", "Case=Gen|Gender=Fem|Number=Sing"), ("Захаровой", "Case=Gen|Gender=Fem|Number=Sing")], "Мария Захарова");
    name(&[("Сергеем", INS), ("Кужугетовичем", INS), ("Шойгу", INS)], "Сергей Кужугетович Шойгу");
    name(&[("Александра", GEN), ("Лукашенко", GEN)], "Александр Лукашенко");
    name(&[("Ангелы", "Case=Gen|Gender=Fem|Number=Sing"), ("Меркель", "Case=Gen|Gender=Fem|Number=Sing")], "Ангела Меркель");
    name(&[("Асии", "Case=Gen|Gender=Fem|Number=Sing"), ("Биби", "Case=Gen|Gender=Fem|Number=Sing")], "Асия Биби");
    name(&[("Асию", "Case=Acc|Gender=Fem|Number=Sing")], "Асия");
    name(&[("Асия", "Case=Nom|Gender=Fem|Number=Sing"), ("Биби", "Case=Nom|Gender=Fem|Number=Sing")], "Асия Биби");
    name(&[("Сакибу", "Case=Dat|Gender=Masc|Number=Sing"), ("Нисару", "Case=Dat|Gender=Masc|Number=Sing")], "Сакиб Нисар");
    name(&[("А.", GEN), ("Белоусову", "Case=Dat|Gender=Masc|Number=Sing")], "А. Белоусов");
}

#[test]
fn organisations_and_places() {
    let (org, place) = (MentionKind::Organisation, MentionKind::Place);
    let committee = [
        "Государственным/ADJ/Case=Ins|Gender=Masc|Number=Sing/3",
        "военно-промышленным/ADJ/Case=Ins|Gender=Masc|Number=Sing/3",
        "комитетом/NOUN/Case=Ins|Gender=Masc|Number=Sing/0",
        "Белоруссии/PROPN/Case=Gen|Gender=Fem|Number=Sing/3",
    ];
    check(org, &committee, "Государственный военно-промышленный комитет Белоруссии");
    let genitive = [
        "Государственного/ADJ/Case=Gen|Gender=Masc|Number=Sing/3",
        "военно-промышленного/ADJ/Degree=Pos/3",
        "комитета/NOUN/Case=Gen|Gender=Masc|Number=Sing/0",
    ];
    check(org, &genitive, "Государственный военно-промышленный комитет");
    check(
        org,
        &["завода/NOUN/Case=Gen|Gender=Masc|Number=Sing/0", "«/PUNCT//1", "Купол/PROPN/Case=Nom|Number=Sing/1", "»/PUNCT//3"],
        "завод «Купол»",
    );
    check(org, &["МИД/PROPN/Case=Gen|Gender=Masc|Number=Sing/0", "РФ/PROPN/Case=Gen|Gender=Fem|Number=Sing/1"], "МИД РФ");
    check(
        place,
        &["Нижнем/ADJ/Case=Loc|Gender=Masc|Number=Sing/2", "Новгороде/PROPN/Case=Loc|Gender=Masc|Number=Sing/0"],
        "Нижний Новгород",
    );
    check(
        place,
        &[
            "Соединенных/ADJ/Case=Gen|Number=Plur/2",
            "Штатов/PROPN/Case=Gen|Gender=Masc|Number=Plur/0",
            "Америки/PROPN/Case=Gen|Gender=Fem|Number=Sing/2",
        ],
        "Соединенные Штаты Америки",
    );
    check(
        place,
        &["Республики/NOUN/Case=Gen|Gender=Fem|Number=Sing/0", "Беларусь/PROPN/Case=Nom|Gender=Fem|Number=Sing/1"],
        "Республика Беларусь",
    );
}

#[test]
fn lemmas_follow_the_tag() {
    let lemmas = Lemmas::default();
    let check = |form: &str, upos: Upos, feats: &str, expected: &str| {
        let feats = Feats::read(feats);
        assert_eq!(&*lemma(form, upos, &feats), expected);
        // Found, then known; a tag of its own for each.
        let tag = upos as u16;
        let token = || (form, tag, upos, feats);
        assert_eq!(lemmas.of([token(), token()].into_iter()).concat(), expected.repeat(2));
        assert_eq!(&*lemmas.of(std::iter::once(token()))[0], expected);
    };
    check("стали", Upos::Verb, "Aspect=Perf|Number=Plur|Tense=Past|VerbForm=Fin", "стать");
    check("стали", Upos::Noun, "Case=Gen|Gender=Fem|Number=Sing", "сталь");
    check("Белоруссии", Upos::Propn, "Case=Gen|Gender=Fem|Number=Sing", "белоруссия");
    check("подписанный", Upos::Verb, "Aspect=Perf|Case=Nom|Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part|Voice=Pass", "подписать");
    check("MILEX", Upos::Propn, "", "MILEX");
    check("of", Upos::Adp, "", "of");
}
