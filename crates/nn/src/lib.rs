//! Weight files and CPU kernels for small networks. Knows no linguistics, opens no file but weight files, never the network.
//!
//! [`WeightFile`] is a memory-mapped container of named tensors, [`WeightWriter`] makes one. [`Linear`] and [`Conv`] are
//! packed matrices with their bias and activation; they read rows of a plain `[f32]` buffer and write rows of another, so a
//! batch of sequences of unequal length costs no padding. [`viterbi`] and [`tree::heads`] turn scores into tags and trees.
//! The instruction set (AVX-512, AVX2 with FMA, or what the compiler assumes) is picked at run time; results of the same
//! machine do not depend on how rows are batched.
//!
//! ```
//! use rapporteur_nn::{Activation, Linear};
//! // y = relu(x W + b) with W = [[1, 2], [3, 4]] (input by output)
//! let layer = Linear::new(2, 2, |k, n| [[1.0, 2.0], [3.0, 4.0]][k][n], &[0.0, -100.0], Activation::Relu);
//! let mut y = [0.0; 2];
//! layer.apply(&[10.0, 1.0], &[0], &mut y, &[0]);
//! assert_eq!(y, [13.0, 0.0]);
//! ```

mod biaffine;
mod cache;
mod conv;
mod crf;
mod elementwise;
mod error;
mod gate;
mod linear;
mod pq;
mod simd;
pub mod tree;
mod weights;

pub use biaffine::{dots, products};
pub use cache::{RowBatch, SharedRows};
pub use conv::{Buffers, Conv, Layout};
pub use crf::viterbi;
pub use elementwise::{add_bytes, argmax, sum_parts};
pub use error::Error;
pub use gate::Norm;
pub use linear::{Activation, Linear};
pub use pq::PqEmbedding;
pub use simd::Level;
pub use weights::{DType, Tensor, WeightFile, WeightWriter};
