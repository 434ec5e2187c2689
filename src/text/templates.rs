//! The template engine: Tera over the embedded folder `templates/`, with words and formats.
//!
//! Every render has the variable `lang`; [`render`] puts it there. Functions and filters read it.
//! A component that uses any of them declares the implicit parameter `@lang`.
//!
//! | in a template | gives |
//! |---|---|
//! | `t(key="…", name=value)` | the message; whole numbers choose plurals, texts are put in |
//! | `field_name(field="amount")` | what the form calls the field; nothing if it has no name |
//! | `rupiah`, `number`, `thousands` | `Rp72.500`, `72.500`, `72` (thousands of rupiah) |
//! | `percent` | `81%`, or `–` for null |
//! | `tenth` | a number to one decimal, without language: for the measures of drawings |
//! | `date_long`, `date_plain`, `date_day`, `date_short`, `month_year` | see [`formats`] |
//! | `date_range(to=…)`, `week_range`, `week_label` | of ISO dates |
//! | `period_label(kind="week")` | `Pekan 47` or `November 2026`, of the first day |
//! | `period_short(kind="week")` | `47` or `Nov`: the head of a narrow column |
//! | `moment(zone="WIB")`, `date_time`, `time` | of RFC 3339 instants with the local offset |

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_embed::Embed;
use serde::Serialize;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

use super::{Arg, Language, formats, try_fixed, try_text};

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

/// Builds the engine over everything in `templates/`. Names are paths below that folder.
///
/// # Errors
/// [`RenderError::Parse`] when a template does not parse or names an unknown filter or component.
pub fn templates() -> Result<Tera, RenderError> {
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

fn register(tera: &mut Tera) {
    tera.register_function("t", translate);
    tera.register_function("field_name", |kwargs: Kwargs, state: &State| {
        let key = field_key(kwargs.must_get::<&str>("field")?);
        let name = try_fixed(language(state)?, &key).unwrap_or_default();
        Ok::<_, Error>(Value::from(name))
    });
    tera.register_filter("rupiah", |amount: i64, _: Kwargs, state: &State| {
        language(state).map(|language| formats::rupiah(language, amount))
    });
    tera.register_filter("number", |value: i64, _: Kwargs, state: &State| {
        language(state).map(|language| formats::number(language, value))
    });
    tera.register_filter("thousands", |amount: i64, _: Kwargs, state: &State| {
        language(state).map(|language| formats::number(language, amount / 1_000))
    });
    tera.register_filter("percent", |rate: Value, _: Kwargs, _: &State| percent(&rate));
    tera.register_filter("tenth", |number: f64, _: Kwargs, _: &State| {
        // Adding zero takes the sign from a zero.
        (number * 10.0).round() / 10.0 + 0.0
    });
    tera.register_filter("moment", moment);
    tera.register_filter("time", |at: &str, _: Kwargs, state: &State| {
        Ok::<_, Error>(formats::time(language(state)?, instant(at)?))
    });
    tera.register_filter("date_time", |at: &str, _: Kwargs, state: &State| {
        let (language, at) = (language(state)?, instant(at)?);
        let day = formats::date_short(language, at.date_naive());
        Ok::<_, Error>(format!("{day}, {}", formats::time(language, at)))
    });
    tera.register_filter("date_range", |from: &str, kwargs: Kwargs, state: &State| {
        let to = date(kwargs.must_get::<&str>("to")?)?;
        Ok::<_, Error>(formats::date_range(language(state)?, date(from)?, to))
    });
    tera.register_filter("period_label", |start: &str, kwargs: Kwargs, state: &State| {
        let label = match kwargs.must_get::<&str>("kind")? {
            "month" => formats::month_year,
            _ => formats::week_label,
        };
        Ok::<_, Error>(label(language(state)?, date(start)?))
    });
    tera.register_filter("period_short", |start: &str, kwargs: Kwargs, state: &State| {
        let short = match kwargs.must_get::<&str>("kind")? {
            "month" => |language, day| formats::month_short(language, day).into_owned(),
            _ => |_: Language, day: NaiveDate| formats::week_number(day),
        };
        Ok::<_, Error>(short(language(state)?, date(start)?))
    });
    register_dates(tera);
}

fn register_dates(tera: &mut Tera) {
    type Format = fn(Language, NaiveDate) -> String;
    let formats: [(&'static str, Format); 7] = [
        ("date_long", formats::date_long),
        ("date_plain", formats::date_plain),
        ("date_day", formats::date_day),
        ("date_short", formats::date_short),
        ("month_year", formats::month_year),
        ("week_range", formats::week_range),
        ("week_label", formats::week_label),
    ];
    for (name, format) in formats {
        tera.register_filter(name, move |day: &str, _: Kwargs, state: &State| {
            Ok::<_, Error>(format(language(state)?, date(day)?))
        });
    }
}

fn translate(kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let key = kwargs.must_get::<&str>("key")?;
    let mut args = Vec::new();
    for (name, value) in kwargs.iter() {
        let name = name.as_str().unwrap_or_default();
        if name != "key" {
            args.push((name, argument(key, name, value)?));
        }
    }
    let language = language(state)?;
    let found = if args.is_empty() {
        try_fixed(language, key).map(Value::from)
    } else {
        try_text(language, key, &args).map(Value::from)
    };
    found.map_err(|reason| Error::message(format!("message `{key}`: {reason}")))
}

/// `tiers.1.minimum_amount` is called as `minimum_amount` is; `seller.name` has a name of its own.
fn field_key(field: &str) -> String {
    let parts = field.split('.').filter(|part| *part != "tiers" && part.parse::<u8>().is_err());
    parts.fold("field".to_owned(), |key, part| key + "-" + part)
}

fn argument<'a>(key: &str, name: &str, value: &'a Value) -> TeraResult<Arg<'a>> {
    if let Some(text) = value.as_str() {
        return Ok(Arg::Text(text));
    }
    let count = value.as_i128().and_then(|count| u64::try_from(count).ok());
    count.map(Arg::Count).ok_or_else(|| {
        Error::message(format!(
            "message `{key}`: `{name}` is {}, not text or a whole number from 0",
            value.name()
        ))
    })
}

fn percent(rate: &Value) -> TeraResult<String> {
    match rate.as_f64() {
        None if !rate.is_none() => Err(Error::message("`percent` needs a number or null")),
        rate => Ok(formats::percent(rate)),
    }
}

fn moment(at: &str, kwargs: Kwargs, state: &State) -> TeraResult<String> {
    Ok(formats::moment(language(state)?, instant(at)?, kwargs.must_get::<&str>("zone")?))
}

fn language(state: &State) -> TeraResult<Language> {
    let lang = state.get::<Value>("lang")?;
    lang.as_ref().and_then(Value::as_str).and_then(Language::from_tag).ok_or_else(|| {
        Error::message("`lang` is missing here; a component declares it with `@lang`")
    })
}

fn date(text: &str) -> TeraResult<NaiveDate> {
    text.parse().map_err(|_| Error::message(format!("`{text}` is not a date such as 2026-11-20")))
}

fn instant(text: &str) -> TeraResult<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| Error::message(format!("`{text}` is not an RFC 3339 instant")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(language: Language, source: &str) -> String {
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
            shown(Language::Indonesian, source),
            "Rp72.500 72 81% – Jumat, 20 Nov 16–22 November 2026 \
             Rabu, 25 November 2026 pukul 23.59 WIB"
        );
        assert!(shown(Language::English, source).starts_with("Rp72,500 72 81% – Friday, 20 Nov"));
    }

    #[test]
    fn messages_take_arguments_and_are_escaped() {
        let source = "{{ t(key='letter-purchases', count=2) }} \
                      {{ t(key='mail-filter', word=name, count=1) }}";
        let shown = shown(Language::English, source);
        assert!(shown.starts_with("2 purchases &lt;b&gt;"), "{shown}");
    }

    #[test]
    fn fields_have_names() {
        let source = "{{ field_name(field='tiers.1.minimum_amount') }}, \
                      {{ field_name(field='seller.name') }}, {{ field_name(field='nothing') }}.";
        assert_eq!(shown(Language::English, source), "Minimum amount, Name of the seller, .");
    }

    #[test]
    fn components_see_the_language_when_they_ask_for_it() {
        let source = "{% component c(@lang) %}{{ 5000 | rupiah }}{% endcomponent c %}{{ <c /> }}";
        assert_eq!(shown(Language::English, source), "Rp5,000");
    }

    #[test]
    fn all_templates_parse() {
        templates().unwrap_or_else(|error| panic!("{error}"));
    }
}
