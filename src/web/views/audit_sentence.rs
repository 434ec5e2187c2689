//! What the audit notes, as a sentence that begins with who did it.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::rules::audit::AuditAction;
use crate::rules::{EmployeeId, OfficeId, Period, PeriodKind, Rulebook, Zone};
use crate::store::audit::Entry;
use crate::text::{self, Arg, Language, formats, text_with};

/// What ids and codes of the audit stand for.
pub struct Known<'a> {
    pub people: HashMap<EmployeeId, (String, String)>,
    pub rulebook: &'a Rulebook,
}

impl Known<'_> {
    pub fn name(&self, id: Option<EmployeeId>) -> Option<&str> {
        Some(self.people.get(&id?)?.1.as_str())
    }

    pub fn number(&self, id: Option<EmployeeId>) -> Option<&str> {
        Some(self.people.get(&id?)?.0.as_str())
    }
}

/// What sentences may say. An argument that an old entry lacks is a dash.
const ARGUMENTS: [&str; 24] = [
    "who", "of_whom", "amount", "seller", "on", "from", "to", "until", "before", "office", "role",
    "period", "zone", "title", "kind", "name", "cause", "number", "created", "changed", "changes",
    "day", "section", "address",
];

/// The action in words, such as `membatalkan catatan Rp40.000 di Lalapan Maju Makmur: nominal keliru`.
pub fn sentence(language: Language, entry: &Entry, known: &Known<'_>) -> String {
    let details: Map<String, Value> = serde_json::from_str(&entry.details).unwrap_or_default();
    let noted = Noted { language, entry, details, known };
    let values = ARGUMENTS.map(|name| noted.argument(name));
    let mut args: Vec<_> =
        ARGUMENTS.iter().zip(&values).map(|(name, value)| (*name, Arg::from(value))).collect();
    args.push(("count", Arg::Count(noted.count())));
    let words = text_with(language, &format!("trail-{}", key(entry.action)), &args);
    match noted.word("reason") {
        Some(reason) if !reason.is_empty() => format!("{words}: {reason}"),
        _ => words,
    }
}

/// What the list of actions calls one: `Membatalkan catatan belanja`.
pub fn label(language: Language, action: AuditAction) -> String {
    text::text(language, &format!("audit-{}", key(action)))
}

fn key(action: AuditAction) -> String {
    action.name().replace('.', "-")
}

/// An entry with its details.
struct Noted<'a> {
    language: Language,
    entry: &'a Entry,
    details: Map<String, Value>,
    known: &'a Known<'a>,
}

impl Noted<'_> {
    fn argument(&self, name: &str) -> String {
        let found = match name {
            "who" => self.known.name(self.entry.about_id).map(str::to_owned),
            "of_whom" => Some(self.of_whom()),
            "office" => Some(self.office()),
            "period" => self.period(),
            "title" => self.word("title").or_else(|| self.policy_title()),
            "on" => self.word("on").or_else(|| self.word("purchased_on")),
            "from" => self.word("from").or_else(|| self.word("effective_from")),
            "before" => self.word("before").or_else(|| self.word("purchased_before")),
            "day" => self.of_subject("holidays/").map(|day| self.say("day", &day.into())),
            "section" => self.of_subject("settings/").map(|part| {
                let key = format!("settings-{}", part.replace('_', "-"));
                text::known(self.language, &key).unwrap_or_else(|| part.to_owned())
            }),
            "address" => self.word("to"),
            "changes" => Some(self.changes()),
            name => self.word(name),
        };
        found.unwrap_or_else(|| "–".to_owned())
    }

    /// The record's key, where it lies in this table.
    fn of_subject(&self, table: &str) -> Option<&str> {
        self.entry.subject.strip_prefix(table)
    }

    /// A detail as people write it; of two values that of before.
    fn word(&self, name: &str) -> Option<String> {
        let value = self.details.get(name)?;
        let value = value.as_array().and_then(|pair| pair.first()).unwrap_or(value);
        (!value.is_null() && !value.is_object()).then(|| self.say(name, value))
    }

    /// How many people, rows or records it was about.
    fn count(&self) -> u64 {
        ["count", "people", "records", "rows"]
            .iter()
            .find_map(|name| self.details.get(*name).and_then(Value::as_u64))
            .unwrap_or_default()
    }

    /// Whose it was, where that is somebody else than who did it.
    fn of_whom(&self) -> String {
        let other = self.entry.about_id.filter(|about| Some(*about) != self.entry.actor_id);
        let name = self.known.name(other).map(|name| {
            let args = [("name", Arg::from(name))];
            format!(" {}", text_with(self.language, "trail-of", &args))
        });
        name.unwrap_or_default()
    }

    /// The office by its code or its id; none is all of them.
    fn office(&self) -> String {
        let tree = &self.known.rulebook.offices;
        let id = |id: i64| tree.get(OfficeId(id));
        let named = match self.details.get("office") {
            Some(Value::String(code)) => {
                tree.by_code(code).map(|found| found.name.clone()).or(Some(code.clone()))
            }
            Some(Value::Number(number)) => {
                number.as_i64().and_then(id).map(|found| found.name.clone())
            }
            _ => None,
        };
        let own = self.of_subject("offices/").and_then(|own| own.parse().ok()).and_then(id);
        named
            .or_else(|| own.map(|office| office.name.clone()))
            .or_else(|| self.word("name").filter(|_| own.is_some()))
            .unwrap_or_else(|| text::text(self.language, "role-everywhere"))
    }

    fn period(&self) -> Option<String> {
        let noted = self.details.get("period").and_then(Value::as_str);
        let label = self.of_subject("periods/").or(noted)?;
        Some(
            Period::parse(label)
                .map_or_else(|| label.to_owned(), |period| self.period_words(&period)),
        )
    }

    fn period_words(&self, period: &Period) -> String {
        let (language, start) = (self.language, period.start);
        match period.kind {
            PeriodKind::Month => formats::month_year(language, start),
            PeriodKind::Week => {
                let (label, range) =
                    (formats::week_label(language, start), formats::week_range(language, start));
                format!("{label} ({range})")
            }
        }
    }

    fn policy_title(&self) -> Option<String> {
        let id = self.of_subject("policies/")?.parse().ok()?;
        let policies = &self.known.rulebook.policies;
        policies.iter().find(|policy| policy.id == id).map(|policy| policy.title.clone())
    }

    /// `nama: Sri → Sri Wahyuni; surel: …` of what stood before and stands after.
    fn changes(&self) -> String {
        let object = |name| self.details.get(name).and_then(Value::as_object);
        let mut changes = Vec::new();
        if let Some((before, after)) = object("before").zip(object("after")) {
            let differs = after.iter().filter(|(name, now)| before.get(*name) != Some(now));
            changes.extend(differs.map(|(name, now)| self.change(name, before.get(name), now)));
        }
        for (name, pair) in &self.details {
            let Some([before, after]) = pair.as_array().map(Vec::as_slice) else { continue };
            if before != after {
                changes.push(self.change(name, Some(before), after));
            }
        }
        if changes.is_empty() {
            return text::text(self.language, "trail-other-details");
        }
        changes.join("; ")
    }

    fn change(&self, name: &str, before: Option<&Value>, after: &Value) -> String {
        let label = text::known(self.language, &format!("field-{name}"));
        let label = label.unwrap_or_else(|| name.replace('_', " "));
        let deep = |value: &Value| value.is_object() || value.is_array();
        if deep(after) || before.is_some_and(deep) {
            return label;
        }
        let say = |value: &Value| match value {
            Value::Null => "–".to_owned(),
            value => self.say(name, value),
        };
        format!("{label}: {} → {}", before.map_or_else(|| "–".to_owned(), say), say(after))
    }

    /// A value as this language writes it.
    fn say(&self, name: &str, value: &Value) -> String {
        let language = self.language;
        match value {
            Value::Number(number) => {
                let number = number.as_i64().unwrap_or_default();
                let is_amount = name.contains("amount");
                if is_amount {
                    formats::rupiah(language, number)
                } else {
                    formats::number(language, number)
                }
            }
            Value::String(text) => self.say_text(name, text),
            Value::Bool(yes) => text::text(language, if *yes { "yes" } else { "no" }),
            other => other.to_string(),
        }
    }

    fn say_text(&self, name: &str, text: &str) -> String {
        if let Ok(day) = text.parse::<NaiveDate>() {
            return formats::date_plain(self.language, day);
        }
        if name == "time_zone"
            && let Some(zone) = Zone::from_name(text)
        {
            return zone.label().to_owned();
        }
        // The words of an enum's value, by what the detail is called.
        let prefixes: &[&str] = match name {
            "role" => &["role-"],
            "cause" => &["amendment-cause-"],
            "kind" => &["mail-kind-", "holiday-", "sheet-of-"],
            "employment_type" => &["employment-"],
            "position_level" => &["position-"],
            "reason" => &["exemption-", "declined-"],
            _ => &[],
        };
        let is_name = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let words = prefixes.iter().filter(|_| is_name && !text.is_empty());
        let mut words =
            words.filter_map(|prefix| text::known(self.language, &format!("{prefix}{text}")));
        words.next().unwrap_or_else(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests;
