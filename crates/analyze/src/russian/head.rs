//! Reading the parts of a network that follow the encoder.

use rapporteur_nn::{Activation, Error, Linear, WeightFile};

/// A list of names that the file keeps as lines.
pub(super) fn names<'a>(file: &'a WeightFile, key: &str) -> Result<Vec<&'a str>, Error> {
    file.meta(key).map(|text| text.split('\n').collect()).ok_or_else(|| unfit(file, "a list of names is missing"))
}

pub(super) fn unfit(file: &WeightFile, reason: &str) -> Error {
    Error::Header { path: file.path().to_owned(), reason: reason.to_owned() }
}

/// `NAME.weight` of shape `[inputs, outputs]` with `NAME.bias`.
pub(super) fn linear(file: &WeightFile, name: &str, inputs: usize, outputs: usize, activation: Activation) -> Result<Linear, Error> {
    let weight = file.tensor(&format!("{name}.weight"))?.to_f32(&[inputs, outputs])?;
    let bias = file.tensor(&format!("{name}.bias"))?.to_f32(&[outputs])?;
    Ok(Linear::new(inputs, outputs, |k, n| weight[k * outputs + n], &bias, activation))
}

/// A matrix without bias whose outputs are `[output][inputs]` in the file and come as `[inputs][output]`, so that a product
/// with a vector of inputs runs along the outputs.
pub(super) fn kernel(file: &WeightFile, name: &str, inputs: usize, outputs: usize) -> Result<Linear, Error> {
    let weight = file.tensor(name)?.to_f32(&[inputs, outputs])?;
    let groups = outputs / inputs;
    let turned = |n: usize| n % groups * inputs + n / groups;
    Ok(Linear::new(inputs, outputs, |k, n| weight[k * outputs + turned(n)], &[], Activation::None))
}
