//! What stands in the details of an entry of the audit. It is read by auditors, who do not see addresses and
//! telephones of people, and it stays for ever: so of those it says only that they are there, or changed.

use serde_json::{Map, Value};

use pekan_rules::masks;

/// Masks addresses and telephones, wherever in the details.
pub fn mask(details: &mut Value) {
    match details {
        Value::Object(fields) => mask_fields(fields),
        Value::Array(values) => values.iter_mut().for_each(mask),
        _ => {}
    }
}

fn mask_fields(fields: &mut Map<String, Value>) {
    let plain = fields.clone();
    for (name, value) in fields.iter_mut() {
        match value {
            Value::String(text) => {
                if let Some(masked) = masked(name, text) {
                    *text = masked;
                }
            }
            // Of two values the first stood before the second.
            Value::Array(pair) => mask_pair(name, pair),
            Value::Object(fields) => mask_fields(fields),
            _ => {}
        }
    }
    if let (Some(Value::Object(before)), Some(Value::Object(after))) =
        (plain.get("before"), plain.get("after"))
    {
        for (name, value) in before {
            if after.get(name).is_some_and(|now| now != value) {
                tell_apart(fields, name);
            }
        }
    }
}

fn mask_pair(name: &str, pair: &mut [Value]) {
    let differ = pair.first() != pair.last();
    for value in pair.iter_mut() {
        match value {
            Value::String(text) => {
                if let Some(masked) = masked(name, text) {
                    *text = masked;
                }
            }
            deeper => mask(deeper),
        }
    }
    if let [Value::String(before), Value::String(after)] = pair
        && differ
        && before == after
    {
        after.push('*');
    }
}

/// Two values that differ and look alike behind their masks.
fn tell_apart(fields: &mut Map<String, Value>, name: &str) {
    let before = fields.get("before").and_then(|before| before.get(name)).cloned();
    let after = fields.get_mut("after").and_then(|after| after.get_mut(name));
    if let (Some(Value::String(before)), Some(Value::String(after))) = (before, after)
        && before == *after
    {
        after.push('*');
    }
}

fn masked(field: &str, text: &str) -> Option<String> {
    match field {
        "email" => Some(masks::email(text)),
        "phone" | "telephone" => Some(masks::telephone(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::mask;
    use serde_json::json;

    #[test]
    fn addresses_and_telephones_are_masked_wherever_they_stand() {
        let mut details = json!({
            "before": { "name": "Sri", "email": "sri@a.go.id", "phone": "0811-22" },
            "after": { "name": "Sri W", "email": "siti@a.go.id", "phone": null },
            "phone": ["081200", "081201"],
            "rows": [{ "telephone": "+62812" }],
            "to": "2026-01-01",
        });
        mask(&mut details);
        let expected = json!({
            "before": { "name": "Sri", "email": "s***@a.go.id", "phone": "***22" },
            "after": { "name": "Sri W", "email": "s***@a.go.id*", "phone": null },
            "phone": ["***00", "***01"],
            "rows": [{ "telephone": "***12" }],
            "to": "2026-01-01",
        });
        assert_eq!(details, expected);
    }
}
