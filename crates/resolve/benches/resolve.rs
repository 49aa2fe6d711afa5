//! How long the record takes: synthetic reports with a few thousand persons, a hundred bodies and events told several times.
//! `cargo bench -p rapporteur-resolve`

use rapporteur_model::{
    Claim, ClaimKind, Detail, Edtf, Lang, Mention, MentionKind, PersonName, Reading, Report, Role, Span, Stated, Value,
};

fn main() {
    divan::main();
}

const SYLLABLES: [&str; 16] = ["ба", "ров", "ки", "нов", "ми", "хай", "ле", "сте", "ран", "до", "гу", "шин", "тав", "пе", "юр", "зо"];
const SYLLABLES_EN: [&str; 16] = ["ba", "rov", "ki", "nov", "mi", "khai", "le", "ste", "ran", "do", "gu", "shin", "tav", "pe", "yur", "zo"];
const GIVEN: [(&str, &str); 8] = [
    ("Дмитрий", "Dmitry"),
    ("Сергей", "Sergei"),
    ("Анна", "Anna"),
    ("Виктор", "Viktor"),
    ("Мария", "Maria"),
    ("Иван", "Ivan"),
    ("Ольга", "Olga"),
    ("Павел", "Pavel"),
];
const TOPICS: [(&str, &str); 4] = [
    ("военно-техническому сотрудничеству", "Military-Technical Cooperation"),
    ("торговле", "Trade"),
    ("науке", "Science"),
    ("транспорту", "Transport"),
];
const PAIRS: [(&str, &str); 6] = [
    ("Российско-Белорусская", "Russian-Belarusian"),
    ("Российско-Индийская", "Russian-Indian"),
    ("Белорусско-Китайская", "Belarusian-Chinese"),
    ("Казахстанско-Армянская", "Kazakh-Armenian"),
    ("Сербско-Венгерская", "Serbian-Hungarian"),
    ("Узбекско-Киргизская", "Uzbek-Kyrgyz"),
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }
}

fn name(person: usize, english: bool) -> String {
    let (given, syllables) = if english { (GIVEN[person % 8].1, SYLLABLES_EN) } else { (GIVEN[person % 8].0, SYLLABLES) };
    let surname: String = [person / 8 % 16, person / 128 % 16, person / 7 % 16].map(|s| syllables[s]).concat();
    let mut letters = surname.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{given} {first}{}", letters.as_str())
}

/// One report: eight persons, two of them at a session and a meeting of a day that another report tells too.
fn reading(number: usize, dice: &mut Dice) -> Reading {
    let english = number.is_multiple_of(3);
    let event = number / 3;
    let mut text = String::new();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut add = |kind, name: String, detail| {
        let start = text.len();
        text.push_str(&name);
        mentions.push(Mention { kind, span: Span::new(start, text.len()), head: 0, name, country: None, detail, same_as: None });
        text.push_str(". ");
    };
    for slot in 0..8 {
        let person = if slot < 2 { (event * 2 + slot) % 2000 } else { dice.below(2000) };
        let full = name(person, english);
        let (given, surname) = full.split_once(' ').expect("two words");
        let parts = PersonName { given: Some(given.into()), patronymic: None, surname: Some(surname.into()) };
        let alone = PersonName { surname: Some(surname.into()), ..PersonName::default() };
        add(MentionKind::Person, full.clone(), Detail::Person(parts));
        add(MentionKind::Person, surname.to_owned(), Detail::Person(alone));
    }
    let (pair, topic) = (PAIRS[event % 6], TOPICS[event / 6 % 4]);
    let body = if english {
        format!("{} Intergovernmental Commission on {}", pair.1, topic.1)
    } else {
        format!("{} межправительственная комиссия по {}", pair.0, topic.0)
    };
    add(MentionKind::Body, body, Detail::None);
    for _ in 0..6 {
        let plant = format!("завод «{}»", name(dice.below(900) * 8, false).split_once(' ').expect("two words").1);
        add(MentionKind::Organisation, plant, Detail::None);
    }
    add(MentionKind::Place, if english { "Minsk" } else { "Минск" }.to_owned(), Detail::None);
    let day: Edtf = format!("20{:02}-{:02}-{:02}", 10 + event % 15, event / 15 % 12 + 1, event / 180 % 28 + 1).parse().expect("a date");
    let mut report = Report::as_is(format!("{number:016x}"), text);
    report.lang = if english { Lang::En } else { Lang::Ru };
    report.published = Some(Stated { value: day, span: None });
    let claims = vec![
        claim(
            ClaimKind::Session,
            day,
            &[(Role::Body, 16), (Role::CoChair, 0), (Role::CoChair, 2), (Role::Place, 23)],
            Some((event / 24) as u32 + 1),
        ),
        claim(ClaimKind::Meeting, day, &[(Role::Participant, 0), (Role::Participant, 2)], None),
        claim(ClaimKind::Visit, day, &[(Role::Visitor, 4), (Role::Destination, 17)], None),
        claim(ClaimKind::Post, day, &[(Role::Person, 0), (Role::Title, 18), (Role::Organisation, 17)], None),
        claim(ClaimKind::Statement, day, &[(Role::Speaker, 6)], None),
    ];
    Reading { report, mentions, claims }
}

fn claim(kind: ClaimKind, day: Edtf, fields: &[(Role, u32)], number: Option<u32>) -> Claim {
    let mut claim = Claim::new(kind, Span::new(0, 4), "bench/1");
    fields.iter().for_each(|&(role, m)| claim.push(role, Value::Mention(m), Span::new(0, 4)));
    claim.push(Role::Date, Value::Date(day), Span::new(0, 4));
    if let Some(n) = number {
        claim.push(Role::Ordinal, Value::Number(n), Span::new(0, 4));
    }
    claim
}

fn readings(n: usize) -> Vec<Reading> {
    let mut dice = Dice(7);
    (0..n).map(|i| reading(i, &mut dice)).collect()
}

#[divan::bench(args = [500, 1000, 2000, 4000], sample_count = 3, sample_size = 1)]
fn reports(bencher: divan::Bencher, n: usize) {
    let readings = readings(n);
    bencher.bench(|| rapporteur_resolve::resolve(&readings, &[]));
}
