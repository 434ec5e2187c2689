//! What anybody is told who has the code of a recap: its totals, and whether they still hold.

use rocket::get;
use rocket::http::Status;

use crate::rules::Summary;
use crate::rules::recap::{Totals, grouped_code};
use crate::text::{Language, recap as words};
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::views::recaps::{CheckedFigure, CheckedRecap, RecapCheckPage};
use crate::workflows::WorkflowError;
use crate::workflows::recaps::check::{Checked, check};

#[get("/rekap/<typed>")]
pub async fn show(typed: &str, context: Context<'_, Guest>) -> Result<Page, HttpError> {
    context.app.throttle.reader(context.user.address)?;
    match check(context.store(), typed, context.user.now).await {
        Ok(checked) => {
            let found = Some(view(context.language, checked));
            Ok(context.render(&RecapCheckPage { found }))
        }
        Err(WorkflowError::NotFound) => {
            let page = context.render(&RecapCheckPage { found: None });
            Ok(page.with_problems(Status::NotFound, &[]))
        }
        Err(other) => Err(other.into()),
    }
}

fn view(language: Language, checked: Checked) -> CheckedRecap {
    let Checked { row, changed, newer } = checked;
    let then = row.totals();
    CheckedRecap {
        figures: figures(language, &then, changed.map(|(now, _)| now)),
        changed: changed.is_some(),
        amendment: changed.and_then(|(_, number)| number),
        period: words::period(language, &row.period()),
        code: grouped_code(&row.code),
        institution: row.institution,
        office: row.office_name,
        number: row.number,
        issued_on: row.issued_on,
        newer,
    }
}

/// The figures as they were issued; beside those of now, where they differ.
fn figures(language: Language, then: &Totals, now: Option<Summary>) -> Vec<CheckedFigure> {
    let now = now.map(|summary| words::facts(language, &Totals { summary, ..Totals::default() }));
    let then = words::facts(language, then).into_iter().enumerate();
    let figures = then.map(|(at, (label, then))| {
        let now = now.as_ref().and_then(|now| now.get(at)).map(|(_, value)| value.clone());
        CheckedFigure { label, now: now.filter(|value| *value != then), then }
    });
    figures.collect()
}
