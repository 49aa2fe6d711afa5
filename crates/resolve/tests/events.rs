//! One event per event: inside a report and over reports, with series, instruments and commitments.

mod builder;

use builder::{Builder, check_evidence, entities, events, number, on, planned};
use rapporteur_model::{
    ClaimKind, CommitmentOutcome, EntityKind, EventKind, InstrumentKind, Modality, Reading, Record, Role, Status, Value,
};
use rapporteur_resolve::resolve;

const COMMISSION: &str = "Российско-Белорусская межправительственная комиссия по военно-техническому сотрудничеству";
const COMMISSION_EN: &str = "Belarusian-Russian Intergovernmental Commission on Military-Technical Cooperation";

fn record(readings: &[Reading]) -> Record {
    let record = resolve(readings, &[]);
    check_evidence(&record, readings);
    record
}

fn date(event: &rapporteur_model::Event) -> String {
    event.date.map(|d| d.to_string()).unwrap_or_default()
}

/// The 24th session as one Russian report tells it: body and chairs in one sentence, date and place in another.
fn izhevsk(id: &str) -> Reading {
    let text = format!(
        "{COMMISSION}. В октябре 2024 года в Ижевске прошло 24-е заседание межправительственной комиссии под председательством Дмитрия Шугаева и Дмитрия Пантуса. Заседание. Шугаев и Пантус подписали итоговый протокол. протокол подписан"
    );
    let mut b = Builder::new(id, "ru", "2024-10-10", &text);
    b.body(COMMISSION, COMMISSION);
    let body = b.body("межправительственной комиссии", "межправительственная комиссия");
    let place = b.place("Ижевске", "Ижевск", "RU");
    let shugaev = b.person("Дмитрия Шугаева", "Дмитрий Шугаев");
    let pantus = b.person("Дмитрия Пантуса", "Дмитрий Пантус");
    let claim = b.claim(
        ClaimKind::Session,
        "заседание",
        &[(Role::Body, body), (Role::Place, place), (Role::CoChair, shugaev), (Role::CoChair, pantus)],
    );
    number(claim, Role::Ordinal, 24);
    on(claim, "2024-10");
    b.claim(ClaimKind::Session, "Заседание", &[(Role::Body, body)]);
    let (a, c) = (b.person("Шугаев и", "Шугаев"), b.person("Пантус подписали", "Пантус"));
    let protocol = b.instrument("итоговый протокол", "итоговый протокол", InstrumentKind::Protocol);
    b.claim(ClaimKind::Signing, "подписали", &[(Role::Signatory, a), (Role::Signatory, c), (Role::Instrument, protocol)]);
    let again = b.instrument("протокол подписан", "протокол", InstrumentKind::Protocol);
    b.claim(ClaimKind::Signing, "подписан", &[(Role::Instrument, again)]);
    b.done()
}

/// The 21st session as one English report tells it, with the 20th before and the 22nd to come.
fn grodno(id: &str) -> Reading {
    let text = format!(
        "From 5 to 8 October 2021, Minsk and Grodno hosted the 21st meeting of the {COMMISSION_EN}. Dmitry Pantus and Dmitry Shugaev met on 7 October. Agreements of the 20th meeting of the commission. The next, 22nd meeting of the Intergovernmental Commission on Military-Technical Cooperation will be held in the Russian Federation."
    );
    let mut b = Builder::new(id, "en", "2021-10-09", &text);
    let (minsk, grodno) = (b.place("Minsk", "Minsk", "BY"), b.place("Grodno", "Grodno", "BY"));
    let body = b.body(COMMISSION_EN, COMMISSION_EN);
    let claim = b.claim(ClaimKind::Session, "meeting of", &[(Role::Body, body), (Role::Place, minsk), (Role::Place, grodno)]);
    number(claim, Role::Ordinal, 21);
    on(claim, "2021-10-05/2021-10-08");
    let (pantus, shugaev) = (b.person("Dmitry Pantus", "Dmitry Pantus"), b.person("Dmitry Shugaev", "Dmitry Shugaev"));
    on(b.claim(ClaimKind::Meeting, "met on", &[(Role::Participant, pantus), (Role::Participant, shugaev)]), "2021-10-07");
    number(b.claim(ClaimKind::Session, "20th", &[(Role::Body, body)]), Role::PreviousSession, 20);
    let short = b.body(
        "Intergovernmental Commission on Military-Technical Cooperation will",
        "Intergovernmental Commission on Military-Technical Cooperation",
    );
    let russia = b.place("Russian Federation", "Russian Federation", "RU");
    let next = b.claim(ClaimKind::Session, "22nd", &[(Role::Body, short), (Role::Place, russia)]);
    number(next, Role::Ordinal, 22);
    planned(next);
    b.done()
}

#[test]
fn a_session_told_in_parts_is_one() {
    let record = record(&[izhevsk("a")]);
    let sessions = events(&record, EventKind::Session);
    assert_eq!(sessions.len(), 1);
    let session = sessions[0];
    assert_eq!((session.ordinal, date(session).as_str(), session.status), (Some(24), "2024-10", Status::Held));
    assert_eq!(
        session.place.as_ref().map(|p| (p.name.as_str(), p.country.map(|c| c.to_string()))),
        Some(("Ижевск", Some("RU".to_owned())))
    );
    assert_eq!(session.body.as_ref().map(|b| b.name.as_str()), Some(COMMISSION));
    assert_eq!(session.title, format!("24-е заседание: {COMMISSION}"));
    assert_eq!(
        session.participants.iter().map(|p| (p.entity.name.as_str(), p.role.as_str())).collect::<Vec<_>>(),
        [("Дмитрий Шугаев", "co_chair"), ("Дмитрий Пантус", "co_chair")]
    );
}

#[test]
fn the_final_protocol_is_one_and_the_sessions_too() {
    let record = record(&[izhevsk("a")]);
    assert_eq!(record.instruments.len(), 1);
    let protocol = &record.instruments[0];
    assert_eq!(protocol.title, "итоговый протокол");
    assert_eq!(protocol.signatories.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Дмитрий Шугаев", "Дмитрий Пантус"]);
    assert_eq!(events(&record, EventKind::Signing).len(), 1);
    assert_eq!(events(&record, EventKind::Session)[0].instruments, std::slice::from_ref(&protocol.id));
}

#[test]
fn series_over_languages_with_a_gap() {
    let record = record(&[izhevsk("a"), grodno("b")]);
    assert_eq!(entities(&record, EntityKind::Body).len(), 1);
    assert_eq!(record.series.len(), 1);
    let series = &record.series[0];
    let rows: Vec<_> = series.sessions.iter().map(|s| (s.ordinal.unwrap_or_default(), s.status.as_str())).collect();
    assert_eq!(rows, [(20, "held"), (21, "held"), (22, "planned"), (23, "missing"), (24, "held")]);
    assert_eq!(series.gaps.iter().map(|g| (g.first, g.last)).collect::<Vec<_>>(), [(23, 23)]);
    let held = events(&record, EventKind::Session).into_iter().find(|e| e.ordinal == Some(21)).expect("the 21st");
    assert_eq!((date(held).as_str(), held.place.as_ref().map(|p| p.name.as_str())), ("2021-10-05/2021-10-08", Some("Minsk, Grodno")));
    let next = events(&record, EventKind::Session).into_iter().find(|e| e.ordinal == Some(22)).expect("the 22nd");
    assert_eq!((next.status, next.place.as_ref().map(|p| p.name.as_str())), (Status::Planned, Some("Russian Federation")));
    let commitment = record.commitments.iter().find(|c| c.event.as_ref() == Some(&next.id)).expect("the announcement");
    assert_eq!((commitment.kind.as_str(), commitment.outcome), ("session", CommitmentOutcome::Due));
}

#[test]
fn an_announced_session_that_took_place_is_kept() {
    let mut b = Builder::new("c", "ru", "2022-11-02", &format!("2 ноября прошло 22-е заседание: {COMMISSION}"));
    let body = b.body(COMMISSION, COMMISSION);
    let claim = b.claim(ClaimKind::Session, "заседание", &[(Role::Body, body)]);
    number(claim, Role::Ordinal, 22);
    on(claim, "2022-11-02");
    let record = record(&[b.done(), grodno("b")]);
    let held = events(&record, EventKind::Session).into_iter().find(|e| e.ordinal == Some(22)).expect("the 22nd");
    assert_eq!((held.status, date(held).as_str(), held.reports.len()), (Status::Held, "2022-11-02", 2));
    assert_eq!(record.commitments.iter().map(|c| c.outcome).collect::<Vec<_>>(), [CommitmentOutcome::Kept]);
}

#[test]
fn what_became_of_a_promise_does_not_depend_on_the_newest_report() {
    let promise = |last: &str| {
        let mut b = Builder::new("a", "en", "2023-01-10", "The minister promised to open the bridge by March 2023");
        let person = b.person("minister", "Jane Roe");
        let claim = b.claim(ClaimKind::Commitment, "promised", &[(Role::Actor, person)]);
        let trigger = claim.trigger;
        claim.push(Role::Act, Value::Text("open the bridge".into()), trigger);
        claim.push(Role::Due, Value::Date("2023-03".parse().expect("a date")), trigger);
        let later = Builder::new("b", "en", last, "Nothing of it").done();
        resolve(&[b.done(), later], &[]).commitments[0].outcome
    };
    assert_eq!(promise("2023-03-31"), CommitmentOutcome::Due);
    assert_eq!(promise("2023-04-01"), CommitmentOutcome::Due);
}

/// Two meetings of one person on one day, the headline naming organisations, a later sentence "в ходе переговоров".
fn two_meetings(id: &str, day: &str) -> Reading {
    let text = "Госкомвоенпром и Рособоронэкспорт обсудили. председатель Госкомвоенпрома Дмитрий Пантус обсудил с генеральным директором Рособоронэкспорта Александром Михеевым. встреча с Александром Потаповым. переговоров Пантус и Михеев";
    let mut b = Builder::new(id, "ru", day, text);
    let (o1, o2) = (b.organisation("Госкомвоенпром", "Госкомвоенпром", "BY"), b.organisation("Рособоронэкспорт", "Рособоронэкспорт", ""));
    b.claim(ClaimKind::Meeting, "обсудили", &[(Role::Participant, o1), (Role::Participant, o2)]);
    let (t1, g) = (b.post("председатель", "председатель"), b.organisation("Госкомвоенпрома", "Госкомвоенпром", "BY"));
    let pantus = b.person("Дмитрий Пантус", "Дмитрий Пантус");
    let (t2, r) = (b.post("генеральным директором", "генеральный директор"), b.organisation("Рособоронэкспорта", "Рособоронэкспорт", ""));
    let mikheev = b.person("Александром Михеевым", "Александр Михеев");
    b.holds(pantus, t1, Some(g));
    b.holds(mikheev, t2, Some(r));
    on(b.claim(ClaimKind::Meeting, "обсудил с", &[(Role::Participant, pantus), (Role::Participant, mikheev)]), "2025-12-22");
    let potapov = b.person("Александром Потаповым", "Александр Потапов");
    on(b.claim(ClaimKind::Meeting, "встреча", &[(Role::Participant, pantus), (Role::Participant, potapov)]), "2025-12-22");
    let (p, m) = (b.person("Пантус и", "Пантус"), b.person("Михеев", "Михеев"));
    b.claim(ClaimKind::Meeting, "переговоров", &[(Role::Participant, p), (Role::Participant, m)]);
    b.done()
}

#[test]
fn meetings_of_different_people_stay_two() {
    let record = record(&[two_meetings("a", "2025-12-22")]);
    let meetings = events(&record, EventKind::Meeting);
    assert_eq!(meetings.len(), 2, "{meetings:#?}");
    let with = meetings.iter().find(|m| m.title.contains("Михеев")).expect("the meeting with Михеев");
    assert_eq!(with.title, "Встреча: Дмитрий Пантус и Александр Михеев");
    let pantus = &with.participants[0];
    assert_eq!(
        (pantus.post.as_deref(), pantus.organisation.as_ref().map(|o| o.name.as_str()), pantus.country.map(|c| c.to_string()).as_deref()),
        (Some("председатель"), Some("Госкомвоенпром"), Some("BY"))
    );
    assert_eq!(with.participants.len(), 2);
}

#[test]
fn a_headline_of_countries_is_the_meeting_of_their_ministers() {
    let mut b =
        Builder::new("a", "en", "2021-10-09", "Belarus, Russia discuss. Minister of Belarus Jane Roe met Director of Russia John Doe");
    let (x, y) = (b.place("Belarus", "Belarus", "BY"), b.place("Russia", "Russia", "RU"));
    b.claim(ClaimKind::Meeting, "discuss", &[(Role::Participant, x), (Role::Participant, y)]);
    let (t1, c1, p1) = (b.post("Minister", "minister"), b.place("Belarus Jane", "Belarus", "BY"), b.person("Jane Roe", "Jane Roe"));
    let (t2, c2, p2) = (b.post("Director", "director"), b.place("Russia John", "Russia", "RU"), b.person("John Doe", "John Doe"));
    for (t, c, p) in [(t1, c1, p1), (t2, c2, p2)] {
        b.claim(ClaimKind::Post, "m", &[(Role::Person, p), (Role::Title, t), (Role::Place, c)]);
    }
    on(b.claim(ClaimKind::Meeting, "met", &[(Role::Participant, p1), (Role::Participant, p2)]), "2021-10-07");
    let record = record(&[b.done()]);
    let meetings = events(&record, EventKind::Meeting);
    assert_eq!(meetings.iter().map(|m| m.title.as_str()).collect::<Vec<_>>(), ["Meeting of Jane Roe and John Doe"]);
}

#[test]
fn documents_that_were_signed_are_those_named_before() {
    let mut b = Builder::new("a", "ru", "2025-08-18", "подписали меморандум. Подписанные документы предусматривают");
    let memo = b.instrument("меморандум", "меморандум", InstrumentKind::Memorandum);
    let person = b.person("подписали", "Дмитрий Пантус");
    b.claim(ClaimKind::Signing, "подписали", &[(Role::Instrument, memo), (Role::Signatory, person)]);
    let papers = b.instrument("Подписанные документы", "подписанные документы", InstrumentKind::Other);
    b.claim(ClaimKind::Signing, "Подписанные", &[(Role::Instrument, papers)]);
    let record = record(&[b.done()]);
    assert_eq!((events(&record, EventKind::Signing).len(), record.instruments.len()), (1, 1));
}

#[test]
fn one_meeting_told_twice_is_one() {
    let mut b = Builder::new("b", "en", "2025-12-23", "Dmitry Pantus met Alexander Mikheev on 22 December");
    let (p, m) = (b.person("Dmitry Pantus", "Dmitry Pantus"), b.person("Alexander Mikheev", "Alexander Mikheev"));
    on(b.claim(ClaimKind::Meeting, "met", &[(Role::Participant, p), (Role::Participant, m)]), "2025-12-22");
    let mut c = Builder::new("c", "en", "2025-12-30", "Dmitry Pantus met Alexander Mikheev on 29 December");
    let (p, m) = (c.person("Dmitry Pantus", "Dmitry Pantus"), c.person("Alexander Mikheev", "Alexander Mikheev"));
    on(c.claim(ClaimKind::Meeting, "met", &[(Role::Participant, p), (Role::Participant, m)]), "2025-12-29");
    let record = record(&[two_meetings("a", "2025-12-22"), b.done(), c.done()]);
    let told: Vec<usize> = events(&record, EventKind::Meeting).iter().map(|m| m.reports.len()).collect();
    assert_eq!(told.iter().sum::<usize>(), 4);
    assert_eq!(told.len(), 3);
}

#[test]
fn contradictory_dates_of_a_numbered_session_are_kept() {
    let one = |id: &str, day: &str| {
        let mut b = Builder::new(id, "ru", "2024-10-20", &format!("24-е заседание: {COMMISSION}"));
        let body = b.body(COMMISSION, COMMISSION);
        let claim = b.claim(ClaimKind::Session, "заседание", &[(Role::Body, body)]);
        number(claim, Role::Ordinal, 24);
        on(claim, day);
        b.done()
    };
    let record = record(&[one("a", "2024-10-08"), one("b", "2024-10-09"), one("c", "2024-10-08"), one("d", "2024-10")]);
    let session = events(&record, EventKind::Session)[0];
    assert_eq!((date(session).as_str(), session.disagreements.len(), session.reports.len()), ("2024-10-08", 1, 4));
}

#[test]
fn visits_to_different_places_are_different() {
    let mut b = Builder::new(
        "a",
        "ru",
        "2024-10-10",
        "Пантус посетил «Купол». кроме «Купола» посетил «Калашников». визит в Россию. визита в Российскую Федерацию",
    );
    let p = b.person("Пантус", "Дмитрий Пантус");
    let (kupol, again) = (b.organisation("«Купол»", "«Купол»", ""), b.organisation("«Купола»", "«Купол»", ""));
    let kalashnikov = b.organisation("«Калашников»", "«Калашников»", "");
    let (russia, federation) = (b.place("Россию", "Россия", "RU"), b.place("Российскую Федерацию", "Российская Федерация", "RU"));
    for (trigger, to) in
        [("посетил", kupol), ("кроме", again), ("посетил «Кал", kalashnikov), ("визит в", russia), ("визита в", federation)]
    {
        b.claim(ClaimKind::Visit, trigger, &[(Role::Visitor, p), (Role::Destination, to)]);
    }
    let record = record(&[b.done()]);
    let mut places: Vec<_> = events(&record, EventKind::Visit).iter().filter_map(|v| v.place.as_ref()).map(|p| p.name.clone()).collect();
    places.sort();
    assert_eq!(places, ["«Калашников»", "«Купол»", "Россия"]);
}

#[test]
fn two_instruments_are_two_signings() {
    let mut b = Builder::new(
        "a",
        "ru",
        "2025-08-18",
        "подписание меморандума о взаимопонимании между управлением и департаментом. Пантус и Чжань подписали итоговый протокол",
    );
    let memo = b.instrument("меморандума о взаимопонимании", "меморандум о взаимопонимании", InstrumentKind::Memorandum);
    let (x, y) = (
        b.organisation("управлением", "Управление развития вооружений", "CN"),
        b.organisation("департаментом", "Департамент военного сотрудничества", "BY"),
    );
    b.claim(ClaimKind::Signing, "подписание", &[(Role::Instrument, memo), (Role::Party, x), (Role::Party, y)]);
    let (p, c) = (b.person("Пантус", "Дмитрий Пантус"), b.person("Чжань", "Чжань Шисянь"));
    let protocol = b.instrument("итоговый протокол", "итоговый протокол", InstrumentKind::Protocol);
    b.claim(ClaimKind::Signing, "подписали", &[(Role::Instrument, protocol), (Role::Signatory, p), (Role::Signatory, c)]);
    let record = record(&[b.done()]);
    assert_eq!(events(&record, EventKind::Signing).len(), 2);
    let memo = record.instruments.iter().find(|i| i.kind == InstrumentKind::Memorandum).expect("the memorandum");
    assert_eq!((memo.parties.len(), memo.signatories.len()), (2, 0));
}

#[test]
fn an_exhibition_is_one_by_name_and_year() {
    let one = |id: &str, lang: &str, day: &str, name: &str| {
        let mut b = Builder::new(id, lang, day, &format!("На {name} говорили"));
        let g = b.gathering(name, name);
        b.claim(ClaimKind::Gathering, name, &[(Role::Name, g)]);
        b.done()
    };
    let readings = [
        one("a", "ru", "2025-05-21", "выставка вооружений и военной техники MILEX-2025"),
        one("b", "en", "2025-05-22", "MILEX 2025 exhibition"),
        one("c", "ru", "2025-05-22", "выставка MILEX"),
        one("d", "ru", "2023-05-17", "выставка MILEX-2023"),
    ];
    let record = record(&readings);
    let mut told: Vec<usize> = events(&record, EventKind::Gathering).iter().map(|g| g.reports.len()).collect();
    told.sort_unstable();
    assert_eq!(told, [1, 3]);
}

#[test]
fn statements_by_speaker_and_report() {
    let one = |id: &str, head: &str| {
        let mut b = Builder::new(id, "ru", "2025-05-21", &format!("{head}заявили в ФСВТС. отметили в ФСВТС"));
        let (first, again) = (b.organisation("ФСВТС", "ФСВТС", "RU"), b.organisation("ФСВТС", "ФСВТС", "RU"));
        for (trigger, m) in [("заявили", first), ("отметили", again)] {
            let claim = b.claim(ClaimKind::Statement, trigger, &[(Role::Speaker, m)]);
            let trigger = claim.trigger;
            claim.push(Role::Words, Value::Text("слова".into()), trigger);
        }
        b.done()
    };
    let reprinted = record(&[one("a", ""), one("b", "")]);
    assert_eq!(events(&reprinted, EventKind::Statement).iter().map(|s| (s.reports.len(), s.witnesses)).collect::<Vec<_>>(), [(2, 1)]);
    let record = record(&[one("a", "Утром "), one("b", "Вечером ")]);
    let statements = events(&record, EventKind::Statement);
    assert_eq!(statements.iter().map(|s| s.reports.len()).collect::<Vec<_>>(), [1, 1]);
    assert_ne!(statements[0].id, statements[1].id);
}

#[test]
fn a_press_service_and_its_organisation_make_one_statement() {
    let mut b =
        Builder::new("a", "ru", "2025-05-21", "заявили в пресс-службе ФСВТС, пресс-службе Федеральной службы (ФСВТС). отметили в ФСВТС");
    let first = b.organisation("пресс-службе ФСВТС", "пресс-служба ФСВТС", "");
    let long =
        b.organisation("пресс-службе Федеральной", "пресс-служба Федеральной службы по военно-техническому сотрудничеству (ФСВТС)", "");
    let again = b.organisation("ФСВТС", "ФСВТС", "");
    for (trigger, m) in [("заявили", first), ("заявили в", long), ("отметили", again)] {
        let claim = b.claim(ClaimKind::Statement, trigger, &[(Role::Speaker, m)]);
        claim.push(Role::Words, Value::Text("всё готово".to_owned()), claim.trigger);
    }
    let record = record(&[b.done()]);
    assert_eq!(entities(&record, EntityKind::Organisation).len(), 2);
    let statements = events(&record, EventKind::Statement);
    assert_eq!((statements.len(), statements[0].participants.len()), (1, 1));
    assert!(statements[0].participants[0].entity.name.starts_with("пресс-служба"));
}

#[test]
fn what_is_called_off_is_cancelled() {
    let one = |id: &str, modality: Modality| {
        let mut b = Builder::new(id, "en", "2024-01-10", "Jane Roe will visit Kenya in March 2024");
        let (p, k) = (b.person("Jane Roe", "Jane Roe"), b.place("Kenya", "Kenya", "KE"));
        let claim = b.claim(ClaimKind::Visit, "visit", &[(Role::Visitor, p), (Role::Destination, k)]);
        on(claim, "2024-03");
        claim.modality = modality;
        b.done()
    };
    let record = record(&[one("a", Modality::Planned), one("b", Modality::Denied)]);
    let visits = events(&record, EventKind::Visit);
    assert_eq!((visits.len(), visits[0].status), (1, Status::Cancelled));
}

#[test]
fn places_take_position_and_country_from_the_gazetteer() {
    let text = "15 мая 2024 года Сергей Лавров встретился с Ван И в Казани. Ван И в Казани.";
    let mut b = Builder::new("a", "ru", "2024-05-16", text);
    let (lavrov, wang) = (b.person("Сергей Лавров", "Сергей Лавров"), b.person("Ван И", "Ван И"));
    let place = b.city("Казани", "Казань", "RU", (55.788_74, 49.122_14));
    let claim = b.claim(ClaimKind::Meeting, "встретился", &[(Role::Participant, lavrov), (Role::Participant, wang), (Role::Place, place)]);
    on(claim, "2024-05-15");
    let record = record(&[b.done()]);
    let kazan = entities(&record, EntityKind::Place)[0];
    assert_eq!((kazan.position, kazan.country.map(|c| c.to_string())), (Some((55.788_74, 49.122_14)), Some("RU".to_owned())));
    let place = events(&record, EventKind::Meeting)[0].place.clone().expect("the place is told");
    assert_eq!((place.lat, place.lon, place.country), (Some(55.788_74), Some(49.122_14), kazan.country));
}

#[test]
fn a_visit_to_a_country_by_two_of_its_names_is_one() {
    let text = "Александр Лукашенко посетит Россию. Президент Александр Лукашенко прибыл в Российскую Федерацию с визитом. Визит Лукашенко в Россию.";
    let mut b = Builder::new("a", "ru", "2024-05-16", text);
    let person = b.person("Александр Лукашенко", "Александр Лукашенко");
    let russia = b.place("Россию", "Россия", "RU");
    b.claim(ClaimKind::Visit, "посетит", &[(Role::Visitor, person), (Role::Destination, russia)]);
    let again = b.person("Александр Лукашенко прибыл", "Александр Лукашенко");
    let federation = b.place("Российскую Федерацию", "Российская Федерация", "RU");
    b.claim(ClaimKind::Visit, "прибыл", &[(Role::Visitor, again), (Role::Destination, federation)]);
    let short = b.person("Лукашенко в", "Лукашенко");
    let third = b.place("Россию.", "Россия", "RU");
    b.claim(ClaimKind::Visit, "Визит", &[(Role::Visitor, short), (Role::Destination, third)]);
    let record = record(&[b.done()]);
    assert_eq!(entities(&record, EntityKind::Place).len(), 1);
    assert_eq!(events(&record, EventKind::Visit).len(), 1);
}

#[test]
fn one_who_met_another_on_one_day_in_one_city_can_be_told_by_a_name_that_says_less() {
    let told = |id: &str, name: &str, text: &str| {
        let mut b = Builder::new(id, "en", "2024-05-03", text);
        let host = b.person("Davit Muradyan", "Davit Muradyan");
        let guest = b.person(name, name);
        let city = b.place("Yerevan", "Yerevan", "AM");
        on(b.claim(ClaimKind::Meeting, "met", &[(Role::Participant, host), (Role::Participant, guest), (Role::Place, city)]), "2024-05-02");
        b.done()
    };
    let full = told("a", "Omar Shamri", "Davit Muradyan met Omar Shamri in Yerevan");
    let less = told("b", "O. Shamri", "Davit Muradyan met O. Shamri in Yerevan");
    let record = resolve(&[full.clone(), less], &[]);
    assert_eq!(record.events.len(), 1);
    let names: Vec<&str> = record.events[0].participants.iter().map(|p| p.entity.name.as_str()).collect();
    assert_eq!(names, ["Davit Muradyan", "Omar Shamri"]);
    // Another given name is another guest.
    let other = told("b", "Yusuf Shamri", "Davit Muradyan met Yusuf Shamri in Yerevan");
    assert_eq!(resolve(&[full, other], &[]).events.len(), 2);
}

#[test]
fn a_session_of_a_commission_without_its_sides_is_known_by_number_day_and_place() {
    let session = |id: &str, body: &str, n: u32, day: &str, place: &str| {
        let mut b = Builder::new(id, "en", day, &format!("{body} sat in {place}"));
        let fields = [(Role::Body, b.body(body, body)), (Role::Place, b.place(place, place, "PE"))];
        let claim = b.claim(ClaimKind::Session, "sat", &fields);
        on(claim, day);
        number(claim, Role::Ordinal, n);
        b.done()
    };
    let sided = "Peruvian-Chilean Intergovernmental Commission on Tourism";
    let named = session("a", sided, 4, "2024-10-10", "Lima");
    let count = |other: Reading| {
        let record = resolve(&[named.clone(), other], &[]);
        let sessions = events(&record, EventKind::Session);
        let body = sessions[0].body.as_ref().map(|b| b.name.clone()).unwrap_or_default();
        (sessions.len(), body)
    };
    assert_eq!(count(session("0", "Joint Commission on Tourism", 4, "2024-10-10", "Lima")), (1, sided.to_owned()));
    for (body, n, day, place) in [
        ("Joint Commission on Energy", 4, "2024-10-10", "Lima"),
        ("Joint Commission on Tourism", 5, "2024-10-10", "Lima"),
        ("Joint Commission on Tourism", 4, "2024-10-11", "Lima"),
        ("Joint Commission on Tourism", 4, "2024-10-10", "Cusco"),
        ("Peruvian-Japanese Joint Commission on Tourism", 4, "2024-10-10", "Lima"),
    ] {
        assert_eq!(count(session("0", body, n, day, place)).0, 2, "{body} {n} {day} {place}");
    }
    // Two that sat so: it may be either's.
    let other = session("b", "Peruvian-Japanese Joint Commission on Tourism", 4, "2024-10-10", "Lima");
    let record = resolve(&[named.clone(), other, session("0", "Joint Commission on Tourism", 4, "2024-10-10", "Lima")], &[]);
    assert_eq!(events(&record, EventKind::Session).len(), 3);
}

/// A meeting of two ministers in Oslo, on this day; `set_for` the day from which it was moved.
fn oslo(id: &str, published: &str, told: Modality, day: &str, set_for: Option<&str>) -> Reading {
    let mut b = Builder::new(id, "en", published, "Minister Ivan Rokos meets Ambassador Jan Kos in Oslo");
    let (rokos, kos) = (b.person("Ivan Rokos", "Ivan Rokos"), b.person("Jan Kos", "Jan Kos"));
    let place = b.place("Oslo", "Oslo", "NO");
    let claim = b.claim(ClaimKind::Meeting, "meets", &[(Role::Participant, rokos), (Role::Participant, kos), (Role::Place, place)]);
    claim.modality = told;
    on(claim, day);
    if let Some(day) = set_for {
        claim.push(Role::SetFor, Value::Date(day.parse().expect("a date")), claim.trigger);
    }
    b.done()
}

#[test]
fn what_was_announced_is_what_a_report_moves_to_another_day() {
    let announced = oslo("a", "2024-04-20", Modality::Planned, "2024-05-08", None);
    let moved = oslo("b", "2024-05-06", Modality::Planned, "2024-06-02", Some("2024-05-08"));
    let held = oslo("c", "2024-06-03", Modality::Happened, "2024-06-02", None);
    let meetings = |readings: &[Reading]| -> Vec<(Status, String, usize)> {
        let record = record(readings);
        events(&record, EventKind::Meeting).into_iter().map(|e| (e.status, date(e), e.reports.len())).collect()
    };
    assert_eq!(
        meetings(&[announced.clone(), moved.clone(), held.clone()]),
        [(Status::Held, "2024-06-02".to_owned(), 3)],
        "all three tell one meeting"
    );
    let due = record(&[announced.clone(), moved]).commitments[0].due.map(|d| d.to_string());
    assert_eq!(due.as_deref(), Some("2024-06-02"), "the day that it was moved from is no day that it is due");
    assert_eq!(meetings(&[announced.clone(), held.clone()]).len(), 2, "nobody says that it was moved");
    let other = oslo("b", "2024-05-06", Modality::Planned, "2024-06-02", Some("2024-05-15"));
    assert_eq!(meetings(&[announced, other, held]).len(), 2, "another was moved");
}

/// Ministers of two countries met in Oslo on one day, as this report spells the second and tells his office.
fn visit_of(id: &str, name: &str, title: &str, country: &str) -> Reading {
    let mut b = Builder::new(id, "en", "2024-05-09", &format!("Ivan Rokos met {title} {name} in Oslo"));
    let rokos = b.person("Ivan Rokos", "Ivan Rokos");
    let post = b.post(title, title);
    let other = b.person(name, name);
    let place = b.place("Oslo", "Oslo", "NO");
    on(b.claim(ClaimKind::Meeting, "met", &[(Role::Participant, rokos), (Role::Participant, other), (Role::Place, place)]), "2024-05-08");
    b.holds(other, post, None);
    let claim = b.claim(ClaimKind::Post, title, &[(Role::Person, other), (Role::Title, post)]);
    claim.push(Role::Country, Value::Text(country.to_owned()), claim.trigger);
    b.done()
}

#[test]
fn one_officer_whose_name_is_spelled_in_two_ways_met_once() {
    let count = |readings: &[Reading]| events(&record(readings), EventKind::Meeting).len();
    let first = visit_of("a", "Milica Brankovic", "Minister of Transport", "RS");
    assert_eq!(count(&[first.clone(), visit_of("b", "Militsa Brankovic", "Transport Minister", "RS")]), 1);
    assert_eq!(count(&[first.clone(), visit_of("b", "Dragana Brankovic", "Transport Minister", "RS")]), 2, "another given name");
    assert_eq!(count(&[first.clone(), visit_of("b", "Militsa Brankovic", "Culture Minister", "RS")]), 2, "another office");
    assert_eq!(count(&[first, visit_of("b", "Militsa Brankovic", "Transport Minister", "HR")]), 2, "another country");
}

/// The third session of a commission in Oslo.
fn third(id: &str, body: &str, published: &str, day: &str) -> Reading {
    let mut b = Builder::new(id, "en", published, &format!("The 3rd session of the {body} was held in Oslo"));
    let body = b.body(body, body);
    let place = b.place("Oslo", "Oslo", "NO");
    let claim = b.claim(ClaimKind::Session, "session", &[(Role::Body, body), (Role::Place, place)]);
    number(claim, Role::Ordinal, 3);
    on(claim, day);
    b.done()
}

#[test]
fn a_session_without_its_sides_is_known_by_one_telling_of_several() {
    let count = |readings: &[Reading]| events(&record(readings), EventKind::Session).len();
    let named = third("a", "Peruvian-Norwegian Joint Commission on Trade", "2006-05-09", "2006-05-08");
    let bare = third("b", "Joint Commission on Trade", "2006-05-09", "2006-05-08");
    let later = third("c", "Peruvian-Norwegian Joint Commission on Trade", "2008-02-01", "2006");
    assert_eq!(count(&[named.clone(), bare.clone(), later.clone()]), 1);
    assert_eq!(count(&[bare.clone(), later.clone()]), 2, "a year does not say which commission sat");
    let other = third("d", "Nepali-Norwegian Joint Commission on Trade", "2006-05-09", "2006-05-08");
    assert_eq!(count(&[named, bare, later, other]), 3, "it can be either's");
}
