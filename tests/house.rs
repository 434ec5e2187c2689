//! House rules that no compiler and no linter holds: swallowed database errors, style sheets that
//! old phones cannot read, markup that the content security policy would block.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

#[test]
fn no_awaited_result_is_swallowed() {
    // A failed query is an error, never "not found".
    let bans = [".ok()", ".unwrap_or_default()"];
    let swallows = |code: &str| {
        let code: String = code.split_whitespace().collect();
        code.split(".await").skip(1).find_map(|after| {
            bans.iter().find(|ban| after.starts_with(**ban)).map(|ban| format!(".await{ban}"))
        })
    };
    assert!(swallows("find(id)\n    .one(db)\n    .await\n    .ok()").is_some());
    assert_eq!(swallows("find(id).one(db).await?.ok_or(NotFound)"), None);
    judge("src", &["rs"], |_, text| swallows(&code_of(text)));
}

#[test]
fn style_sheets_stay_readable_to_chrome_106() {
    let objection = |css: &str| {
        let css = without(css, "/*", "*/");
        let new = ["&", "color-mix(", "oklch(", "oklab(", "light-dark("];
        new.iter()
            .find(|word| css.contains(**word))
            .map(|word| format!("`{word}` is too new"))
            .or_else(|| nests(&css).then(|| "nested rules are too new".to_owned()))
    };
    assert!(objection("a { color: red; b { color: blue } }").is_some());
    assert_eq!(objection("@media print { a { color: red } } /* & */"), None);
    judge("static", &["css"], |_, text| objection(text));
}

#[test]
fn pages_carry_no_inline_style_script_or_handler() {
    assert!(inline(r#"<p style="color:red">"#).is_some());
    assert!(inline("<script>alert(1)</script>").is_some());
    assert!(inline(r#"<a class="x" onclick="go()">"#).is_some());
    assert_eq!(inline(r#"<script src="/a.js" defer></script>{{ row(only="on") }}"#), None);
    judge("templates", &["html", "tera", "svg"], |place, text| {
        // Mail has no such policy, and mail programs know little else than inline styles.
        if place.starts_with("email/") { None } else { inline(text) }
    });
}

#[test]
fn the_browser_lock_names_no_registry() {
    judge("tests/browser", &["json"], |place, text| {
        (place == "package-lock.json" && text.contains("\"resolved\""))
            .then(|| "take the `resolved` lines out (tests/browser/.npmrc does)".to_owned())
    });
}

#[test]
fn every_word_is_said_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for file in ["src", "crates", "templates"].iter().flat_map(|folder| files(&root.join(folder))) {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        sources += text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    }
    // Whatever stands between two quotes, and the names of variants.
    let mut words: HashSet<&str> = sources.split(['"', '\'']).collect();
    words.extend(sources.lines().filter_map(|line| line.trim().split([',', ' ']).next()));
    let begun = begun_keys(&sources);
    assert!(begun.contains(&("problem-".into(), false)), "{begun:?}");
    let mut silent = Vec::new();
    for file in files(&root.join("locales/id")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let keys = text.lines().filter_map(|line| line.split_once(" =").map(|(key, _)| key));
        let keys = keys.filter(|key| key.starts_with(|first: char| first.is_ascii_lowercase()));
        silent.extend(keys.filter(|key| !is_said(key, &words, &begun)).map(str::to_owned));
    }
    assert_eq!(silent, Vec::<String>::new(), "take them out of locales/, or say them");
}

/// Beginnings of keys to which something is joined: `"status-" ~ code`, `"problem-{code}"`; and
/// whether a second part may follow behind a hyphen.
fn begun_keys(sources: &str) -> Vec<(String, bool)> {
    // What fields are called is asked with their names (`field_name`).
    let mut begun = vec![("field-".to_owned(), false)];
    for (joint, many) in [("-\" ~", true), ("-' ~", true), ("-{", false)] {
        for (at, _) in sources.match_indices(joint) {
            let start = sources[..at].rfind(['"', '\'']).map_or(0, |quote| quote + 1);
            let key = &sources[start..=at];
            if key.len() > 1 && key.bytes().all(|b| b.is_ascii_lowercase() || b"-_".contains(&b)) {
                let line = sources[at..].lines().next().unwrap_or_default();
                begun.push((key.to_owned(), many && line.contains("~ \"-\" ~")));
            }
        }
    }
    begun
}

fn is_said(key: &str, words: &HashSet<&str>, begun: &[(String, bool)]) -> bool {
    // A word that serde makes of the name of a variant: `not_obliged` of `NotObliged`.
    let variant = |text: &str| {
        let parts = text.split('_').filter(|part| !part.is_empty());
        let name: String = parts.map(|part| part[..1].to_uppercase() + &part[1..]).collect();
        words.contains(name.as_str())
    };
    let known = |text: &str| {
        let changed = [text.to_owned(), text.replace('-', "_"), text.replace('-', ".")];
        text.bytes().all(|b| b.is_ascii_digit())
            || changed.iter().any(|text| words.contains(text.as_str()))
            || variant(&changed[1])
    };
    words.contains(key)
        || begun.iter().any(|(start, many)| {
            key.strip_prefix(start.as_str())
                .is_some_and(|rest| known(rest) || (*many && rest.split('-').all(known)))
        })
}

/// What the policy of `robustness.md` §4 would block in a page.
fn inline(text: &str) -> Option<String> {
    let html = without(&without(&without(text, "{#", "#}"), "{%", "%}"), "{{", "}}");
    for tag in html.split('<').skip(1) {
        let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
        let script = tag.starts_with("script") && !tag.contains("src=");
        let banned = tag.split_whitespace().skip(1).find(|attribute| {
            let name = attribute.split_once('=').map_or("", |(name, _)| name);
            name == "style" || (name.starts_with("on") && name.len() > 2)
        });
        if script || banned.is_some() || tag.contains("javascript:") {
            return Some(format!("inline code or style in <{tag}>"));
        }
    }
    None
}

/// Whether a block opens inside a style rule (at-rules may hold rules).
fn nests(css: &str) -> bool {
    let mut open = Vec::new();
    let mut prelude = String::new();
    for letter in css.chars() {
        match letter {
            '{' => {
                if open.last() == Some(&false) {
                    return true;
                }
                open.push(prelude.trim_start().starts_with('@'));
                prelude.clear();
            }
            '}' => {
                open.pop();
                prelude.clear();
            }
            ';' => prelude.clear(),
            _ => prelude.push(letter),
        }
    }
    false
}

#[test]
fn workflows_write_with_a_warrant() {
    // Each hands the transaction itself out for what no person asks for: mails on their way, and the
    // rows of amendments, whose author and instant are those of the change they follow from.
    const WRITES: [&str; 8] = [
        "warrant.rs",
        "mail/accounts.rs",
        "mail/deliver.rs",
        "mail/outage.rs",
        "mail/push.rs",
        "mail/returned.rs",
        "mail/settle.rs",
        "webhooks/deliver.rs",
    ];
    const NOTES: [&str; 2] = ["warrant.rs", "closing/amend.rs"];
    let dense = |text: &str| code_of(text).split_whitespace().collect::<String>();
    judge("src/workflows", &["rs"], |place, text| {
        let code = dense(text);
        let writes = ["store.write(", "store.write_reference(", "lock_for_fact_change("];
        let has = |words: &[&str]| words.iter().any(|word| code.contains(word));
        match (has(&writes), WRITES.contains(&place)) {
            (true, false) => return Some("write by `warrant.on(store, right).write(…)`".into()),
            (false, true) => return Some("writes nothing: take it out of the list".into()),
            _ => {}
        }
        match (has(&["audit::append("]), NOTES.contains(&place)) {
            (true, false) => Some("`acting.note(…)`".into()),
            (false, true) => Some("notes nothing: take it out of the list".into()),
            _ => None,
        }
    });
    // Who has been believed without a session: nobody but whoever has just shown who they are.
    judge("src", &["rs"], |place, text| {
        let proves = dense(text).contains("Warrant::proved(");
        (proves && place != "web/request.rs").then(|| "a session or a key is what proves".into())
    });
}

#[test]
fn pages_and_api_say_what_they_show_in_types() {
    // Where data has no form of its own: what each action notes in the audit, and the bodies of
    // calls before their type is known. Samples are read as they stand.
    const FREE_FORM: [&str; 5] = [
        "answers/json.rs",
        "api/audit.rs",
        "views/audit.rs",
        "views/audit_sentence.rs",
        "views/tests.rs",
    ];
    let untyped = |text: &str| {
        let code = code_of(text.split("#[cfg(test)]").next().unwrap_or_default());
        let words = |after: &str| match after.strip_prefix('{') {
            Some(list) => list.split(['}', ',']).map(|word| word.trim().to_owned()).collect(),
            None => vec![after.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned()],
        };
        let named: Vec<_> = code.split("serde_json::").skip(1).flat_map(words).collect();
        let found =
            named.into_iter().find(|word| ["Map", "Value", "json"].contains(&word.as_str()));
        found.or_else(|| code.contains("json!").then(|| "json!".to_owned()))
    };
    assert!(untyped("use serde_json::{Map, Value};").is_some());
    assert!(untyped("details: serde_json::Value,").is_some());
    assert!(untyped("Ok(json!({ \"a\": 1 }))").is_some());
    assert_eq!(untyped("serde_json::to_string(&report) // json!"), None);
    judge("src/web", &["rs"], |place, text| match (untyped(text), FREE_FORM.contains(&place)) {
        (Some(word), false) => Some(format!("`{word}`: a struct says what is shown")),
        (None, true) => Some("has a form by now: take it out of the list".to_owned()),
        _ => None,
    });
}

/// Asks `objection` about every file of these kinds below a folder; it gets the place below it.
fn judge(folder: &str, kinds: &[&str], objection: impl Fn(&str, &str) -> Option<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut complaints = Vec::new();
    for file in files(&folder) {
        if !file.extension().is_some_and(|kind| kinds.iter().any(|k| kind == *k)) {
            continue;
        }
        let place = file.strip_prefix(&folder).unwrap().to_str().unwrap();
        if let Some(why) = objection(place, &std::fs::read_to_string(&file).unwrap()) {
            complaints.push(format!("{}: {why}", file.display()));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Rust without line comments.
fn code_of(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") {
            found.extend(files(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    found
}
