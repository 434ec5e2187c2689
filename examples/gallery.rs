//! Writes every page sample as static HTML, to be looked at: `cargo run --example gallery -- DIR`,
//! then serve DIR (`python3 -m http.server -d DIR`) and open it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use pekan::text::{Language, render, templates};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let to = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned()));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&root.join("static"), &to.join("static"))?;
    let tera = templates()?;
    let mut links = String::new();
    for entry in fs::read_dir(root.join("tests/fixtures/pages"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (template, _) = name.rsplit_once('.').ok_or("a sample is <folder>.<name>.<state>")?;
        let template = format!("{}.html", template.replace('.', "/"));
        let mut values: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        values["page"]["assets"] = "/static".into();
        for language in Language::ALL {
            let folder = to.join(language.name());
            fs::create_dir_all(&folder)?;
            let html = render(&tera, &template, language, &values)?;
            fs::write(folder.join(format!("{name}.html")), html)?;
        }
        links.extend(["<li><a href=\"id/", &name, ".html\">", &name, "</a>"]);
    }
    fs::write(to.join("index.html"), format!("<!doctype html><ul>{links}</ul>"))?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
