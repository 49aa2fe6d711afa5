//! The one door to instruction sets: what the machine has is found once, and a kernel runs compiled for it.

use std::sync::OnceLock;

/// The instruction sets that kernels are compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What the compiler may assume of the target (SSE2 on x86-64, NEON on AArch64).
    Plain,
    /// AVX2 with FMA.
    Avx2,
    /// AVX-512 Foundation.
    Avx512,
}

impl Level {
    /// The best level of this machine.
    #[must_use]
    pub fn best() -> Self {
        static BEST: OnceLock<Level> = OnceLock::new();
        *BEST.get_or_init(detect)
    }

    /// All levels that this machine can run, for tests and benches.
    #[must_use]
    pub fn available() -> Vec<Self> {
        [Self::Plain, Self::Avx2, Self::Avx512].into_iter().filter(|&level| level <= Self::best()).collect()
    }

    /// Numbers in one register.
    #[must_use]
    pub fn lanes(self) -> usize {
        match self {
            Self::Avx512 => 16,
            Self::Plain | Self::Avx2 => 8,
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn detect() -> Level {
    let fma = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    match (fma && is_x86_feature_detected!("avx512f"), fma) {
        (true, _) => Level::Avx512,
        (false, true) => Level::Avx2,
        (false, false) => Level::Plain,
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn detect() -> Level {
    Level::Plain
}

/// A kernel: the same code for every vector type. `run` must be `#[inline(always)]`, so that it takes on the instruction set
/// of the function it is called from.
pub(crate) trait Kernel {
    fn run<V: Vector>(self);
}

/// Runs a kernel compiled for `level`, which must not be above [`Level::best`].
pub(crate) fn run<K: Kernel>(level: Level, kernel: K) {
    assert!(level <= Level::best(), "{level:?} is not available on this machine");
    match level {
        Level::Plain => kernel.run::<Plain>(),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level was compared with what the machine has.
        Level::Avx2 => unsafe { x86::avx2(kernel) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Level::Avx512 => unsafe { x86::avx512(kernel) },
        #[cfg(not(target_arch = "x86_64"))]
        _ => unreachable!("not above the best level"),
    }
}

/// A register of `f32`.
pub(crate) trait Vector: Copy {
    const LANES: usize;
    fn splat(value: f32) -> Self;
    /// # Safety
    /// `from` must be readable for `LANES` numbers; any alignment.
    unsafe fn load(from: *const f32) -> Self;
    /// # Safety
    /// `to` must be writable for `LANES` numbers; any alignment.
    unsafe fn store(self, to: *mut f32);
    /// `self * by + plus`
    fn mul_add(self, by: Self, plus: Self) -> Self;
    fn max(self, other: Self) -> Self;
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
}

/// Eight numbers for whatever the compiler makes of them.
#[derive(Clone, Copy)]
pub(crate) struct Plain([f32; 8]);

impl Vector for Plain {
    const LANES: usize = 8;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([value; 8])
    }

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { from.cast::<[f32; 8]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: the caller's promise.
        unsafe { to.cast::<[f32; 8]>().write_unaligned(self.0) }
    }

    #[inline(always)]
    fn mul_add(self, by: Self, plus: Self) -> Self {
        // Without an instruction for it, f32::mul_add would be a call of a library function.
        let one = |i: usize| match cfg!(target_arch = "aarch64") {
            true => self.0[i].mul_add(by.0[i], plus.0[i]),
            false => self.0[i] * by.0[i] + plus.0[i],
        };
        Self(std::array::from_fn(one))
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| if self.0[i] > other.0[i] { self.0[i] } else { other.0[i] }))
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] + other.0[i]))
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] - other.0[i]))
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{Kernel, Vector};

    /// # Safety
    /// The machine must have AVX2 and FMA.
    #[target_feature(enable = "avx2,fma")]
    pub(super) unsafe fn avx2<K: Kernel>(kernel: K) {
        kernel.run::<V256>();
    }

    /// # Safety
    /// The machine must have AVX-512F, AVX2 and FMA.
    #[target_feature(enable = "avx512f,avx2,fma")]
    pub(super) unsafe fn avx512<K: Kernel>(kernel: K) {
        kernel.run::<V512>();
    }

    #[derive(Clone, Copy)]
    pub(crate) struct V256(__m256);

    #[derive(Clone, Copy)]
    pub(crate) struct V512(__m512);

    macro_rules! vector {
        ($name:ident, $lanes:literal, $splat:ident, $load:ident, $store:ident, $fma:ident, $max:ident, $add:ident, $sub:ident) => {
            // SAFETY of every call here: the type is used by the kernels that `run` starts on machines that have the instructions.
            impl Vector for $name {
                const LANES: usize = $lanes;

                #[inline(always)]
                fn splat(value: f32) -> Self {
                    Self(unsafe { $splat(value) })
                }

                #[inline(always)]
                unsafe fn load(from: *const f32) -> Self {
                    Self(unsafe { $load(from) })
                }

                #[inline(always)]
                unsafe fn store(self, to: *mut f32) {
                    unsafe { $store(to, self.0) }
                }

                #[inline(always)]
                fn mul_add(self, by: Self, plus: Self) -> Self {
                    Self(unsafe { $fma(self.0, by.0, plus.0) })
                }

                #[inline(always)]
                fn max(self, other: Self) -> Self {
                    Self(unsafe { $max(self.0, other.0) })
                }

                #[inline(always)]
                fn add(self, other: Self) -> Self {
                    Self(unsafe { $add(self.0, other.0) })
                }

                #[inline(always)]
                fn sub(self, other: Self) -> Self {
                    Self(unsafe { $sub(self.0, other.0) })
                }
            }
        };
    }

    vector!(V256, 8, _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_fmadd_ps, _mm256_max_ps, _mm256_add_ps, _mm256_sub_ps);
    vector!(V512, 16, _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_fmadd_ps, _mm512_max_ps, _mm512_add_ps, _mm512_sub_ps);
}
