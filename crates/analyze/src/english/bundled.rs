//! The committed weights as part of the program, aligned as weight files need it.

#[repr(C, align(64))]
pub(super) struct Aligned<T: ?Sized>(pub T);

macro_rules! model {
    ($name:ident, $file:literal) => {
        pub(super) static $name: Aligned<[u8; include_bytes!(concat!("../../../../models/english/", $file)).len()]> =
            Aligned(*include_bytes!(concat!("../../../../models/english/", $file)));
    };
}

model!(VECTORS, "vectors.rnn");
model!(NAMES, "names.rnn");
model!(SYNTAX, "syntax.rnn");
