//! The recap on its page, as it is printed.

use crate::documents::qr::Qr;
use crate::rules::recap::{Line, Paper, Sheet, grouped_code};
use crate::rules::{Office, Period};
use crate::store::recaps::RecapRow;
use crate::text::Language;
use crate::text::recap as words;
use crate::web::HttpError;
use crate::web::answers::page::Page;
use crate::web::documents::recap::{Seen, see, standing_issue};
use crate::web::guards::context::Context;
use crate::web::views::OfficeChoice;
use crate::web::views::form_values::FormValues;
use crate::web::views::people::by_id;
use crate::web::views::recaps::{IssuedRow, RecapPage, SheetCheck, SheetFact, SheetRow, SheetView};
use crate::web::views::standing::PeriodLabel;

/// More of them nobody reads on a page; the files have all.
const ROWS: usize = 200;

pub async fn page(
    context: &Context<'_>,
    (office, period): (&Office, &Period),
    paper: Paper,
    typed: FormValues,
) -> Result<Page, HttpError> {
    let user = &context.user;
    let Seen { sheet, issued, has_letterhead } = see(context.app, user, (office, period)).await?;
    let address = |period: &Period| {
        format!("/unit/{}/rekap?periode={}&kertas={}", office.code, period.label(), paper.name())
    };
    let has_next = period.end < office.zone.date(user.now);
    let stands = standing_issue(&sheet.recap, &issued).map(|row| row.sheet_sha256.as_str());
    let names = by_id(context.store(), issued.iter().map(|row| row.issued_by)).await?;
    let rows = issued.iter().map(|row| IssuedRow {
        by: names.get(&row.issued_by).map(|one| one.name.clone()).unwrap_or_default(),
        ..issued_row(row, office, stands == Some(row.sheet_sha256.as_str()))
    });
    let view = RecapPage {
        office: OfficeChoice::of(office),
        period: PeriodLabel::of(period),
        previous_url: address(&period.previous()),
        next_url: has_next.then(|| address(&period.next())),
        paper,
        closed: sheet.recap.closed,
        may_issue: user.viewer.may_issue_recaps(&user.rulebook.offices, office.id),
        has_letterhead,
        issued: rows.collect(),
        zone: office.zone.label().to_owned(),
        form: form(&sheet).overlaid(typed),
        sheet: sheet_view(context.language, sheet)?,
    };
    Ok(context.render(&view))
}

fn issued_row(row: &RecapRow, office: &Office, stands: bool) -> IssuedRow {
    IssuedRow {
        id: row.id,
        number: row.number.clone(),
        code: grouped_code(&row.code),
        by: String::new(),
        at: row.issued_at.with_timezone(&office.zone.offset()),
        stands,
        scanned: row.scan_sha256.is_some(),
    }
}

fn form(sheet: &Sheet) -> FormValues {
    let letterhead = &sheet.letterhead;
    FormValues::default()
        .with_some("address", letterhead.address.as_ref())
        .with_some("contact", letterhead.contact.as_ref())
        .with("place", &letterhead.place)
        .with("position", &letterhead.position)
        .with("signer", &letterhead.signer)
        .with_some("rank", letterhead.rank.as_ref())
        .with_some("signer_number", letterhead.signer_number.as_ref())
}

fn sheet_view(language: Language, sheet: Sheet) -> Result<SheetView, HttpError> {
    let (above, below) = words::signature(language, &sheet);
    let facts = words::facts(language, &sheet.recap.totals);
    let (notes, period) =
        (words::notes(language, &sheet), words::period(language, &sheet.recap.period));
    let Sheet { recap, letterhead, issue, .. } = sheet;
    let check = issue.as_ref().map(|issue| {
        let qr = Qr::of(&issue.link).map_err(|error| {
            tracing::error!(%error, "recap");
            HttpError::status(rocket::http::Status::InternalServerError)
        })?;
        Ok::<_, HttpError>(SheetCheck {
            code: grouped_code(&issue.code),
            link: issue.link.clone(),
            qr_path: qr.svg_path(),
            qr_modules: qr.modules(),
        })
    });
    let totals = recap.totals;
    Ok(SheetView {
        institution: recap.institution,
        office: recap.office,
        address: letterhead.address,
        contact: letterhead.contact,
        number: issue.map(|issue| issue.number),
        period,
        notes,
        with_offices: recap.with_offices,
        more: recap.lines.len().saturating_sub(ROWS),
        rows: recap.lines.into_iter().take(ROWS).map(row).collect(),
        minimum: totals.minimum,
        count: totals.count,
        counted: totals.summary.counted_amount,
        shortfall: totals.summary.shortfall_amount,
        facts: facts.into_iter().map(|(label, value)| SheetFact { label, value }).collect(),
        above,
        below,
        check: check.transpose()?,
    })
}

fn row(line: Line) -> SheetRow {
    let Line { number, name, office, status, minimum, count, counted, shortfall } = line;
    SheetRow { number, name, office, status, minimum, count, counted, shortfall }
}
