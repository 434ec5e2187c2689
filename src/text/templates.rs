//! The template engine: Tera over the embedded folder `templates/`, with words and formats.
//!
//! Every render has the variable `lang`; [`render`] puts it there, and `filters` read it.

use std::sync::{Arc, OnceLock};

use rust_embed::Embed;
use serde::Serialize;
use tera::{Context, Tera, TeraResult};

use super::Language;
use super::filters::register;

#[derive(Embed)]
#[folder = "templates/"]
struct Files;

/// Why a page or a mail could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    #[error("templates do not parse: {0}")]
    Parse(#[source] tera::Error),
    #[error("template {name}: {source}")]
    Render {
        name: String,
        #[source]
        source: tera::Error,
    },
}

/// The engine over everything in `templates/`, which a process compiles once: it takes some 7 MB.
///
/// # Errors
/// [`RenderError::Parse`] when a template does not parse or names an unknown filter or component.
pub fn templates() -> Result<Arc<Tera>, RenderError> {
    static COMPILED: OnceLock<Arc<Tera>> = OnceLock::new();
    if let Some(compiled) = COMPILED.get() {
        return Ok(Arc::clone(compiled));
    }
    let compiled = Arc::new(compile()?);
    Ok(Arc::clone(COMPILED.get_or_init(|| compiled)))
}

/// Names are paths below the folder.
fn compile() -> Result<Tera, RenderError> {
    let mut tera = Tera::default();
    // `email/<name>/html` has no suffix of its own.
    tera.autoescape_on([".html", "/html"]);
    register(&mut tera);
    let files: Vec<(String, String)> = Files::iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            let source = String::from_utf8(file.data.into_owned()).ok()?;
            Some((name.into_owned(), source))
        })
        .collect();
    tera.add_raw_templates(files).map_err(RenderError::Parse)?;
    Ok(tera)
}

/// Renders `name` with the fields of `values` (a struct or a map) in `language`.
///
/// # Errors
/// [`RenderError::Render`] when a variable is missing or has the wrong type.
pub fn render<T: Serialize + ?Sized>(
    tera: &Tera,
    name: &str,
    language: Language,
    values: &T,
) -> Result<String, RenderError> {
    render_context(tera, name, language, Context::from_serialize(values))
}

/// The same with values that were put together before, or could not be.
///
/// # Errors
/// [`RenderError::Render`] as above.
pub fn render_context(
    tera: &Tera,
    name: &str,
    language: Language,
    context: TeraResult<Context>,
) -> Result<String, RenderError> {
    let failed = |source| RenderError::Render { name: name.to_owned(), source };
    let mut context = context.map_err(failed)?;
    context.insert("lang", language.name());
    tera.render(name, &context).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(language: Language, source: &str) -> String {
        let mut tera = Tera::default();
        register(&mut tera);
        tera.add_raw_template("a.html", source).unwrap();
        let values = serde_json::json!({ "name": "<b>", "rate": 0.81, "none": null });
        render(&tera, "a.html", language, &values).unwrap()
    }

    #[test]
    fn filters_follow_the_language() {
        let source = "{{ 72500 | rupiah }} {{ 72500 | thousands }} {{ rate | percent }} \
                      {{ none | percent }} {{ '2026-11-20' | date_day }} \
                      {{ '2026-11-16' | date_range(to='2026-11-22') }} \
                      {{ '2026-11-25T23:59:00+07:00' | moment(zone='WIB') }}";
        assert_eq!(
            rendered(Language::Indonesian, source),
            "Rp72.500 72 81% – Jumat, 20 Nov 16–22 November 2026 \
             Rabu, 25 November 2026 pukul 23.59 WIB"
        );
        assert!(
            rendered(Language::English, source).starts_with("Rp72,500 72 81% – Friday, 20 Nov")
        );
    }

    #[test]
    fn messages_take_arguments_and_are_escaped() {
        let source = "{{ t(key='email-purchases', count=2) }} \
                      {{ t(key='mail-filter', word=name, count=1) }}";
        let output = rendered(Language::English, source);
        assert!(output.starts_with("2 purchases &lt;b&gt;"), "{output}");
    }

    #[test]
    fn fields_have_names() {
        let source = "{{ field_name(field='tiers.1.minimum_amount') }}, \
                      {{ field_name(field='seller.name') }}, {{ field_name(field='nothing') }}.";
        assert_eq!(rendered(Language::English, source), "Minimum amount, Name of the seller, .");
    }

    #[test]
    fn components_see_the_language_when_they_ask_for_it() {
        let source = "{% component c(@lang) %}{{ 5000 | rupiah }}{% endcomponent c %}{{ <c /> }}";
        assert_eq!(rendered(Language::English, source), "Rp5,000");
    }

    #[test]
    fn all_templates_parse() {
        templates().unwrap_or_else(|error| panic!("{error}"));
    }
}
