//! Renders every sample of `tests/fixtures/pages` in both languages. A sample is the contract of
//! its page: `<folder>.<template>.<state>.json` is what `templates/<folder>/<template>.html` needs.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use pekan::text::{Language, render, templates};
use serde_json::Value;

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// Template, name of the sample, values.
fn samples() -> Vec<(String, String, Value)> {
    let mut samples: Vec<_> = fs::read_dir(root("tests/fixtures/pages"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let (template, _state) = name.rsplit_once('.').unwrap();
            let template = format!("{}.html", template.replace('.', "/"));
            let values = serde_json::from_str(&fs::read_to_string(&path).unwrap())
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            (template, name, values)
        })
        .collect();
    samples.sort_by(|a, b| a.1.cmp(&b.1));
    samples
}

fn each_page(mut look: impl FnMut(&str, &str)) {
    let tera = templates().unwrap_or_else(|error| panic!("{error}"));
    for (template, name, values) in samples() {
        for language in Language::ALL {
            let html = render(&tera, &template, language, &values)
                .unwrap_or_else(|error| panic!("{name} in {}: {error}", language.name()));
            look(&format!("{name} in {}", language.name()), &html);
        }
    }
}

/// `bin/samples` names a folder, in which each is left to be looked at.
#[test]
fn every_sample_renders_in_both_languages() {
    let folder = std::env::var_os("PEKAN_SAMPLES").map(PathBuf::from);
    let mut pages = 0;
    each_page(|name, html| {
        if let Some(folder) = &folder {
            fs::write(folder.join(format!("{name}.html")), html).unwrap();
        }
        assert!(html.trim_end().ends_with("</html>"), "{name} is cut short");
        pages += 1;
    });
    assert!(pages > 50, "only {pages} pages: were the samples found?");
}

#[test]
fn every_page_has_a_sample() {
    let sampled: BTreeSet<_> = samples().into_iter().map(|(template, ..)| template).collect();
    let mut missing = Vec::new();
    for folder in fs::read_dir(root("templates")).unwrap() {
        let folder = folder.unwrap().path();
        let noun = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if folder.is_dir() && noun != "components" && noun != "email" {
            missing.extend(unsampled(&folder, &noun, &sampled));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

fn unsampled(folder: &Path, noun: &str, sampled: &BTreeSet<String>) -> Vec<String> {
    let mut missing = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{noun}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            missing.extend(unsampled(&path, &name, sampled));
        } else if !sampled.contains(&name) {
            missing.push(name);
        }
    }
    missing
}

#[test]
fn nothing_breaks_the_content_policy() {
    each_page(|name, html| {
        for forbidden in ["style=", "<style", " onclick", " onsubmit", "javascript:", "http://"] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
        for script in html.split("<script").skip(1) {
            assert!(script.contains(" src=\""), "{name} has an inline script");
        }
    });
}

#[test]
fn no_address_says_a_number() {
    let mut addresses = 0;
    each_page(|name, html| {
        for attribute in ["href=\"", "action=\"", "src=\""] {
            for part in html.split(attribute).skip(1) {
                let address = part.split('"').next().unwrap();
                let figures = address.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
                let is_kept = address.starts_with("otpauth:");
                assert!(is_kept || figures < Some(18), "{name} leads to {address}");
                addresses += 1;
            }
        }
    });
    assert!(addresses > 1_000, "only {addresses}: were they found?");
}

#[test]
fn every_icon_is_in_the_sprite() {
    let sprite = fs::read_to_string(root("static/icons.svg")).unwrap();
    each_page(|name, html| {
        for icon in html.split("icons.svg#").skip(1) {
            let icon = icon.split('"').next().unwrap();
            assert!(sprite.contains(&format!("id=\"{icon}\"")), "{name}: no icon {icon:?}");
        }
    });
}

#[test]
fn drawings_have_one_decimal_at_most() {
    let mut measures = 0;
    each_page(|name, html| {
        let shapes = ["svg ", "rect ", "line ", "circle ", "text "];
        let is_shape = |tag: &&str| shapes.iter().any(|shape| tag.starts_with(shape));
        for tag in html.split('<').map(|rest| rest.split('>').next().unwrap()).filter(is_shape) {
            for value in tag.split('"').skip(1).step_by(2) {
                let number = value.strip_suffix('%').unwrap_or(value);
                if number.parse::<f64>().is_ok() {
                    let decimals = number.split_once('.').map_or(0, |(_, after)| after.len());
                    assert!(decimals <= 1, "{name}: {value} in <{tag}>");
                    measures += 1;
                }
            }
        }
    });
    assert!(measures > 500, "only {measures}: were the drawings found?");
}

#[test]
fn every_form_that_posts_carries_the_token() {
    each_page(|name, html| {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            if form.contains("method=\"post\"") {
                assert!(form.contains("name=\"csrf\""), "{name}: a form without token");
            }
        }
    });
}

#[test]
fn every_error_of_the_summary_leads_to_something() {
    each_page(|name, html| {
        let summary = html.split("id=\"error-summary\"").nth(1).unwrap_or_default();
        let summary = summary.split("</ul>").next().unwrap_or_default();
        for link in summary.split("href=\"#").skip(1) {
            let id = link.split('"').next().unwrap();
            assert!(html.contains(&format!("id=\"{id}\"")), "{name}: nothing has the id {id}");
        }
    });
}

#[test]
fn ids_are_used_once() {
    each_page(|name, html| {
        let mut seen = BTreeSet::new();
        for part in html.split(" id=\"").skip(1) {
            let id = part.split('"').next().unwrap();
            assert!(seen.insert(id), "{name}: the id {id} stands twice");
        }
    });
}

#[test]
fn what_people_type_is_escaped() {
    let tera = templates().unwrap_or_else(|error| panic!("{error}"));
    let (template, _, mut values) =
        samples().into_iter().find(|(_, name, _)| name == "week.show.open").unwrap();
    values["purchases"][0]["seller"] = "<script>alert(1)</script>".into();
    values["repeat"][0]["name"] = "\"><img src=x>".into();
    let html = render(&tera, &template, Language::Indonesian, &values).unwrap();
    assert!(!html.contains("<script>alert") && !html.contains("<img src=x"));
    assert!(html.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn the_style_sheet_stays_small() {
    let bytes = fs::metadata(root("static/app.css")).unwrap().len();
    assert!(bytes < 48_000, "{bytes} bytes: an hour of thrift is due");
}

/// All that a page loads: its scripts, and what they import. What is fetched where it is needed is not among it.
fn scripts_of(html: &str) -> BTreeSet<String> {
    let begun = html.split("/js/").skip(1).filter_map(|rest| rest.split_once(".js").map(|it| it.0));
    let mut waiting: Vec<String> = begun.map(str::to_owned).collect();
    let mut scripts = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let text = fs::read_to_string(root(&format!("static/js/{name}.js"))).unwrap();
        let imports = text.lines().filter_map(|line| line.strip_prefix("import "));
        let imported = imports.filter_map(|line| line.split("'./").nth(1)?.strip_suffix(".js';"));
        if scripts.insert(name) {
            waiting.extend(imported.map(str::to_owned));
        }
    }
    scripts
}

#[test]
fn what_a_page_loads_of_scripts_stays_small() {
    let packed = |name: &String| {
        let script = fs::read(root(&format!("static/js/{name}.js"))).unwrap();
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&script).unwrap();
        packed.finish().unwrap().len()
    };
    let mut used = BTreeSet::new();
    each_page(|name, html| {
        let scripts = scripts_of(html);
        let bytes: usize = scripts.iter().map(packed).sum();
        assert!(bytes < 10_000, "{name}: {bytes} bytes of JavaScript, packed");
        for script in &scripts {
            let text = fs::read_to_string(root(&format!("static/js/{script}.js"))).unwrap();
            let later = text.split("import('./").skip(1);
            used.extend(later.map(|rest| rest.split(".js'").next().unwrap().to_owned()));
            // By an address of its own, which says what passes through it.
            if text.contains("serviceWorker?.register('/belanja/dibagikan.js'") {
                used.insert("shared_in".to_owned());
            }
            if text.contains("serviceWorker.register('/akun/ponsel.js'") {
                used.insert("phone_worker".to_owned());
            }
        }
        used.extend(scripts);
    });
    let all = fs::read_dir(root("static/js")).unwrap();
    let all =
        all.map(|script| script.unwrap().path().file_stem().unwrap().to_str().unwrap().into());
    assert_eq!(used, all.collect::<BTreeSet<String>>(), "scripts that no page loads");
}

#[test]
fn forms_with_files_begin_with_their_token() {
    // Their reader writes no file before it has seen the token.
    let mut forms = 0;
    each_page(|name, html| {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let (tag, inside) = form.split_once('>').unwrap();
            if !tag.contains("multipart/form-data") {
                continue;
            }
            forms += 1;
            let fields = ["<input", "<select", "<textarea", "<button"];
            let first = fields.iter().filter_map(|field| inside.find(field)).min();
            let first = first.unwrap_or_else(|| panic!("{name}: a form without fields"));
            let first = inside[first..].split('>').next().unwrap();
            assert!(first.contains("name=\"csrf\""), "{name}: {first}");
        }
    });
    assert!(forms > 10, "only {forms} forms with files");
}

#[test]
fn scripts_keep_the_order_of_a_form() {
    for entry in fs::read_dir(root("static/js")).unwrap() {
        let path = entry.unwrap().path();
        let script = fs::read_to_string(&path).unwrap();
        assert!(!script.contains("new FormData()"), "{}: begin with the form", path.display());
        for change in ["delete('csrf'", "set('csrf'", "append('csrf'"] {
            assert!(!script.contains(change), "{}: {change}", path.display());
        }
    }
}

/// What takes a right or a record away: the last word of its form's address.
const TAKES_AWAY: [&str; 9] =
    ["cabut", "hapus", "batal", "tarik", "akhiri", "berhenti", "tutup", "tolak", "putus"];

/// Declaring "no purchase" is taken back and made again with one button each.
const UNDONE_AS_EASILY: [&str; 1] = ["/tidak-belanja/batal"];

#[test]
fn what_takes_something_away_asks_once() {
    let mut asking = BTreeSet::new();
    each_page(|name, html| {
        for (at, _) in html.match_indices("<form ") {
            let form = html[at..].split("</form>").next().unwrap();
            let tag = form.split('>').next().unwrap();
            let action = tag.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
            let action = action.unwrap_or_default();
            let word = action.rsplit('/').next().unwrap();
            let removes = form.contains("value=\"remove\"") || TAKES_AWAY.contains(&word);
            if !removes || UNDONE_AS_EASILY.contains(&action) {
                continue;
            }
            let before = &html[..at];
            let is_folded =
                before.matches("<details").count() > before.matches("</details>").count();
            // Or it cannot be sent before something was written into it.
            let is_asking = form.contains(" required");
            assert!(is_folded || is_asking, "{name}: {action} acts at once");
            asking.insert(word.to_owned());
        }
    });
    assert!(asking.len() > 5, "only {asking:?}: were the forms found?");
}
