//! What stands in the details of an entry of the audit. It is read by auditors, who do not see addresses and
//! telephones of people, and it stays for ever, also of people whose personal data was erased: so of these, and of
//! names and numbers of people, it says only that they are there, or changed. Whom an entry is about its id says.

use serde_json::{Map, Value};

use pekan_rules::audit::AuditAction;
use pekan_rules::masks;

/// Masks addresses and telephones, wherever in the details, and what names a person where the action says so.
pub fn mask(action: AuditAction, details: &mut Value) {
    let names_people = matches!(
        action,
        AuditAction::AdministratorCreate
            | AuditAction::EmployeeAdd
            | AuditAction::EmployeeEdit
            | AuditAction::OfficeContact
    );
    Mask { names_people }.value(details);
}

#[derive(Clone, Copy)]
struct Mask {
    /// Whether a name or a number in it is that of a person, not of an office, a seller or a holiday.
    names_people: bool,
}

impl Mask {
    fn value(self, details: &mut Value) {
        match details {
            Value::Object(fields) => self.fields(fields),
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value)),
            _ => {}
        }
    }

    fn fields(self, fields: &mut Map<String, Value>) {
        let plain = fields.clone();
        for (name, value) in fields.iter_mut() {
            match value {
                Value::String(text) => {
                    if let Some(masked) = self.masked(name, text) {
                        *text = masked;
                    }
                }
                // Of two values the first stood before the second.
                Value::Array(pair) => self.pair(name, pair),
                Value::Object(fields) => self.fields(fields),
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

    fn pair(self, name: &str, pair: &mut [Value]) {
        let differ = pair.first() != pair.last();
        for value in pair.iter_mut() {
            match value {
                Value::String(text) => {
                    if let Some(masked) = self.masked(name, text) {
                        *text = masked;
                    }
                }
                deeper => self.value(deeper),
            }
        }
        if let [Value::String(before), Value::String(after)] = pair
            && differ
            && before == after
        {
            after.push('*');
        }
    }

    fn masked(self, field: &str, text: &str) -> Option<String> {
        match field {
            "email" => Some(masks::email(text)),
            "phone" | "telephone" => Some(masks::telephone(text)),
            "number" if self.names_people => Some(masks::number(text)),
            "name" | "login" if self.names_people => Some(masks::name(text)),
            _ => None,
        }
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

#[cfg(test)]
mod tests {
    use super::mask;
    use pekan_rules::audit::AuditAction::{EmployeeEdit, OfficeEdit};
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
        mask(OfficeEdit, &mut details);
        let expected = json!({
            "before": { "name": "Sri", "email": "s***@a.go.id", "phone": "***22" },
            "after": { "name": "Sri W", "email": "s***@a.go.id*", "phone": null },
            "phone": ["***00", "***01"],
            "rows": [{ "telephone": "***12" }],
            "to": "2026-01-01",
        });
        assert_eq!(details, expected);
    }

    #[test]
    fn people_are_not_named_and_what_changed_is_still_told() {
        let mut details = json!({
            "before": { "number": "198503152009041003", "name": "Sri", "language": "id" },
            "after": { "number": "198503152009041103", "name": "Sri W", "language": "id" },
        });
        mask(EmployeeEdit, &mut details);
        let expected = json!({
            "before": { "number": "***03", "name": "S***", "language": "id" },
            "after": { "number": "***03*", "name": "S****", "language": "id" },
        });
        assert_eq!(details, expected);
    }
}
