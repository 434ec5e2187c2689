//! Compresses the texts in `static/` once, as they are served (`src/web/answers/assets.rs`).

use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write as _;
use std::path::Path;

/// What compression makes smaller; fonts and pictures are compressed already.
const TEXTS: [&str; 5] = ["css", "js", "svg", "txt", "webmanifest"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=static");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    let mut table = String::from(
        "#[allow(clippy::unreadable_literal)] static COMPRESSED: &[Compressed] = &[\n",
    );
    let mut number = 0;
    visit(Path::new("static"), &mut |path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if !extension.is_some_and(|extension| TEXTS.contains(&extension)) {
            return;
        }
        let bytes = fs::read(path).expect("a file of static/");
        let name = path.strip_prefix("static").expect("below static/").display();
        let mut source = DefaultHasher::new();
        source.write(&bytes);
        for (coding, compressed) in [("br", brotli(&bytes)), ("gz", gzip(&bytes))] {
            fs::write(format!("{out}/{number}.{coding}"), compressed).expect("room for a file");
        }
        let include = |coding| format!("include_bytes!(\"{number}.{coding}\")");
        let (source, brotli, gzip) = (source.finish(), include("br"), include("gz"));
        writeln!(
            table,
            "Compressed {{ name: \"{name}\", source: {source}, brotli: {brotli}, gzip: {gzip} }},"
        )
        .expect("texts take what is written");
        number += 1;
    });
    table.push_str("];\n");
    fs::write(format!("{out}/compressed.rs"), table).expect("room for a file");
}

fn visit(folder: &Path, each: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder of static/") {
        let path = entry.expect("a folder of static/").path();
        if path.is_dir() { visit(&path, each) } else { each(&path) }
    }
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params).expect("memory");
    compressed
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}
