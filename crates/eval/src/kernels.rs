//! How fast the kernels are beside what the machine can do: each at the sizes in use, with the arithmetic that it really does, as a
//! share of the rate of one large matrix product in the same run.

use std::hint::black_box;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use rapporteur_nn::{Activation, Buffers, Conv, Layout, Level, Linear, Norm, argmax, dots, products, sum_parts, tree, viterbi};

use crate::speed::machine;
use crate::table::{Page, Table};

/// Arguments of `kernels`.
#[derive(Debug, Args)]
pub struct Command {
    /// Measures of each kernel, in turn; the quickest counts.
    #[arg(long, default_value_t = 150)]
    rounds: usize,
}

/// Words of a batch, in sentences of as many.
const WORDS: usize = 768;
const SENTENCE: usize = 24;
/// A measure repeats a kernel for so long.
const SECONDS: f64 = 0.004;
/// The large product: rows, inputs, outputs.
const LARGE: [usize; 3] = [768, 1024, 1024];

/// A kernel at one size, ready to run.
struct Kernel {
    name: &'static str,
    size: String,
    /// Additions, multiplications and the like that one run does; 0 where it only compares and moves.
    operations: f64,
    /// What the same result would take by plain sums, where the kernel takes a shorter way.
    plain: Option<f64>,
    run: Box<dyn FnMut()>,
}

/// Runs the measure.
///
/// # Errors
/// None at present.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let mut kernels = kernels();
    let mut best = vec![f64::INFINITY; kernels.len()];
    for _ in 0..command.rounds.max(1) {
        for (kernel, best) in kernels.iter_mut().zip(&mut best) {
            *best = best.min(seconds(&mut kernel.run));
        }
    }
    let peak = kernels[0].operations / best[0];
    let mut table = Table::new("", &["kernel", "size"], &["µs", "GFLOP/s", "of the large product", "GFLOP/s of plain sums"]);
    for (kernel, &time) in kernels.iter().zip(&best) {
        let counts = kernel.operations > 0.0;
        let rate = |operations: f64| format!("{:.0}", operations / time / 1e9);
        let share = format!("{:.0} %", 100.0 * kernel.operations / time / peak);
        let figures = vec![
            format!("{:.1}", time * 1e6),
            if counts { rate(kernel.operations) } else { String::new() },
            if counts { share } else { String::new() },
            kernel.plain.map(rate).unwrap_or_default(),
        ];
        table.row(&[kernel.name, &kernel.size], figures);
    }
    let about = format!(
        "One thread, quickest of {} rounds in turn. A batch is {WORDS} words in sentences of {SENTENCE}. The share is of the rate of the first row in \
         the same run: one matrix product too large for the caches, by the same kernel. A multiplication with its addition counts two. \
         Convolutions go by tiles of four positions (Winograd's F(4, 3)): counted are the six products of a tile as they are done, not \
         the sums before and after them; beside it stands the rate that plain sums of three taps would need for the same time. \
         Machine: {}, {:?}.",
        command.rounds,
        machine(),
        Level::best()
    );
    let page = Page {
        name: "kernels".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- kernels".to_owned(),
        about,
        tables: vec![table],
    };
    Ok((page, true))
}

/// Seconds that one run takes.
fn seconds(run: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    let mut runs = 0;
    while runs < 3 || start.elapsed().as_secs_f64() < SECONDS {
        run();
        runs += 1;
    }
    start.elapsed().as_secs_f64() / f64::from(runs)
}

fn kernels() -> Vec<Kernel> {
    let [rows, inputs, outputs] = LARGE;
    vec![
        product("large product", rows, inputs, outputs),
        product("first layer, Russian", 80, 300, 768),
        product("first layer, English", 80, 588, 320),
        product("morphology, Russian", 36, 64, 753),
        product("relations, Russian", 24, 32, 1440),
        convolution("convolution, Russian 2", 256, 128),
        convolution("convolution, Russian 3", 128, 64),
        convolution("convolution, English syntax", 160, 320),
        convolution("convolution, English names", 128, 256),
        gate(160),
        parts(),
        best_tag(),
        crf(),
        biaffine(),
        relation(),
        spanning("tree, the best heads are one", |token, head| if head == token { 9.0 } else { 0.0 }),
        spanning("tree, all to be broken up", |token, head| ((token * 31 + head * 17) % 23) as f32),
    ]
}

/// Numbers without order, the same on every run.
fn numbers(count: usize, seed: usize) -> Vec<f32> {
    (seed..seed + count).map(|i| ((i * 7919 + 13) % 201) as f32 / 100.0 - 1.0).collect()
}

fn product(name: &'static str, rows: usize, inputs: usize, outputs: usize) -> Kernel {
    let weights = numbers(inputs * outputs, 1);
    let layer = Linear::new(inputs, outputs, |k, n| weights[k * outputs + n], &[], Activation::None);
    let (x, mut y) = (numbers(rows * inputs, 2), vec![0.0; rows * outputs]);
    let run = move || layer.apply_dense(black_box(&x), &mut y, rows);
    Kernel {
        name,
        size: format!("{rows} × {inputs} × {outputs}"),
        operations: 2.0 * (rows * inputs * outputs) as f64,
        plain: None,
        run: Box::new(run),
    }
}

/// The layout of a batch.
fn batch() -> Layout {
    let mut layout = Layout::default();
    layout.set(std::iter::repeat_n(SENTENCE, WORDS / SENTENCE));
    layout
}

fn convolution(name: &'static str, channels: usize, outputs: usize) -> Kernel {
    let layout = batch();
    let conv = Conv::new(channels, outputs, &numbers(channels * outputs * 3, 3), &vec![0.0; outputs], Activation::Relu);
    let mut x = numbers(layout.total() * channels, 4);
    layout.prepare(&mut x, channels);
    let operations = 2.0 * conv.products(&layout) as f64;
    let plain = 2.0 * (WORDS * channels * outputs * 3) as f64;
    let (mut y, mut buffers) = (Vec::new(), Buffers::default());
    let run = move || conv.apply(&layout, black_box(&x), &mut y, &mut buffers);
    Kernel { name, size: format!("{WORDS} × {channels} × {outputs}, 3 taps"), operations, plain: Some(plain), run: Box::new(run) }
}

/// Sums, differences, products and the quotient of a number by a gate and a norm: 24 for the sigmoid with its power of e and the
/// product with the value, 8 for mean, variance and scaling.
const GATE: f64 = 32.0;

fn gate(width: usize) -> Kernel {
    let norm = Norm::new(vec![1.0; width], vec![0.0; width], 1e-5);
    let (x, mut y) = (numbers(WORDS * 2 * width, 5), vec![0.0; WORDS * width]);
    let places = |width: usize| (0..WORDS).map(|row| (row * width) as u32).collect::<Vec<_>>();
    let (from, to) = (places(2 * width), places(width));
    let run = move || norm.gate(black_box(&x), &from, true, &mut y, &to);
    let size = format!("{WORDS} × {width}");
    Kernel { name: "gated unit with layer norm", size, operations: GATE * (WORDS * width) as f64, plain: None, run: Box::new(run) }
}

fn parts() -> Kernel {
    let width = 256;
    let (rows, ones, mut out) = (numbers(WORDS * 3 * width, 6), vec![1.0; width], vec![0.0; width]);
    let run = move || {
        for row in black_box(&rows).chunks_exact(3 * width) {
            let (a, b, c) = (&row[..width], &row[width..2 * width], &row[2 * width..]);
            sum_parts([a, b, c, c, a, b], &ones, (&ones, &ones), &mut out);
        }
        black_box(&out);
    };
    let operations = 9.0 * (WORDS * width) as f64;
    Kernel { name: "sums of known products", size: format!("{WORDS} × {width}, 6 parts"), operations, plain: None, run: Box::new(run) }
}

fn best_tag() -> Kernel {
    let rows = numbers(36 * 753, 7);
    let run = move || {
        black_box(black_box(&rows).chunks_exact(753).map(argmax).sum::<usize>());
    };
    Kernel { name: "best tag", size: "36 × 753".to_owned(), operations: 0.0, plain: None, run: Box::new(run) }
}

fn crf() -> Kernel {
    let (scores, transitions, mut tags) = (numbers(WORDS * 8, 8), numbers(64, 9), Vec::new());
    let run = move || viterbi(black_box(&scores), &transitions, 8, &mut tags);
    // Of every pair of tags a sum and a comparison, of every tag a sum.
    Kernel { name: "CRF", size: format!("{WORDS} × 8 tags"), operations: (WORDS * (64 * 2 + 8)) as f64, plain: None, run: Box::new(run) }
}

fn biaffine() -> Kernel {
    let inner = 128;
    let (left, right) = (numbers(SENTENCE * inner, 10), numbers((SENTENCE + 1) * inner, 11));
    let mut scores = vec![0.0; SENTENCE * (SENTENCE + 1)];
    let operations = 2.0 * (scores.len() * inner) as f64;
    let run = move || dots(black_box(&left), &right, inner, &mut scores);
    Kernel {
        name: "arcs of a sentence",
        size: format!("{SENTENCE} × {} × {inner}", SENTENCE + 1),
        operations,
        plain: None,
        run: Box::new(run),
    }
}

fn relation() -> Kernel {
    let (inner, kinds) = (32, 45);
    let (row, kernel, mut scores) = (numbers(inner, 12), numbers(inner * kinds, 13), vec![0.0; kinds]);
    let run = move || products(black_box(&row), &kernel, inner, &mut scores);
    let size = format!("1 × {inner} × {kinds}");
    Kernel { name: "relation of a word", size, operations: 2.0 * (inner * kinds) as f64, plain: None, run: Box::new(run) }
}

fn spanning(name: &'static str, score: impl Fn(usize, usize) -> f32) -> Kernel {
    let scores: Vec<f32> =
        (0..SENTENCE).flat_map(|token| (0..=SENTENCE).map(move |head| (token, head))).map(|(t, h)| score(t, h)).collect();
    let run = move || drop(black_box(tree::heads(black_box(&scores), SENTENCE)));
    Kernel { name, size: format!("{SENTENCE} words"), operations: 0.0, plain: None, run: Box::new(run) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_kernel_has_a_row_and_a_short_way_does_less() {
        let (page, whole) = super::run(&super::Command { rounds: 1 }).expect("measured");
        assert!(whole && page.tables[0].rows.len() == super::kernels().len());
        for kernel in super::kernels() {
            // Six products for four positions instead of twelve.
            assert!(kernel.plain.is_none_or(|plain| plain == 2.0 * kernel.operations), "{}", kernel.name);
        }
    }
}
