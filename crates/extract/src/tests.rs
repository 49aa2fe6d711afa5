//! The mechanism on small trees written by hand: what each kind needs, and what must give nothing. Sentences with real trees are in `specs/`.

use rapporteur_model::{Lang, MentionKind};

use crate::testing::claims;
use MentionKind::{Body, Date, Instrument, Organisation, Person, Place, Post};

#[test]
fn coordinated_subjects_sign() {
    let rows = "Пантус пантус PROPN Case=Nom 4 nsubj
        и и CCONJ _ 3 cc
        Чжань чжань PROPN Case=Nom 1 conj
        подписали подписать VERB VerbForm=Fin|Tense=Past|Aspect=Perf 0 root
        протокол протокол NOUN Case=Acc 4 obj
        . . PUNCT _ 4 punct";
    let found = claims(Lang::Ru, rows, &[(Person, "Пантус"), (Person, "Чжань"), (Instrument, "протокол")]);
    assert_eq!(found, ["Signing Happened: Signatory=Пантус Signatory=Чжань Instrument=протокол"]);
}

#[test]
fn a_title_before_a_name_is_a_post_and_stands_for_its_holder() {
    let rows = "Директор директор NOUN Case=Nom|Number=Sing 4 nsubj
        завода завод NOUN Case=Gen 1 nmod
        Иванов иванов PROPN Case=Nom 1 appos
        встретился встретиться VERB VerbForm=Fin|Tense=Past|Aspect=Perf 0 root
        с с ADP _ 6 case
        Петровым петров PROPN Case=Ins 4 obl
        7 7 ADJ Case=Gen 4 obl
        октября октябрь NOUN Case=Gen 7 flat
        . . PUNCT _ 4 punct";
    let mentions =
        [(Post, "Директор"), (Organisation, "завода"), (Person, "Иванов"), (Person, "Петровым"), (Date, "7 октября = XXXX-10-07")];
    let found = claims(Lang::Ru, rows, &mentions);
    assert_eq!(
        found,
        [
            "Post Happened: Title=Директор Organisation=завода Person=Иванов",
            "Meeting Happened: Participant=Иванов Participant=Петровым Date=XXXX-10-07"
        ]
    );
}

#[test]
fn cases_that_disagree_make_no_post() {
    let rows = "Директора директор NOUN Case=Acc|Number=Sing 2 obj
        пригласил пригласить VERB VerbForm=Fin|Tense=Past 0 root
        Иванов иванов PROPN Case=Nom 2 nsubj
        . . PUNCT _ 2 punct";
    assert!(claims(Lang::Ru, rows, &[(Post, "Директора"), (Person, "Иванов")]).is_empty());
}

#[test]
fn an_announced_session_has_its_number_and_is_planned() {
    let rows = "The the DET _ 5 det
        next next ADJ _ 5 amod
        , , PUNCT _ 5 punct
        22nd 22nd ADJ _ 5 amod
        meeting meeting NOUN Number=Sing 10 nsubj:pass
        of of ADP _ 7 case
        Commission commission PROPN _ 5 nmod
        will will AUX _ 10 aux
        be be AUX _ 10 aux:pass
        held hold VERB VerbForm=Part|Tense=Past|Voice=Pass 0 root
        in in ADP _ 12 case
        Minsk minsk PROPN _ 10 obl";
    let found = claims(Lang::En, rows, &[(Body, "Commission"), (Place, "Minsk")]);
    assert_eq!(
        found,
        ["Session Planned: Act=The next , 22nd meeting of Commission will be held in Minsk Ordinal=22 Body=Commission Place=Minsk"]
    );
}

#[test]
fn one_side_that_discusses_meets_nobody() {
    let rows = "Правительство правительство NOUN Case=Nom 2 nsubj
        обсудило обсудить VERB VerbForm=Fin|Tense=Past|Aspect=Perf 0 root
        бюджет бюджет NOUN Case=Acc 2 obj";
    assert!(claims(Lang::Ru, rows, &[(Organisation, "Правительство")]).is_empty());
}

#[test]
fn negation_denies() {
    let rows = "Они они PRON Case=Nom 3 nsubj
        не не PART Polarity=Neg 3 advmod
        подписали подписать VERB VerbForm=Fin|Tense=Past|Aspect=Perf 0 root
        протокол протокол NOUN Case=Acc 3 obj";
    assert_eq!(claims(Lang::Ru, rows, &[(Instrument, "протокол")]), ["Signing Denied: Instrument=протокол"]);
}
