//! Who helps the people of an office: a name and a telephone, told to whoever cannot go on. An office
//! without one of its own has that of the office above.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{self, Problem, Problems};
use super::{OfficeId, OfficeTree};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
}

/// The offices' own contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts(BTreeMap<OfficeId, Contact>);

const LONGEST_NAME: usize = 80;
const LONGEST_TELEPHONE: usize = 30;

impl Contact {
    /// A contact as it was typed; none where both are empty.
    pub fn check(name: &str, telephone: &str) -> Result<Option<Self>, Vec<Problem>> {
        let (name, telephone) = (name.trim(), telephone.trim());
        if name.is_empty() && telephone.is_empty() {
            return Ok(None);
        }
        let mut problems = Problems::default();
        let name = problems.take(problem::line("contact_name", name, LONGEST_NAME));
        let telephone = match telephone {
            "" => Some(None),
            text => problems.take(telephone_number(text).map(Some)),
        };
        match (name, telephone) {
            (Some(name), Some(telephone)) => Ok(Some(Self { name, telephone })),
            _ => Err(problems.into_vec()),
        }
    }

    /// Name and telephone in one line.
    pub fn line(&self) -> String {
        match &self.telephone {
            Some(telephone) => format!("{}, {telephone}", self.name),
            None => self.name.clone(),
        }
    }
}

fn telephone_number(text: &str) -> Result<String, Problem> {
    let text = problem::line("contact_telephone", text, LONGEST_TELEPHONE)?;
    let sound = text.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c))
        && text.chars().filter(char::is_ascii_digit).count() >= 3;
    let wrong = || problem::problem_with_value("contact_telephone", "not-a-telephone", &text);
    if sound { Ok(text.clone()) } else { Err(wrong()) }
}

impl Contacts {
    /// Who helps the people of an office: its own contact, or the nearest above it.
    pub fn of(&self, tree: &OfficeTree, office: Option<OfficeId>) -> Option<&Contact> {
        let office = office.or_else(|| tree.roots().next().map(|root| root.id))?;
        tree.upwards(office).find_map(|office| self.0.get(&office.id))
    }

    /// The one that was given for the office itself.
    pub fn own(&self, office: OfficeId) -> Option<&Contact> {
        self.0.get(&office)
    }

    /// Gives an office a contact of its own, or takes it away.
    pub fn set(&mut self, office: OfficeId, contact: Option<Contact>) {
        match contact {
            Some(contact) => self.0.insert(office, contact),
            None => self.0.remove(&office),
        };
    }

    /// Takes away the contacts with this telephone. Returns whether there were any.
    pub fn forget(&mut self, telephone: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (before, gone) = (self.0.len(), digits(telephone));
        self.0.retain(|_, contact| {
            contact.telephone.as_deref().is_none_or(|telephone| digits(telephone) != gone)
        });
        self.0.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Office, Zone};

    fn tree() -> OfficeTree {
        let office = |id: i64, parent: Option<i64>| Office {
            id: OfficeId(id),
            code: id.to_string(),
            name: id.to_string(),
            kind: "office".into(),
            parent: parent.map(OfficeId),
            zone: Zone::Wib,
        };
        OfficeTree::new(vec![office(1, None), office(2, Some(1)), office(3, Some(2))])
    }

    #[test]
    fn the_nearest_contact_upwards_helps() {
        let mut contacts = Contacts::default();
        let contact = |name: &str| Contact::check(name, "0334 881 234").unwrap();
        assert_eq!(contacts.of(&tree(), Some(OfficeId(3))), None);
        contacts.set(OfficeId(1), contact("Rina"));
        contacts.set(OfficeId(2), contact("Budi"));
        let name = |office| contacts.of(&tree(), office).map(|contact| contact.name.clone());
        assert_eq!(name(Some(OfficeId(3))).as_deref(), Some("Budi"));
        assert_eq!(name(None).as_deref(), Some("Rina"));
        let stored = serde_json::to_string(&contacts).unwrap();
        assert_eq!(serde_json::from_str::<Contacts>(&stored).unwrap(), contacts);
    }

    #[test]
    fn a_contact_is_a_name_and_perhaps_a_telephone() {
        assert_eq!(Contact::check(" ", "").unwrap(), None);
        assert_eq!(Contact::check("Rina", "").unwrap().unwrap().line(), "Rina");
        let both = Contact::check("Rina", "+62 812-3456-7890").unwrap().unwrap();
        assert_eq!(both.line(), "Rina, +62 812-3456-7890");
        for (name, telephone, field) in
            [("", "0812", "contact_name"), ("Rina", "di kantor", "contact_telephone")]
        {
            assert_eq!(Contact::check(name, telephone).unwrap_err()[0].field, field);
        }
    }
}
