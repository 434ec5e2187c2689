//! Sellers from a table: new ones are added, confirmed; of known ones is written what the table says and they
//! lack or have otherwise. An empty cell changes nothing.

use std::collections::{HashMap, HashSet};

use super::batch::Applied;
use super::columns::{FROM, column};
use super::report::ImportReport;
use crate::reports::sheet::{Column, Row, Sheet};
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::seller::{Details, Draft, SellerState};
use crate::rules::seller_class::{self, SpanDraft, check_spans};
use crate::rules::{ClassSpan, RecordId, SellerId, keys};
use crate::store::sellers::{self, Seller};
use crate::store::{self, ConnectionTrait, FactsLock, purchases, seller_classes};
use crate::workflows::sellers::recount::{Bearing, Recount};
use crate::workflows::{Acting, WorkflowError};

pub(super) static COLUMNS: [Column; 14] = [
    column("name", &["namapenjual", "namausaha", "nama", "name", "sellername"]).or(&[
        "penjual",
        "umkm",
        "namaumkm",
        "namatoko",
        "merek",
        "pelakuusaha",
    ]),
    column("district", &["kecamatan", "subdistrict", "district"]).optional().or(&["kec", "lokasi"]),
    column("goods", &["jenisusaha", "kindofgoods", "goods"]).optional().or(&[
        "bidangusaha",
        "sektor",
        "kategori",
        "jenis",
    ]),
    column("class", &["kelasataukodeprogram", "classorcodeofaprogramme", "class"])
        .optional()
        .or(&["kelas", "skala", "skalausaha", "program"]),
    Column { required: false, ..FROM },
    column("nib", &["nib", "nomorindukberusaha"]).optional(),
    column("phone", &["telepon", "phone"]).optional().or(&["hp", "nohp", "notelepon", "telp"]),
    column("whatsapp", &["whatsapp"]).optional().or(&["wa", "nowa", "nomorwa"]),
    column("instagram", &["instagram"]).optional().or(&["ig"]),
    column("youtube", &["youtube"]).optional(),
    column("marketplace", &["tokodaring", "onlineshop", "marketplace"]).optional().or(&[
        "lokapasar",
        "tokopedia",
        "shopee",
    ]),
    column("training", &["pelatihanyangpernahdiikuti", "trainingreceived", "training"])
        .optional()
        .or(&["pelatihan"]),
    column("market", &["pasar", "market"]).optional(),
    column("stall", &["kiosataulos", "stall"]).optional().or(&["kios", "los", "lapak"]),
];

type Key = (String, String);

fn key_of(name: &str, district: &str) -> Key {
    (keys::name(name), keys::name(district))
}

/// A seller as it would be.
struct Put {
    row: u64,
    details: Details,
    classes: Vec<ClassSpan>,
}

#[derive(Default)]
pub(super) struct Plan {
    pub report: ImportReport,
    created: Vec<Put>,
    /// With how it is.
    changed: Vec<(Seller, Put)>,
    /// The row in which a seller came first.
    seen: HashMap<Key, u64>,
    /// Those that change: two names may be one seller by now.
    changing: HashSet<SellerId>,
}

/// A row that could be read.
struct Read {
    key: Key,
    draft: Draft,
    class: Option<SpanDraft>,
}

impl Plan {
    pub async fn make(db: &impl ConnectionTrait, sheet: &Sheet) -> store::Result<Self> {
        let mut plan = Self::default();
        plan.report.rows = sheet.len();
        let mut rows = Vec::with_capacity(sheet.len());
        for row in sheet.rows() {
            match read(&row) {
                Ok(found) => rows.push((row.number, found)),
                Err(problems) => plan.report.refuse(row.number, problems),
            }
        }
        let known =
            Known::read(db, rows.iter().map(|(_, row)| row.key.0.clone()).collect()).await?;
        for (number, row) in rows {
            if let Err(problems) = plan.add(&known, number, row) {
                plan.report.refuse(number, problems);
            }
        }
        Ok(plan)
    }

    fn add(&mut self, known: &Known, row: u64, read: Read) -> Result<(), Vec<Problem>> {
        if let Some(first) = self.seen.insert(read.key.clone(), row) {
            return Err(vec![Problem::new("name", "twice-in-file").with("row", first)]);
        }
        let Some(seller) = known.by_key.get(&read.key) else {
            let details = read.draft.check(&Details::default())?;
            let classes =
                check_spans(&read.class.into_iter().collect::<Vec<_>>()).map_err(of_row)?;
            self.report.created += 1;
            self.created.push(Put { row, details, classes });
            return Ok(());
        };
        let before = sellers::details(seller);
        // It is called as it is known.
        let draft = Draft { name: None, district: None, ..read.draft };
        let details = draft.check(&before)?;
        let own = known.classes.get(&seller.id).cloned().unwrap_or_default();
        let classes = with_class(&own, read.class)?;
        if details == before && classes == own {
            self.report.unchanged += 1;
            return Ok(());
        }
        if !self.changing.insert(seller.id) {
            return Err(vec![Problem::new("name", "merge-merged")]);
        }
        self.report.changed += 1;
        self.changed.push((seller.clone(), Put { row, details, classes }));
        Ok(())
    }

    /// Which sellers change, and in which row.
    pub fn touched(&self) -> Vec<(u64, RecordId)> {
        self.changed.iter().map(|(seller, put)| (put.row, seller.id.into())).collect()
    }

    pub async fn apply(
        self,
        acting: &Acting<'_>,
        facts: &FactsLock<'_>,
    ) -> Result<Applied, WorkflowError> {
        let (txn, now, author) = (acting.txn(), acting.now(), acting.author());
        let mut applied = Applied::default();
        for put in self.created {
            let seller = Seller {
                created_by: author,
                state: SellerState::Confirmed,
                confirmed_by: author,
                confirmed_at: Some(now),
                ..sellers::new(put.details, now)
            };
            let id = sellers::insert(txn, seller).await?;
            seller_classes::replace(facts, id, &put.classes).await?;
            applied.created.push((put.row, id.into()));
        }
        for (seller, put) in self.changed {
            write(acting, facts, seller.id, (put.details, put.classes)).await?;
        }
        Ok(applied)
    }
}

/// Writes what is known of a seller, and counts anew what was bought there.
pub(super) async fn write(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    id: SellerId,
    (details, classes): (Details, Vec<ClassSpan>),
) -> Result<(), WorkflowError> {
    let txn = acting.txn();
    let mut seller = sellers::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
    let before = Bearing::of(txn, &seller).await?;
    let after = Bearing::new(&seller, classes.clone());
    sellers::describe(&mut seller, details);
    let bought = purchases::of_seller(txn, id).await?;
    let recount = Recount::begin(facts, bought, (&before, &after)).await?;
    seller_classes::replace(facts, id, &classes).await?;
    sellers::update(txn, seller).await?;
    recount.finish(acting, facts).await
}

/// The sellers of a table that are there.
struct Known {
    /// Under the name of one that was merged stands the one that it is now.
    by_key: HashMap<Key, Seller>,
    classes: HashMap<SellerId, Vec<ClassSpan>>,
}

impl Known {
    async fn read(db: &impl ConnectionTrait, names: Vec<String>) -> store::Result<Self> {
        const BATCH: usize = 500;
        let mut found = Vec::new();
        for some in names.chunks(BATCH) {
            found.extend(sellers::by_name_keys(db, some).await?);
        }
        let into: Vec<_> = found.iter().filter_map(|one: &Seller| one.merged_into).collect();
        let mut now: HashMap<SellerId, Seller> = HashMap::new();
        for some in into.chunks(BATCH) {
            let those = sellers::by_ids(db, some.iter().copied()).await?;
            now.extend(those.into_iter().map(|one| (one.id, one)));
        }
        let mut by_key = HashMap::new();
        for one in found {
            let key = (one.name_key.clone(), one.district_key.clone());
            let stands = one.merged_into.and_then(|id| now.get(&id).cloned()).unwrap_or(one);
            by_key.insert(key, stands);
        }
        let ids: Vec<_> = by_key.values().map(|one| one.id).collect();
        let mut classes = HashMap::new();
        for some in ids.chunks(BATCH) {
            classes.extend(seller_classes::of_many(db, some.iter().copied()).await?);
        }
        Ok(Self { by_key, classes })
    }
}

fn read(row: &Row<'_>) -> Result<Read, Vec<Problem>> {
    row.must_hold_values()?;
    let mut draft = Draft::of(|field| row.optional(field));
    draft.name = Some(row.text("name"));
    let mut problems = Problems::default();
    // As far as it can be judged without who is there.
    if let Err(found) = draft.check(&Details::default()) {
        problems.add_all(found);
    }
    let from = row.text("from");
    let class =
        row.optional("class").map(|class| SpanDraft { class, from, ..SpanDraft::default() });
    if let Some(class) = &class {
        problems.take(seller_class::parse("class", &class.class));
        problems.take(problem::date("from", &class.from));
    }
    let faults = problems.into_vec();
    let checked = if faults.is_empty() { Ok(()) } else { Err(faults) };
    row.judged(checked)?;
    let key = key_of(&row.text("name"), &row.text("district"));
    Ok(Read { key, draft, class })
}

/// The classes with one more, unless it is carried on its first day already.
fn with_class(own: &[ClassSpan], class: Option<SpanDraft>) -> Result<Vec<ClassSpan>, Vec<Problem>> {
    let Some(class) = class else { return Ok(own.to_vec()) };
    let new = check_spans(&[class]).map_err(of_row)?;
    let is_there =
        |new: &ClassSpan| own.iter().any(|one| one.class == new.class && one.covers(new.from));
    if new.iter().all(is_there) {
        return Ok(own.to_vec());
    }
    let all = own.iter().chain(&new).map(SpanDraft::from);
    check_spans(&all.collect::<Vec<_>>()).map_err(of_row)
}

/// What is wrong with classes, at the columns of a table.
fn of_row(problems: Vec<Problem>) -> Vec<Problem> {
    let at = |problem: Problem| {
        let is_day = [".from", ".to"].iter().any(|end| problem.field.ends_with(end));
        Problem { field: if is_day { "from" } else { "class" }.into(), ..problem }
    };
    problems.into_iter().map(at).collect()
}
