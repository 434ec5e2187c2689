//! Proof that both languages say the same, and that no page asks for words that do not exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Arguments = BTreeSet<String>;

fn files(folder: &Path, suffixes: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, suffixes));
        } else if suffixes.iter().any(|suffix| path.to_string_lossy().ends_with(suffix)) {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn root(folder: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// Every message of a language, with the names of its arguments.
fn messages(language: &str) -> BTreeMap<String, Arguments> {
    let mut messages = BTreeMap::new();
    for (file, source) in files(&root("locales").join(language), &[".ftl"]) {
        let mut current = None;
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let starts = line.starts_with(|first: char| first.is_ascii_lowercase());
            if let Some((key, _)) = line.split_once(" =").filter(|_| starts) {
                let twice = messages.insert(key.to_owned(), Arguments::new());
                assert!(twice.is_none(), "{file}: {key} stands twice");
                current = Some(key.to_owned());
            }
            if let Some(arguments) = current.as_ref().and_then(|key| messages.get_mut(key)) {
                arguments.extend(line.split('$').skip(1).map(|rest| {
                    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
                }));
            }
        }
    }
    messages
}

#[test]
fn both_languages_have_the_same_messages() {
    let (indonesian, english) = (messages("id"), messages("en"));
    let missing = |have: &BTreeMap<String, Arguments>, want: &BTreeMap<String, Arguments>| {
        want.keys().filter(|key| !have.contains_key(*key)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(missing(&english, &indonesian), Vec::<String>::new(), "missing in English");
    assert_eq!(missing(&indonesian, &english), Vec::<String>::new(), "missing in Indonesian");
    for (key, arguments) in &indonesian {
        assert_eq!(arguments, &english[key], "arguments of {key}");
    }
}

#[test]
fn only_counts_choose_a_form() {
    for (file, source) in files(&root("locales"), &[".ftl"]) {
        for line in source.lines().filter(|line| line.contains("->")) {
            let chosen_by = line.rsplit_once('{').map(|(_, rest)| rest.trim());
            assert_eq!(chosen_by, Some("$count ->"), "{file}: {line}");
        }
    }
}

/// The text literal that follows `start`, and whether more is joined to it (`"status-" ~ …`).
fn literal(rest: &str) -> Option<(&str, bool)> {
    let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let (key, after) = rest[1..].split_once(quote)?;
    Some((key, after.trim_start().starts_with('~')))
}

/// Keys that templates and Rust files name: `t(key="…")`, `text(language, "…")`, `text_with(…)`.
fn used() -> Vec<(String, String, bool)> {
    let mut used = Vec::new();
    for (file, source) in files(&root("templates"), &[".html", ".txt", "html", "text", "subject"]) {
        for rest in source.split("t(key=").skip(1) {
            if let Some((key, prefix)) = literal(rest) {
                used.push((file.clone(), key.to_owned(), prefix));
            }
        }
    }
    for (file, source) in [files(&root("src"), &[".rs"]), files(&root("crates"), &[".rs"])].concat()
    {
        if file.contains("src/text/") {
            continue;
        }
        for call in ["text(", "text_with("] {
            for (start, _) in source.match_indices(call) {
                let of_a_name =
                    source[..start].ends_with(|c: char| c.is_alphanumeric() || "_.".contains(c));
                let Some((_, rest)) = source[start..].split_once(',') else { continue };
                if let Some((key, _)) = literal(rest.trim_start()).filter(|_| !of_a_name) {
                    used.push((file.clone(), key.to_owned(), false));
                }
            }
        }
    }
    used
}

#[test]
fn every_key_that_is_used_exists() {
    let known = messages("id");
    for (file, key, prefix) in used() {
        let exists = if prefix {
            known.keys().any(|known| known.starts_with(&key))
        } else {
            known.contains_key(&key)
        };
        assert!(exists, "{file} uses {key:?}, which locales/id does not have");
    }
}

/// The text literals in the arguments of each call of `name` in a Rust file.
fn literals<'a>(source: &'a str, name: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for call in source.split(name).skip(1) {
        let mut depth = 1;
        let end = call.find(|c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        found.extend(call[..end.unwrap_or(0)].split('"').skip(1).step_by(2));
    }
    found
}

#[test]
fn every_problem_has_words() {
    let known = messages("id");
    for (file, source) in [files(&root("src"), &[".rs"]), files(&root("crates"), &[".rs"])].concat()
    {
        for call in ["Problem::new(", "shown("] {
            let is_code = |text: &&str| {
                text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            };
            for code in literals(&source, call).into_iter().filter(is_code) {
                assert!(known.contains_key(&format!("problem-{code}")), "{file}: {code}");
            }
        }
    }
}
