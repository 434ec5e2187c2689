//! The poster about the rule: A4, for a wall, with a code that leads to the page.

use super::pdf::{A4, BRAND, MM, MUTED, Page, Style, TURMERIC, document};
use super::qr::{Qr, TooLong};
use crate::text::{Arg, Language, text, text_with};

/// What the poster says.
#[derive(Clone, Debug)]
pub struct Poster {
    pub language: Language,
    pub institution: String,
    /// Questions with their answers.
    pub answers: Vec<(String, String)>,
    /// Who helps, in one line.
    pub help: Option<String>,
    pub link: String,
    /// The page as somebody types it.
    pub address: String,
}

const EDGE: f32 = 18.0 * MM;
const CODE: f32 = 44.0 * MM;

/// # Errors
/// [`TooLong`] where the address of the installation fits no code.
pub fn sheet(poster: &Poster) -> Result<Vec<u8>, TooLong> {
    let say = |key| text(poster.language, key);
    let width = A4.0 - 2.0 * EDGE;
    let mut page = Page::new(A4);
    page.rect(BRAND, (0.0, 0.0), (A4.0, 34.0 * MM));
    page.rect(TURMERIC, (0.0, 34.0 * MM), (A4.0, 2.0 * MM));
    let white = [1.0; 3];
    page.line(Style::regular(12.0).colored(white), EDGE, 14.0 * MM, &poster.institution);
    page.line(Style::bold(24.0).colored(white), EDGE, 25.0 * MM, &say("rule-poster"));

    let mut at = 50.0 * MM;
    for (question, answer) in &poster.answers {
        at = page.paragraph(Style::bold(14.0).colored(BRAND), (EDGE, width), at, question);
        at = page.paragraph(Style::regular(12.0), (EDGE, width), at + 1.0, answer) + 5.0 * MM;
    }

    let foot = A4.1 - EDGE - CODE;
    page.rule(false, (EDGE, foot - 6.0 * MM), (A4.0 - EDGE, foot - 6.0 * MM));
    page.qr(&Qr::of(&poster.link)?, (EDGE, foot), CODE);
    let (left, beside) = (EDGE + CODE + 8.0 * MM, width - CODE - 8.0 * MM);
    let mut at = foot + 8.0 * MM;
    at = page.paragraph(Style::bold(14.0), (left, beside), at, &say("rule-poster-more"));
    at = page.paragraph(Style::regular(11.0).colored(MUTED), (left, beside), at, &poster.address);
    if let Some(help) = &poster.help {
        let help = text_with(poster.language, "help-line", &[("who", Arg::from(help))]);
        page.paragraph(Style::regular(12.0), (left, beside), at + 4.0 * MM, &help);
    }
    let title = say("rule-poster");
    Ok(document(title, poster.language.name(), vec![page]))
}
