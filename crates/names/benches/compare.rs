//! How many pairs of names are compared a second, their forms made.

fn main() {
    divan::main();
}

#[divan::bench]
fn people(bencher: divan::Bencher) {
    let names = ["Дмитрий Пантус", "Dmitry Pantus", "Дмитрий Шугаев", "Wang Yi", "Ван И", "Александр Лукашенко"];
    let keys: Vec<_> = names.iter().map(|n| rapporteur_names::PersonKey::of_words(n)).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(keys.len() * keys.len()))
        .bench(|| keys.iter().flat_map(|a| keys.iter().map(move |b| a.fit(b))).filter(|f| *f == rapporteur_names::Fit::Same).count());
}
