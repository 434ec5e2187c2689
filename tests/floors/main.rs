//! Holds the floors of `src/lib.rs`: its table is the truth, this test reads it. A file imports
//! only from rows below its own, and never from a neighbour in the same row; the crates of others
//! are used on the floors that they belong to; no files of one floor import each other in a circle.

mod files;
mod source;

use std::path::{Path, PathBuf};

use files::Files;
use source::{Named, Source, Within};

const LIB: &str = include_str!("../../src/lib.rs");

/// Crates that belong to some floors, or parts of floors, only.
const CRATES: &[(&[&str], &[&str])] = &[
    (&["sea_orm"], &["store", "rules::ids", "rules::columns"]),
    (&["rocket"], &["web", "app", "cli"]),
    (&["multer", "utoipa", "serde_path_to_error"], &["web"]),
    (&["image", "libjpeg_turbo_rs"], &["files", "demo"]),
    (&["jpeg_decoder", "rxing"], &["files"]),
    (&["calamine", "csv", "encoding_rs", "rust_xlsxwriter", "zip"], &["reports", "demo"]),
    (&["pdf_writer", "ttf_parser"], &["documents"]),
    // The tests of `files` draw codes.
    (&["qrcode"], &["documents", "files"]),
    (&["lettre"], &["mail"]),
    (&["openidconnect"], &["oidc"]),
    (&["ureq"], &["egress", "oidc", "push", "webhook"]),
    (&["web_push_native"], &["push"]),
    (&["tera"], &["text", "mail", "web", "workflows"]),
    (&["fluent_templates"], &["text"]),
    (&["rust_embed"], &["text", "web"]),
    (&["argon2", "totp_rs"], &["workflows"]),
    (&["governor"], &["throttle"]),
    (&["clap", "indicatif", "tracing_subscriber"], &["cli"]),
    (&["rustix"], &["cli", "files"]),
    (&["ipnet", "rlimit"], &["listener", "config"]),
];

/// What reads the clock: everything below is given `now`.
const READS_CLOCK: &[&str] = &["app", "cli", "clock", "web", "worker", "workflows::warrant"];

#[test]
fn every_file_imports_only_from_lower_floors() {
    let sources = sources();
    let files = Files::new(&sources);
    complain(&sources, |source, named| match named.within {
        Within::Crate => {
            let defined = files.that_defines(&named.path)?;
            objection(&source.module, &sources[defined].module)
        }
        // What a module declares is its own: it puts its parts together.
        Within::Child | Within::Unknown => None,
    });
}

#[test]
fn crates_are_used_where_they_belong() {
    let dependencies = dependencies();
    complain(&sources(), |source, named| {
        let first = named.path.first().filter(|_| named.within == Within::Unknown)?;
        let (own, is) = (source.module.join("::"), |name: &&str| first == name);
        if named.path.len() == 1 || !dependencies.contains(first) {
            return None;
        }
        let (_, homes) = CRATES.iter().find(|(crates, _)| crates.iter().any(is))?;
        (!homes.iter().any(|home| is_below(&own, home)))
            .then(|| format!("`{first}` belongs to {}", homes.join(", ")))
    });
}

#[test]
fn only_the_outermost_floors_read_the_clock() {
    complain(&sources(), |source, named| {
        let own = source.module.join("::");
        let clock =
            named.within == Within::Crate && named.path.first().is_some_and(|m| m == "clock");
        (clock && !READS_CLOCK.iter().any(|floor| is_below(&own, floor)))
            .then(|| "below web and worker `now` is an argument".into())
    });
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let found: Vec<_> = Files::new(&sources()).circles().into_iter().collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_name_in_the_tables_is_a_module_and_every_module_is_on_a_floor() {
    let modules: Vec<_> = sources().iter().map(|source| source.module.join("::")).collect();
    for module in modules.iter().filter(|module| !matches!(module.as_str(), "" | "main")) {
        assert!(floor(module).0.is_some(), "`{module}` is missing from the table in src/lib.rs");
    }
    let tables = table().into_iter().flat_map(|(_, modules)| modules);
    let homes = CRATES.iter().flat_map(|(_, homes)| *homes).map(|home| (*home).to_owned());
    for name in tables.chain(homes) {
        assert!(modules.contains(&name), "`{name}` is in a table and is no module");
    }
    let dependencies = dependencies();
    for name in CRATES.iter().flat_map(|(crates, _)| *crates) {
        assert!(dependencies.iter().any(|known| known == name), "`{name}` is no dependency");
    }
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let text = r#"
        // crate::comment
        pub use super::{week::{self, Page as WeekPage}, money::*};
        mod part;
        fn draw() { part::draw(crate::text::rp::<u8>("crate::quoted"), rocket::build(), a.b::<C>()) }
        mod inner { use super::super::store; fn f() { self::g() } }
    "#;
    let module = ["web".to_owned(), "pages".to_owned()];
    let source = Source::parse(Path::new("sample"), Vec::new(), module.into(), text);
    let seen: Vec<_> = source
        .paths
        .iter()
        .map(|named| (named.line, named.path.join("::"), named.within))
        .collect();
    let expected = [
        (3, "web::week", Within::Crate),
        (3, "web::week::Page", Within::Crate),
        (3, "web::money", Within::Crate),
        (5, "web::pages::part::draw", Within::Child),
        (5, "text::rp", Within::Crate),
        (5, "rocket::build", Within::Unknown),
        (6, "web::store", Within::Crate),
        (6, "web::pages::inner::g", Within::Crate),
    ];
    assert_eq!(seen, expected.map(|(line, path, within)| (line, path.to_owned(), within)));
    assert_eq!(source.exports[1].0, "WeekPage");
}

#[test]
fn floors_are_judged_by_the_longest_name_in_the_table() {
    let judge = |own: &str, import: &str| {
        let parts = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
        objection(&parts(own), &parts(import))
    };
    assert!(judge("rules::week", "store::people").is_some());
    assert!(judge("mail", "store").is_some(), "a neighbour");
    assert!(judge("web::api::me", "web::pages::me").is_some(), "a neighbour");
    assert!(judge("web::form", "web::pages::me").is_some(), "above it");
    assert!(judge("web::pages::me", "web::form").is_none());
    assert!(judge("workflows::log_purchase", "store::people").is_none());
    assert!(judge("store::people", "store::offices").is_none());
}

/// Asks `objection` about every path in `src`.
fn complain(sources: &[Source], objection: impl Fn(&Source, &Named) -> Option<String>) {
    let mut complaints = Vec::new();
    for source in sources {
        for named in &source.paths {
            if let Some(why) = objection(source, named) {
                let (file, line) = (source.file.display(), named.line);
                complaints.push(format!("{file}:{line}: {}: {why}", named.path.join("::")));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Why the file of module `own` may not import `import`.
fn objection(own: &[String], import: &[String]) -> Option<String> {
    // `main` and `lib` stand above the floors.
    let (own, import) = (own.join("::"), import.join("::"));
    if matches!(own.as_str(), "" | "main") {
        return None;
    }
    match (floor(&own), floor(&import)) {
        ((_, ours), (_, theirs)) if ours == theirs => None,
        ((Some(ours), _), (Some(theirs), _)) if theirs < ours => None,
        ((Some(_), ours), (Some(_), theirs)) => {
            Some(format!("`{ours}` does not stand above `{theirs}`"))
        }
        _ => Some("not in the table of floors in src/lib.rs".into()),
    }
}

/// Height and name of the floor on which a module stands: the longest name in the table that its
/// path begins with.
fn floor(module: &str) -> (Option<usize>, String) {
    let rows = table().into_iter();
    let names = rows.flat_map(|(height, names)| names.into_iter().map(move |name| (height, name)));
    let found = names.filter(|(_, name)| is_below(module, name)).max_by_key(|(_, name)| name.len());
    found.map_or((None, String::new()), |(height, name)| (Some(height), name))
}

/// The rows of the table in `src/lib.rs`, counted from the bottom, with their modules.
fn table() -> Vec<(usize, Vec<String>)> {
    let rows = LIB.lines().rev().filter(|line| line.starts_with("//! |"));
    let modules = |row: &str| {
        let cell = row.split('|').nth(2).unwrap_or_default();
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    rows.map(modules).enumerate().collect()
}

fn is_below(module: &str, prefix: &str) -> bool {
    module.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The crates that `Cargo.toml` names, as code writes them.
fn dependencies() -> Vec<String> {
    let manifest = include_str!("../../Cargo.toml");
    let sections = manifest.split("\n[").filter(|text| text.contains("dependencies]"));
    let lines = sections.flat_map(str::lines).filter_map(|line| line.split_once(" = "));
    lines.map(|(name, _)| name.replace('-', "_")).collect()
}

/// The floors that are crates of their own: what they may use, their manifests say.
const LEAVES: &[&str] = &["files", "rules", "secret", "store"];

/// Every file of the house.
fn sources() -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |src: PathBuf, root: &[&str]| {
        rust_files(&src).iter().map(|file| Source::read(&src, root, file)).collect::<Vec<_>>()
    };
    let leaves =
        LEAVES.iter().flat_map(|leaf| read(top.join("crates").join(leaf).join("src"), &[leaf]));
    read(top.join("src"), &[]).into_iter().chain(leaves).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
