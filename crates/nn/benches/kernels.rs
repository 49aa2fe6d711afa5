//! Multiply-adds a second of every kernel at the sizes in use, beside a large product that shows what the machine gives.

use divan::Bencher;
use divan::counter::ItemsCount;
use rapporteur_nn::{Activation, Conv, Layout, Level, Linear, argmax, tree, viterbi};

const ROWS: usize = 512;

fn main() {
    divan::main();
}

fn number(seed: usize) -> f32 {
    ((seed * 7919 + 13) % 201) as f32 / 100.0 - 1.0
}

/// Inputs and outputs: the machine's measure, first layer, second and third as rows, morphology, relations, arcs.
const SIZES: [(usize, usize); 7] = [(1024, 1024), (330, 768), (768, 128), (384, 64), (64, 753), (32, 1440), (64, 32)];

#[divan::bench(args = SIZES)]
fn linear(bencher: Bencher, (inputs, outputs): (usize, usize)) {
    at(bencher, Level::best(), inputs, outputs);
}

#[divan::bench(args = [Level::Plain, Level::Avx2, Level::Avx512])]
fn level(bencher: Bencher, level: Level) {
    at(bencher, level.min(Level::best()), 768, 128);
}

fn at(bencher: Bencher, level: Level, inputs: usize, outputs: usize) {
    let layer = Linear::at_level(level, inputs, outputs, |k, n| number(k + n), &[], Activation::Relu);
    let x: Vec<f32> = (0..ROWS * inputs).map(number).collect();
    let mut y = vec![0.0; ROWS * outputs];
    bencher.counter(ItemsCount::new(ROWS * inputs * outputs)).bench_local(|| layer.apply_dense(&x, &mut y, ROWS));
}

#[divan::bench]
fn conv_256_to_128(bencher: Bencher) {
    let weights: Vec<f32> = (0..256 * 128 * 3).map(number).collect();
    let conv = Conv::new(256, 128, &weights, &[0.0; 128], Activation::Relu);
    let mut layout = Layout::default();
    layout.set(std::iter::repeat_n(24, ROWS / 24));
    let mut x: Vec<f32> = (0..layout.total() * 256).map(number).collect();
    layout.prepare(&mut x, 256);
    let (mut y, mut offsets) = (Vec::new(), Default::default());
    let products = layout.rows().len() * 768 * 128;
    bencher.counter(ItemsCount::new(products)).bench_local(|| conv.apply(&layout, &x, &mut y, &mut offsets));
}

#[divan::bench]
fn viterbi_8_tags(bencher: Bencher) {
    let scores: Vec<f32> = (0..ROWS * 8).map(number).collect();
    let transitions: Vec<f32> = (0..64).map(number).collect();
    let mut tags = Vec::new();
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| viterbi(&scores, &transitions, 8, &mut tags));
}

#[divan::bench]
fn argmax_753(bencher: Bencher) {
    let row: Vec<f32> = (0..753).map(number).collect();
    bencher.bench_local(|| argmax(divan::black_box(&row)));
}

#[divan::bench(args = [10, 25, 60, 384])]
fn tree_heads(bencher: Bencher, tokens: usize) {
    let scores: Vec<f32> = (0..tokens * (tokens + 1)).map(|i| number(i * i)).collect();
    bencher.bench_local(|| tree::heads(&scores, tokens));
}
