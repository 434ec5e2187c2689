//! Holds the floors of `src/lib.rs`: its table is the truth, this test reads it. A file imports
//! only from rows below its own, and never from a neighbour in the same row.

use std::path::{Path, PathBuf};

const LIB: &str = include_str!("../src/lib.rs");

#[test]
fn every_file_imports_only_from_lower_floors() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut complaints = Vec::new();
    for file in rust_files(&src) {
        let place = file.strip_prefix(&src).unwrap().with_extension("");
        let own: Vec<_> = place.iter().map(|part| part.to_str().unwrap()).collect();
        if matches!(own[0], "lib" | "main") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for (line, import) in imports(&text) {
            if let Some(why) = objection(&own, &import) {
                complaints.push(format!("{}:{line}: {import}: {why}", file.display()));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_module_stands_on_a_floor() {
    for line in LIB.lines() {
        if let Some(module) = line.strip_prefix("pub mod ").and_then(|m| m.strip_suffix(';')) {
            assert!(floor(module).is_some(), "`{module}` is missing from the table in src/lib.rs");
        }
    }
}

#[test]
fn the_reader_sees_braces_nesting_and_line_numbers_and_skips_comments() {
    let text =
        "// crate::cli\nuse crate::{store::{self, people}, web};\nlet x = crate::text::rp(1);";
    let seen = [(2, "store"), (2, "store::people"), (2, "web"), (3, "text::rp")];
    assert_eq!(imports(text), seen.map(|(line, path)| (line, path.to_owned())));
    assert!(objection(&["rules", "week"], "store::people").is_some());
    assert!(objection(&["mail"], "store").is_some(), "a neighbour");
    assert!(objection(&["web", "api", "me"], "web::pages::me").is_some());
    assert!(objection(&["workflows", "log_purchase"], "store::people").is_none());
    assert!(objection(&["store", "people"], "store::offices").is_none());
}

/// Why the file at module path `own` may not import `import`.
fn objection(own: &[&str], import: &str) -> Option<String> {
    if import.starts_with("super::super") {
        return Some("write the path from `crate`, so that its floor can be seen".into());
    }
    let mut parts = import.split("::");
    let (module, part) = match parts.next().unwrap_or_default() {
        // Exported macros stand at the root, whoever they belong to.
        "txn_job" => ("store", None),
        module => (module, parts.next()),
    };
    if module == own[0] {
        // The pages and the API both stand on web's own files, side by side.
        let apart = [("pages", "api"), ("api", "pages")];
        let crossing = module == "web"
            && apart.iter().any(|(here, there)| own.get(1) == Some(here) && part == Some(there));
        return crossing.then(|| "pages and api are neighbours".into());
    }
    match (floor(module), floor(own[0])) {
        (Some(theirs), Some(ours)) if theirs < ours => None,
        (Some(_), Some(_)) => Some(format!("`{}` does not stand above `{module}`", own[0])),
        _ => Some("not in the table of floors in src/lib.rs".into()),
    }
}

/// Height of a module: its row in the table of `src/lib.rs`, counted from the bottom.
fn floor(module: &str) -> Option<usize> {
    let rows = LIB.lines().rev().filter(|line| line.starts_with("//! |"));
    rows.enumerate()
        .find(|(_, row)| row.split('|').nth(2).is_some_and(|m| m.contains(&format!("`{module}`"))))
        .map(|(height, _)| height)
}

/// Every path below `crate::` that the text names, with its line; `super::super` is kept as such.
fn imports(text: &str) -> Vec<(usize, String)> {
    let code: Vec<_> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let mut paths = Vec::new();
        flatten("", &code[at + "crate::".len()..], &mut paths);
        found.extend(paths.into_iter().map(|path| (line, path)));
    }
    for (at, chain) in code.match_indices("super::super") {
        found.push((code[..at].matches('\n').count() + 1, chain.to_owned()));
    }
    found
}

/// Writes `a::{b, c::d}` as `a::b`, `a::c::d`; returns what follows the path.
fn flatten<'a>(prefix: &str, text: &'a str, paths: &mut Vec<String>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            if rest.is_empty() || rest.starts_with('}') {
                return rest.strip_prefix('}').unwrap_or(rest);
            }
            let after = flatten(prefix, rest, paths);
            // A glob, a rename or anything else that is no name ends with its comma or brace.
            rest = &after[after.find([',', '}']).unwrap_or(after.len())..];
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let here = match (prefix, name) {
        (_, "" | "self") => prefix.to_owned(),
        ("", _) => name.to_owned(),
        _ => format!("{prefix}::{name}"),
    };
    if let Some(deeper) = rest.strip_prefix("::") {
        return flatten(&here, deeper, paths);
    }
    paths.push(here);
    rest
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
