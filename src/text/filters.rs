//! What templates say with words and formats: functions and filters, all of which read the variable
//! `lang`. A component that uses any of them declares the implicit parameter `@lang`.
//!
//! | in a template | gives |
//! |---|---|
//! | `t(key="…", name=value)` | the message; whole numbers choose plurals, texts are put in |
//! | `field_name(field="amount")` | what the form calls the field; nothing if it has no name |
//! | `class_name(class="micro")` | what a class of sellers is called |
//! | `level_name(level="echelon_3a")` | what a level is called; one of a district's own by its code |
//! | `rupiah`, `number`, `thousands` | `Rp72.500`, `72.500`, `72` (thousands of rupiah) |
//! | `percent` | `81%`, or `–` for null |
//! | `tenth` | a number to one decimal, without language: for the measures of drawings |
//! | `date_long`, `date_plain`, `date_day`, `date_short`, `month_year` | see [`formats`] |
//! | `date_range(to=…)`, `week_range`, `week_label` | of ISO dates |
//! | `period_name(kind="week")` | `pekan 47` or `November 2026`, within a sentence |
//! | `quota` | an amount, a number of purchases, or both: `Rp50.000 dan 2 belanja` |
//! | `progress(of=…)` | one quota of another: `Rp50.000 dari Rp100.000` |
//! | `period_label(kind="week")` | `Pekan 47` or `November 2026`, of the first day |
//! | `period_short(kind="week")` | `47` or `Nov`: the head of a narrow column |
//! | `moment(zone="WIB")`, `date_time`, `time` | of RFC 3339 instants with the local offset |

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::{
    Arg, Language, class_name, field_name, formats, level_name, text_with, try_fixed, try_text,
};

pub(super) fn register(tera: &mut Tera) {
    tera.register_function("t", translate);
    tera.register_function("field_name", |kwargs: Kwargs, state: &State| {
        let field = kwargs.must_get::<&str>("field")?;
        Ok::<_, Error>(Value::from(field_name(language(state)?, field).unwrap_or_default()))
    });
    tera.register_function("class_name", |kwargs: Kwargs, state: &State| {
        let class = kwargs.must_get::<&str>("class")?;
        Ok::<_, Error>(Value::from(class_name(language(state)?, class)))
    });
    tera.register_function("level_name", |kwargs: Kwargs, state: &State| {
        let level = kwargs.must_get::<&str>("level")?;
        Ok::<_, Error>(Value::from(level_name(language(state)?, level)))
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
    tera.register_filter("period_name", |start: &str, kwargs: Kwargs, state: &State| {
        let (language, start) = (language(state)?, date(start)?);
        Ok::<_, Error>(match kwargs.must_get::<&str>("kind")? {
            "month" => formats::month_year(language, start),
            _ => text_with(language, "email-week", &[("week", start.iso_week().week().into())]),
        })
    });
    register_quotas(tera);
    tera.register_filter("period_short", |start: &str, kwargs: Kwargs, state: &State| {
        let short = match kwargs.must_get::<&str>("kind")? {
            "month" => |language, day| formats::month_short(language, day).into_owned(),
            _ => |_: Language, day: NaiveDate| formats::week_number(day),
        };
        Ok::<_, Error>(short(language(state)?, date(start)?))
    });
    register_dates(tera);
}

fn register_quotas(tera: &mut Tera) {
    tera.register_filter("quota", |quota: Value, _: Kwargs, state: &State| {
        let language = language(state)?;
        Ok::<_, Error>(self::quota(language, part(&quota, "amount"), part(&quota, "count")))
    });
    tera.register_filter("progress", |have: Value, kwargs: Kwargs, state: &State| {
        let language = language(state)?;
        let want = kwargs.must_get::<Value>("of")?;
        let amounts = part(&have, "amount").zip(part(&want, "amount"));
        let counts = part::<u32>(&have, "count").zip(part(&want, "count"));
        Ok::<_, Error>(self::progress(language, amounts, counts))
    });
}

/// How much there is of how much: an amount in rupiah, a number of purchases, or both.
pub fn progress(
    language: Language,
    amounts: Option<(i64, i64)>,
    counts: Option<(u32, u32)>,
) -> String {
    let of = |have: String, want: String| {
        text_with(language, "email-of", &[("have", (&have).into()), ("want", (&want).into())])
    };
    let rupiah = |amount| formats::rupiah(language, amount);
    let amount = amounts.map(|(have, want)| of(rupiah(have), rupiah(want)));
    let count = counts.map(|(have, want)| of(have.to_string(), purchases(language, want)));
    joined(language, amount, count)
}

/// An amount in rupiah, a number of purchases, or both.
pub fn quota(language: Language, amount: Option<i64>, count: Option<u32>) -> String {
    let amount = amount.map(|amount| formats::rupiah(language, amount));
    joined(language, amount, count.map(|count| purchases(language, count)))
}

/// The amount or the count of a quota, where it has one.
fn part<T: TryFrom<i64>>(quota: &Value, name: &str) -> Option<T> {
    T::try_from(quota.get_from_path(name)?.as_i64()?).ok()
}

fn purchases(language: Language, count: u32) -> String {
    text_with(language, "email-purchases", &[("count", count.into())])
}

fn joined(language: Language, one: Option<String>, two: Option<String>) -> String {
    match (one, two) {
        (Some(one), Some(two)) => {
            text_with(language, "email-and", &[("one", (&one).into()), ("two", (&two).into())])
        }
        (one, two) => one.or(two).unwrap_or_default(),
    }
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
