//! Any order of readings and judgements gives the same record, byte for byte; hostile readings give one too.

mod builder;

use builder::{Builder, check_evidence, judge, number, on};
use proptest::prelude::*;
use rapporteur_model::{Claim, ClaimKind, InstrumentKind, Judgement, Reading, Role, Span, Value, Verdict};
use rapporteur_resolve::{Memory, grow, resolve};

const PEOPLE: [&str; 8] =
    ["Дмитрий Пантус", "Dmitry Pantus", "Пантус", "Д. Пантус", "Денис Пантус", "Сергей Иванов", "Иванов", "Sergey Ivanov"];
const ORGANISATIONS: [&str; 6] = [
    "Госкомвоенпром",
    "Государственный военно-промышленный комитет Республики Беларусь",
    "SAMI",
    "ФСВТС",
    "Федеральная служба по военно-техническому сотрудничеству",
    "министерство",
];
const BODIES: [&str; 3] = [
    "межправительственная комиссия",
    "Российско-Белорусская межправительственная комиссия по ВТС",
    "Belarusian-Russian Intergovernmental Commission on Military-Technical Cooperation",
];
const PLACES: [&str; 4] = ["Минск", "Minsk", "Россия", "Ижевск"];

type Shape = (u8, Vec<(u8, u8)>, Vec<(u8, u8, u8, u8)>);

/// A report of some of the names above and claims on any two of its mentions.
fn reading(number_of: usize, (day, mentions, claims): &Shape) -> Reading {
    let name = |(kind, i): &(u8, u8)| match kind % 4 {
        0 => PEOPLE[*i as usize % PEOPLE.len()],
        1 => ORGANISATIONS[*i as usize % ORGANISATIONS.len()],
        2 => BODIES[*i as usize % BODIES.len()],
        _ => PLACES[*i as usize % PLACES.len()],
    };
    let text = mentions.iter().map(name).collect::<Vec<_>>().join(" | ") + " конец протокол";
    let lang = if day % 2 == 0 { "ru" } else { "en" };
    let mut b = Builder::new(&format!("{number_of:02}"), lang, &format!("2024-03-{:02}", day % 28 + 1), &text);
    for mention in mentions {
        match mention.0 % 4 {
            0 => b.person(name(mention), name(mention)),
            1 => b.organisation(name(mention), name(mention), ""),
            2 => b.body(name(mention), name(mention)),
            _ => b.place(name(mention), name(mention), ""),
        };
    }
    let protocol = b.instrument("протокол", "протокол", InstrumentKind::Protocol);
    let count = mentions.len().max(1) as u32;
    for &(kind, x, y, day) in claims {
        let (x, y) = (u32::from(x) % count, u32::from(y) % count);
        let claim = match kind % 6 {
            0 => b.claim(ClaimKind::Meeting, "конец", &[(Role::Participant, x), (Role::Participant, y)]),
            1 => b.claim(ClaimKind::Session, "конец", &[(Role::Body, x), (Role::CoChair, y)]),
            2 => b.claim(ClaimKind::Visit, "конец", &[(Role::Visitor, x), (Role::Destination, y)]),
            3 => b.claim(ClaimKind::Signing, "конец", &[(Role::Instrument, protocol), (Role::Signatory, x), (Role::Signatory, y)]),
            4 => b.claim(ClaimKind::Post, "конец", &[(Role::Person, x), (Role::Title, protocol), (Role::Organisation, y)]),
            _ => b.claim(ClaimKind::Commitment, "конец", &[(Role::Actor, x)]),
        };
        if day % 3 > 0 {
            on(claim, &format!("2024-03-{:02}", day % 28 + 1));
        }
        if kind % 5 == 1 {
            number(claim, Role::Ordinal, u32::from(day % 4));
        }
        if kind % 7 == 0 {
            builder::planned(claim);
        }
    }
    b.done()
}

fn shapes() -> impl Strategy<Value = Vec<Shape>> {
    let mentions = prop::collection::vec((any::<u8>(), any::<u8>()), 1..6);
    let claims = prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 0..6);
    prop::collection::vec((any::<u8>(), mentions, claims), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_order_gives_one_record(shapes in shapes(), seed in any::<u64>()) {
        let readings: Vec<Reading> = shapes.iter().enumerate().map(|(i, shape)| reading(i, shape)).collect();
        let judgements: Vec<Judgement> = readings.windows(2).take(2).map(|w| {
            let words = |r: &Reading| r.mentions[0].span.slice(&r.report.text).to_owned();
            let verdict = if seed % 2 == 0 { Verdict::Same } else { Verdict::Different };
            judge(verdict, (&w[0], &words(&w[0])), Some((&w[1], &words(&w[1]))), "2025-01-01T10:00:00Z")
        }).collect();
        let first = resolve(&readings, &judgements);
        check_evidence(&first, &readings);
        let expected = serde_json::to_string(&first).expect("a record is plain data");
        let mut shuffled = readings;
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        // A report that is handed in twice counts once.
        shuffled.push(shuffled[0].clone());
        let mut backwards = judgements;
        backwards.reverse();
        prop_assert_eq!(expected, serde_json::to_string(&resolve(&shuffled, &backwards)).expect("a record is plain data"));
    }
}

#[test]
fn ids_are_unique_and_links_lead_to_entities() {
    let readings: Vec<Reading> =
        (0..12u8).map(|i| reading(i as usize, &(i, vec![(i, i), (0, i + 1), (2, 1)], vec![(i, 0, 1, i), (1, 2, 1, i)]))).collect();
    let record = resolve(&readings, &[]);
    let mut ids: Vec<&str> = record
        .entities
        .iter()
        .map(|e| e.id.as_str())
        .chain(record.events.iter().map(|e| e.id.as_str()))
        .chain(record.instruments.iter().map(|i| i.id.as_str()))
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for (report, mention, entity) in &record.links {
        assert!(readings.iter().any(|r| r.report.id == *report && r.mentions.len() > *mention as usize));
        assert!(record.entities.iter().any(|e| e.id == *entity));
    }
}

#[test]
fn a_further_report_of_the_same_leaves_ids_as_they_were() {
    let shape = |i: u8| (i, vec![(0, 0), (0, 5), (2, 1)], vec![(0, 0, 1, 4), (1, 2, 0, 2)]);
    let readings: Vec<Reading> = (0..3u8).map(|i| reading(i as usize, &shape(2 * i))).collect();
    let ids = |r: &[Reading]| resolve(r, &[]).entities.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&readings[..1]), ids(&readings));
}

#[test]
fn a_report_of_thousands_of_names_is_read() {
    let names: Vec<String> = (0..4000).map(|i| format!("Имя{i} Фамилия{i}")).collect();
    let mut b = Builder::new("a", "ru", "2024-10-10", &names.join(", "));
    for name in &names {
        b.person(name, name);
    }
    for m in (0..4000).step_by(2) {
        b.claim(ClaimKind::Meeting, ",", &[(Role::Participant, m), (Role::Participant, m + 1)]);
    }
    let record = resolve(&[b.done()], &[]);
    assert_eq!(record.entities.len(), 4000);
    assert_eq!(record.events.len(), 2000);
}

#[test]
fn readings_that_point_nowhere_are_no_reason_to_fall() {
    let mut b = Builder::new("a", "ru", "", "Пантус ()\u{301} «» 32 мая");
    b.person("Пантус", "");
    b.organisation("()", "()", "XX");
    b.body("«»", "«»");
    b.place("32", "…", "");
    let mut reading = b.done();
    for kind in [
        ClaimKind::Meeting,
        ClaimKind::Session,
        ClaimKind::Signing,
        ClaimKind::Visit,
        ClaimKind::Statement,
        ClaimKind::Post,
        ClaimKind::Commitment,
        ClaimKind::Structure,
    ] {
        let mut claim = Claim::new(kind, Span::new(900, 1000), "test/1");
        for role in [
            Role::Participant,
            Role::Body,
            Role::Instrument,
            Role::Visitor,
            Role::Speaker,
            Role::Person,
            Role::Title,
            Role::Organisation,
            Role::Actor,
            Role::Due,
            Role::Name,
            Role::Place,
        ] {
            claim.push(role, Value::Mention(77), Span::new(1, 3));
            claim.push(role, Value::Number(u32::MAX), Span::new(0, 0));
            claim.push(role, Value::Text(String::new()), Span::new(0, 0));
        }
        claim.confidence = f32::NAN;
        reading.claims.push(claim);
    }
    let record = resolve(&[reading], &[]);
    assert!(record.events.iter().all(|e| e.confidence.is_finite()), "{:#?}", record.events);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn growth_by_steps_comes_to_the_same(shapes in shapes(), seed in any::<u64>(), again in any::<u8>()) {
        let readings: Vec<Reading> = shapes.iter().enumerate().map(|(i, shape)| reading(i, shape)).collect();
        let judgements: Vec<Judgement> = readings.windows(2).take((seed % 3) as usize).map(|w| {
            // Of who they name, or of what they tell.
            let name = |r: &Reading| r.mentions[0].span.slice(&r.report.text).to_owned();
            let words = |r: &Reading| if seed % 5 < 2 { "конец".to_owned() } else { name(r) };
            let verdict = if seed % 2 == 0 { Verdict::Same } else { Verdict::Different };
            judge(verdict, (&w[0], &words(&w[0])), Some((&w[1], &words(&w[1]))), "2025-01-01T10:00:00Z")
        }).collect();
        let expected = resolve(&readings, &judgements);
        let mut memory = Memory::default();
        let mut state = seed | 1;
        let mut left = readings.clone();
        let mut dice = |n: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % n.max(1)
        };
        let judged: Vec<String> = judgements.iter().flat_map(|j| std::iter::once(&j.anchor).chain(&j.other)).map(|a| a.report.clone()).collect();
        // Judged at some step; a report that is taken out and comes again is as if it had never gone.
        let at = dice(left.len() + 1);
        let mut step = 0;
        while !left.is_empty() {
            let size = 1 + dice(left.len());
            let batch: Vec<Reading> = (0..size).map(|_| { let n = dice(left.len()); left.swap_remove(n) }).collect();
            let ids: Vec<String> = batch.iter().map(|r| r.report.id.clone()).collect();
            memory.take(batch);
            let known = if step >= at { &judgements[..] } else { &[] };
            let Ok(()) = grow(&mut memory, ids, known);
            if step + 1 >= at {
                let Ok(()) = grow(&mut memory, judged.clone(), &judgements);
                step = at;
            }
            step += 1;
        }
        let Ok(()) = grow(&mut memory, judged, &judgements);
        let gone = readings[again as usize % readings.len()].clone();
        memory.remove(&gone.report.id);
        let Ok(()) = grow(&mut memory, [gone.report.id.clone()], &judgements);
        let rest: Vec<Reading> = readings.iter().filter(|r| r.report.id != gone.report.id).cloned().collect();
        prop_assert_eq!(&memory.record(), &resolve(&rest, &judgements));
        let id = gone.report.id.clone();
        memory.take([gone]);
        let Ok(()) = grow(&mut memory, [id], &judgements);
        prop_assert_eq!(&memory.record(), &expected);
    }
}
