//! A paragraph that administrators add to mails: literal text with a few placeholders, never a template language.

use serde::{Deserialize, Serialize};

use super::problem::{self, Problem};

const LONGEST: usize = 600;
const MOST_LINES: usize = 6;

/// What stands for something of the receiver, between braces.
pub const PLACEHOLDERS: [&str; 3] = ["nama", "unit", "instansi"];

/// For whom a mail is, in the words that the placeholders stand for.
#[derive(Clone, Copy, Debug)]
pub struct Receiver<'a> {
    pub name: &'a str,
    /// Empty for somebody without an office.
    pub office: &'a str,
    pub institution: &'a str,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailNote(String);

impl MailNote {
    /// A paragraph as it was typed; none where it is empty.
    pub fn check(field: &str, text: &str) -> Result<Option<Self>, Problem> {
        let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
        if lines.concat().is_empty() {
            return Ok(None);
        }
        let kept: Vec<String> = lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|line| problem::line(field, line, LONGEST))
            .collect::<Result<_, _>>()?;
        let kept_text = kept.join("\n");
        if kept_text.chars().count() > LONGEST {
            return Err(Problem::new(field, "too-long").with("longest", LONGEST));
        }
        if kept.len() > MOST_LINES {
            return Err(Problem::new(field, "too-many-lines").with("most", MOST_LINES));
        }
        let is_unknown = |piece: &Piece<'_>| match piece {
            Piece::Text(_) => false,
            Piece::Placeholder(name) => !PLACEHOLDERS.contains(name),
            Piece::Unclosed(_) => true,
        };
        if let Some(Piece::Placeholder(name) | Piece::Unclosed(name)) =
            pieces(&kept_text).find(is_unknown)
        {
            return Err(problem::problem_with_value(field, "unknown-placeholder", name));
        }
        Ok(Some(Self(kept_text)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its lines, as a receiver reads them. What is put in is never read for placeholders.
    pub fn lines(&self, to: Receiver<'_>) -> Vec<String> {
        let told = |piece| match piece {
            Piece::Text(text) | Piece::Unclosed(text) => text,
            Piece::Placeholder("nama") => to.name,
            Piece::Placeholder("unit") => to.office,
            Piece::Placeholder(_) => to.institution,
        };
        self.0.lines().map(|line| pieces(line).map(told).collect()).collect()
    }
}

enum Piece<'a> {
    Text(&'a str),
    /// What stands between braces.
    Placeholder(&'a str),
    /// What stands after a brace that nothing closes.
    Unclosed(&'a str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let (before, rest) = text.split_once('{').map_or((text, None), |(one, two)| (one, Some(two)));
    let opened = rest.into_iter().flat_map(|rest| rest.split('{'));
    let opened = opened.flat_map(|part| match part.split_once('}') {
        Some((name, after)) => [Some(Piece::Placeholder(name)), Some(Piece::Text(after))],
        None => [Some(Piece::Unclosed(part)), None],
    });
    std::iter::once(Piece::Text(before)).chain(opened.flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TO: Receiver<'_> =
        Receiver { name: "Sri {unit} <b>", office: "Kec. Tempeh", institution: "Lumajang" };

    fn note(text: &str) -> MailNote {
        MailNote::check("mail_note", text).unwrap().unwrap()
    }

    #[test]
    fn placeholders_are_filled_in_once_and_nothing_else_is_read() {
        let note = note("  Yth. {nama} di {unit},\n\n{instansi} } %s ");
        assert_eq!(note.as_str(), "Yth. {nama} di {unit},\n{instansi} } %s");
        let lines = note.lines(TO);
        assert_eq!(lines, ["Yth. Sri {unit} <b> di Kec. Tempeh,", "Lumajang } %s"]);
    }

    #[test]
    fn what_is_no_placeholder_is_refused_by_its_name() {
        for (text, name) in [
            ("{nip}", "nip"),
            ("{{ name }}", ""),
            ("{% if x %}", "% if x %"),
            ("kurang {", ""),
            ("Yth. {nama", "nama"),
        ] {
            let problem = MailNote::check("mail_note", text).unwrap_err();
            let expected = Problem::new("mail_note", "unknown-placeholder").with("value", name);
            assert_eq!(problem, expected, "{text}");
        }
    }

    #[test]
    fn it_is_short_and_readable() {
        assert_eq!(MailNote::check("mail_note", " \n ").unwrap(), None);
        let code = |text: &str| MailNote::check("mail_note", text).unwrap_err().code;
        assert_eq!(code(&"x".repeat(601)), "too-long");
        assert_eq!(code("1\n2\n3\n4\n5\n6\n7"), "too-many-lines");
        assert_eq!(code("a\u{7}"), "unprintable");
    }
}
