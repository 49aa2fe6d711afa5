//! Speed of reading plain pages and HTML, in bytes of input a second.

use divan::counter::BytesCount;
use rapporteur_text::{Options, read};

const PLAIN: &str = include_str!("../tests/pages/agency-links.txt");

fn main() {
    divan::main();
}

#[divan::bench]
fn plain(bencher: divan::Bencher) {
    let options = Options::default();
    bencher.counter(BytesCount::new(PLAIN.len())).bench(|| read("page.txt", divan::black_box(PLAIN.as_bytes()), &options));
}

#[divan::bench]
fn html(bencher: divan::Bencher) {
    let body: String = PLAIN.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    let page = format!("<!doctype html><html><head><title>x</title></head><body><article>{body}</article></body></html>");
    let options = Options::default();
    bencher.counter(BytesCount::new(page.len())).bench(|| read("page.html", divan::black_box(page.as_bytes()), &options));
}
