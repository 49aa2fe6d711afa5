//! Analysis of a Russian report: the whole, names alone, splitting alone. Uses the user's models and says so where there are none.

use divan::Bencher;
use divan::counter::BytesCount;
use rapporteur_analyze::{Engines, install, russian};
use rapporteur_model::{Lang, Report};

const TEXT: &str = "Минск, 7 октября – Агентство. Председатель Государственного комитета Иван Петров встретился с генеральным директором \
    концерна «Восток» Андреем Соколовым. Стороны обсудили ход выполнения контрактов и подписали протокол двадцать первого заседания \
    межправительственной комиссии.\nВ тот же день делегация посетила завод в Гродно, где ей показали новую продукцию.\n";

fn main() {
    divan::main();
}

fn opened() -> Option<Engines> {
    let folder = install::default_folder()?;
    match Engines::open(&folder) {
        Ok(engines) => Some(engines),
        Err(error) => {
            eprintln!("skipped: {error}");
            None
        }
    }
}

fn report() -> Report {
    let mut report = Report::as_is("bench", TEXT.repeat(4));
    report.lang = Lang::Ru;
    report
}

#[divan::bench]
fn whole(bencher: Bencher) {
    let (Some(engines), report) = (opened(), report()) else { return };
    bencher.counter(BytesCount::of_str(&report.text)).bench_local(|| engines.analyze(&report));
}

#[divan::bench]
fn names(bencher: Bencher) {
    let (Some(engines), report) = (opened(), report()) else { return };
    bencher.counter(BytesCount::of_str(&report.text)).bench_local(|| engines.names(&report));
}

#[divan::bench]
fn split(bencher: Bencher) {
    let report = report();
    bencher.counter(BytesCount::of_str(&report.text)).bench_local(|| russian::Split::new(&report.text));
}

#[divan::bench]
fn open(bencher: Bencher) {
    let Some(folder) = install::default_folder().filter(|folder| install::missing(folder).is_empty()) else { return };
    bencher.bench_local(|| Engines::open(&folder));
}
