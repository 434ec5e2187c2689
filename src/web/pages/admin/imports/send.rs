//! Tables of people, offices, transfers, exemptions, holidays and sellers: checked first, waiting on the
//! server to be applied.

use rocket::http::Status;
use rocket::{get, post};

use super::addresses::{address, errors_address, rows_address, template_address};
use super::files::lost;
use super::matching::{carried, matching, numbers, sent};
use crate::reports::uploads::Uploads;
use crate::rules::{Placement, Problem};
use crate::text;
use crate::web::HttpError;
use crate::web::answers::http_error::mendable;
use crate::web::answers::page::Page;
use crate::web::guards::context::Context;
use crate::web::guards::who::Importer;
use crate::web::input::confirmed_form::Confirmer;
use crate::web::input::import_kind::KindOfPage;
use crate::web::input::person_segment::PersonSegment;
use crate::web::input::table::{LIST, TableForm, describe_rows, mapping};
use crate::web::pages::admin::levels::levels;
use crate::web::pages::admin::office_name;
use crate::web::views::form_values::FormValues;
use crate::web::views::import_matching::Matching;
use crate::web::views::imports::{
    Absent, ColumnRow, FieldRow, ImportPage, ImportResult, MovePlace, PassedRows, PersonRow,
    TierRow,
};
use crate::workflows::imports::import::import_mapped;
use crate::workflows::imports::reading;
use crate::workflows::imports::report::{FieldChange, ImportReport, MOST_SHOWN, PersonChange};
use crate::workflows::imports::table::ImportTable;
use crate::workflows::imports::template::example_of;
use crate::workflows::imports::within::right_to_import;

/// Names that a page lists.
const MOST_PEOPLE: usize = 200;

/// A list that is pasted begins with the names of its columns.
#[get("/admin/impor/<kind>")]
pub async fn form(kind: KindOfPage, context: Context<'_, Importer>) -> Result<Page, HttpError> {
    let table = kind.0;
    context.user.warrant().must(right_to_import(table.kind))?;
    let heading = || text::text(context.user.language, "transfers-heading") + "\n";
    let levels = levels(context.db(), &context.user).await?;
    let list = if table.pasted { heading() } else { String::new() };
    Ok(page(&context, table, levels, None, None, list))
}

/// `list` is what stands in the field for pasting.
fn page(
    context: &Context<'_, Importer>,
    table: &ImportTable,
    levels: Vec<String>,
    upload: Option<String>,
    outcome: Option<(ImportResult, Option<Matching>)>,
    list: String,
) -> Page {
    let (result, matching) =
        outcome.map_or((None, None), |(result, matching)| (Some(result), matching));
    let columns = table.columns.iter().map(|column| ColumnRow {
        field: column.field.to_owned(),
        required: column.required,
        example: example_of(table.kind, column.field, context.user.language),
    });
    let has_levels = table.columns.iter().any(|column| column.field == "position_level");
    let (list_page, list_words) = table.list;
    context.render(&ImportPage {
        kind: table.kind,
        address: address(table),
        back: list_page.to_owned(),
        back_words: list_words.to_owned(),
        pasted: table.pasted,
        levels: if has_levels { levels } else { Vec::new() },
        columns: columns.collect(),
        templates: template_address(table),
        upload,
        result,
        matching,
        form: FormValues::default().with(LIST, list),
    })
}

/// Checks a table, or applies the one that was checked. Whoever gives people other addresses proves anew who
/// they are, as on a person's own page.
#[post("/admin/impor/<kind>", data = "<form>")]
pub async fn send(
    kind: KindOfPage,
    context: Context<'_, Importer>,
    confirmer: Confirmer<'_>,
    mut form: TableForm,
) -> Result<Page, HttpError> {
    let (KindOfPage(of), context) = (kind, &context);
    let (user, apply) = (&context.user, form.parts.text("action") == "apply");
    let levels = levels(context.db(), user).await?;
    let uploads = Uploads::below(&context.app.config.data_dir);
    let (owner, upload) = (user.employee.id, form.parts.text("upload").to_owned());
    let list = form.parts.text(LIST).to_owned();
    let mapping = sent(&form.parts, mapping(carried(&form.parts))?);
    let table = match form.file {
        Some(file) => Some(file),
        None if !list.trim().is_empty() => Some(list.clone().into_bytes()),
        None => uploads.find(owner, &upload).await.map_err(lost)?,
    };
    let Some(table) = table else {
        let missing = Problem::new("file", if upload.is_empty() { "missing" } else { "file-gone" });
        let blank = page(context, of, levels, None, None, list);
        return Ok(blank.with_problems(Status::UnprocessableEntity, &[missing]));
    };
    let (store, warrant) = (context.store(), user.warrant());
    let outcome = async |dry_run: bool| {
        import_mapped(store, &warrant, of.kind, &table, mapping.clone(), dry_run).await
    };
    // What is wrong with the table is said below.
    if apply
        && !confirmer.is_confirmed()
        && outcome(true).await.is_ok_and(|report| report.changes_addresses)
    {
        form.parts.set("upload", uploads.store(owner, &table).await.map_err(lost)?);
        confirmer.confirm(&mut form.parts, true).await?;
    }
    let (report, error) = match outcome(!apply).await {
        // What cannot be applied now is still there to be applied later.
        Err(error) if apply => (outcome(true).await?, Some(mendable(error)?)),
        report => (report?, None),
    };
    if mapping.is_some() && !apply {
        reading::keep(store, &warrant, of.kind, &table, mapping.clone()).await?;
    }
    let apply = apply && error.is_none();
    let sound = report.errors.is_empty();
    let mut result = result(context, &report, apply);
    if apply && sound {
        // It is applied; what cannot be removed now is swept at night.
        if let Err(error) = uploads.drop_all(owner).await {
            tracing::warn!(%error, "an applied table was not removed");
        }
        return Ok(page(context, of, levels, None, Some((result, None)), String::new()));
    }
    let upload = uploads.store(owner, &table).await.map_err(lost)?;
    let matching = matching(context, of, &upload, &report, &levels);
    if sound {
        let again = page(context, of, levels, Some(upload), Some((result, matching)), list);
        return Ok(match error {
            None => again,
            Some((status, problems)) => again.with_problems(status, &problems),
        });
    }
    // Whoever mends the table elsewhere takes the list of faults, or the rows, along.
    result.errors_file = Some(errors_address(of, &upload));
    result.rows_file =
        (!report.faulty_rows.is_empty() && matching.is_some()).then(|| rows_address(of, &upload));
    let again = page(context, of, levels, None, Some((result, matching)), list);
    Ok(again.with_problems(Status::UnprocessableEntity, &[]))
}

fn result(context: &Context<'_, Importer>, report: &ImportReport, applied: bool) -> ImportResult {
    let row = |one: &PersonChange| person_row(context, one);
    let newcomers = report.people.iter().filter(|one| one.id.is_none()).take(MOST_PEOPLE);
    let changed = report.people.iter().filter(|one| one.id.is_some());
    let passed = report.file.passed.iter().map(|(why, rows)| PassedRows {
        why: why.name().to_owned(),
        rows: numbers(rows),
        count: rows.len(),
    });
    let absent = report.absent.iter().take(MOST_PEOPLE);
    let tiers = report.tiers.iter().map(|fit| TierRow {
        policy: fit.policy.clone(),
        tier: fit.tier.clone(),
        rows: fit.rows,
    });
    ImportResult {
        rows: report.rows,
        created: report.created,
        changed: report.changed,
        unchanged: report.unchanged,
        applied: applied && report.errors.is_empty(),
        // Administrators take imports back.
        import: report.import.filter(|_| context.user.viewer.is_administrator()),
        ignored: report.file.ignored.clone(),
        passed: passed.collect(),
        errors: describe_rows(context.user.language, &report.errors),
        errors_cut: report.errors.len() >= MOST_SHOWN,
        errors_file: None,
        rows_file: None,
        warnings: describe_rows(context.user.language, &report.warnings),
        people: changed.map(row).collect(),
        newcomers: newcomers.map(row).collect(),
        absent: absent
            .map(|one| Absent {
                segment: PersonSegment(one.id),
                number: one.number.clone(),
                name: one.name.clone(),
            })
            .collect(),
        absent_count: report.absent.len(),
        tiers: tiers.collect(),
        invitable: report.invitable,
    }
}

fn person_row(context: &Context<'_, Importer>, one: &PersonChange) -> PersonRow {
    let place = |place: &Placement| MovePlace {
        office: office_name(context.offices(), Some(place.office)).map(str::to_owned),
        position_level: place.position_level.clone(),
        employment_type: place.employment_type,
        grade: place.grade.clone(),
    };
    let field = |change: &FieldChange| FieldRow {
        field: change.field.to_owned(),
        before: change.before.clone(),
        after: change.after.clone(),
    };
    PersonRow {
        row: one.row,
        segment: one.id.map(PersonSegment),
        number: one.number.clone(),
        name: one.name.clone(),
        before: one.before.as_ref().map(place),
        after: one.after.as_ref().map(place),
        from: one.after.as_ref().map(|after| after.from),
        fields: one.fields.iter().map(field).collect(),
    }
}
