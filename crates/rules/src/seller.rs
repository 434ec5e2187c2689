//! What is known of a seller, and what it must be.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::names::named;
use super::problem::{self, Problem, Problems, problem_with_value};
use super::purchase_draft::LONGEST_SELLER;
use super::{employee, keys};

named! {
    /// How far those who keep the sellers have looked at one.
    pub enum SellerState {
        /// By somebody who bought there.
        Proposed = "proposed",
        Confirmed = "confirmed",
        /// A reviewer says that it is no small business.
        Doubted = "doubted",
    }
}

named! {
    /// What a seller sells.
    pub enum Goods {
        Culinary = "culinary",
        Craft = "craft",
        Fashion = "fashion",
        Agriculture = "agriculture",
        Trade = "trade",
        Services = "services",
        Other = "other",
    }
}

named! {
    /// What became of a reviewer's doubt.
    pub enum DoubtState {
        Open = "open",
        /// The seller is no small business.
        Accepted = "accepted",
        Refused = "refused",
    }
}

named! {
    /// What a list of sellers is narrowed to.
    pub enum SellerFilter {
        /// Those that somebody has to look at.
        Waiting = "waiting",
        /// Those that do not count, today or at another time.
        Ineligible = "ineligible",
    }
}

const LONGEST_LINK: usize = 200;
const LONGEST_HANDLE: usize = 30;
const LONGEST_TRAINING: usize = 300;
const LONGEST_STALL: usize = 40;
/// Digits of a business number (NIB).
const NIB: usize = 13;

/// What is known of a seller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub name: String,
    /// The sub-district.
    pub district: Option<String>,
    pub goods: Option<Goods>,
    /// The business number: 13 digits.
    pub nib: Option<String>,
    /// Digits, from `0` or `+` on.
    pub phone: Option<String>,
    pub whatsapp: Option<String>,
    /// Without the `@`.
    pub instagram: Option<String>,
    /// Addresses that begin with `https://`.
    pub youtube: Option<String>,
    pub marketplace: Option<String>,
    pub training: Option<String>,
    pub market: Option<String>,
    /// Within the market.
    pub stall: Option<String>,
}

/// The fields of a [`Draft`], as forms, tables and the API name them.
pub const FIELDS: [&str; 12] = [
    "name",
    "district",
    "goods",
    "nib",
    "phone",
    "whatsapp",
    "instagram",
    "youtube",
    "marketplace",
    "training",
    "market",
    "stall",
];

/// The same as it came in. What was left out stays as it was; an empty text clears it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: Option<String>,
    pub district: Option<String>,
    pub goods: Option<String>,
    pub nib: Option<String>,
    pub phone: Option<String>,
    pub whatsapp: Option<String>,
    pub instagram: Option<String>,
    pub youtube: Option<String>,
    pub marketplace: Option<String>,
    pub training: Option<String>,
    pub market: Option<String>,
    pub stall: Option<String>,
}

impl Draft {
    /// What stands in each of [`FIELDS`].
    pub fn of(field: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            name: field("name"),
            district: field("district"),
            goods: field("goods"),
            nib: field("nib"),
            phone: field("phone"),
            whatsapp: field("whatsapp"),
            instagram: field("instagram"),
            youtube: field("youtube"),
            marketplace: field("marketplace"),
            training: field("training"),
            market: field("market"),
            stall: field("stall"),
        }
    }

    /// Every fault at once. `before` is what is known so far.
    pub fn check(&self, before: &Details) -> Result<Details, Vec<Problem>> {
        let mut problems = Problems::default();
        let own_name = match &self.name {
            None => Some(before.name.clone()),
            Some(text) => problems.take(name("name", text)),
        };
        let own_goods = match self.goods.as_deref().map(str::trim) {
            None => Some(before.goods),
            Some("") => Some(None),
            Some(text) => problems.take(goods(text).map(Some)),
        };
        let mut text = |field: &str,
                        given: &Option<String>,
                        before: &Option<String>,
                        read: Read| match given.as_deref().map(str::trim) {
            None => before.clone(),
            Some("") => None,
            Some(given) => problems.take(read(field, given)),
        };
        let details = Details {
            name: String::new(),
            goods: None,
            district: text("district", &self.district, &before.district, name),
            nib: text("nib", &self.nib, &before.nib, nib),
            phone: text("phone", &self.phone, &before.phone, phone),
            whatsapp: text("whatsapp", &self.whatsapp, &before.whatsapp, phone),
            instagram: text("instagram", &self.instagram, &before.instagram, handle),
            youtube: text("youtube", &self.youtube, &before.youtube, link),
            marketplace: text("marketplace", &self.marketplace, &before.marketplace, link),
            training: text("training", &self.training, &before.training, training),
            market: text("market", &self.market, &before.market, name),
            stall: text("stall", &self.stall, &before.stall, stall),
        };
        match (own_name, own_goods) {
            (Some(name), Some(goods)) if problems.is_empty() => {
                Ok(Details { name, goods, ..details })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

type Read = fn(&str, &str) -> Result<String, Problem>;

fn name(field: &str, text: &str) -> Result<String, Problem> {
    problem::line(field, text, LONGEST_SELLER)
}

fn training(field: &str, text: &str) -> Result<String, Problem> {
    problem::line(field, text, LONGEST_TRAINING)
}

fn stall(field: &str, text: &str) -> Result<String, Problem> {
    problem::line(field, text, LONGEST_STALL)
}

/// A kind of goods by its name.
fn goods(text: &str) -> Result<Goods, Problem> {
    Goods::from_name(text).ok_or_else(|| problem_with_value("goods", "unknown-choice", text))
}

fn nib(field: &str, text: &str) -> Result<String, Problem> {
    match keys::digits(text) {
        Some(digits) if digits.len() == NIB => Ok(digits),
        _ => Err(problem_with_value(field, "nib-unusable", text)),
    }
}

/// A telephone, of which one in Indonesia begins with `0` however its country is written.
fn phone(field: &str, text: &str) -> Result<String, Problem> {
    let read = employee::phone(Some(text)).ok().flatten();
    let bare = read.ok_or_else(|| problem_with_value(field, "phone-unusable", text))?;
    let (abroad, digits) = match bare.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, bare.as_str()),
    };
    Ok(match digits.strip_prefix("62") {
        Some(own) if abroad || digits.len() > 9 => format!("0{}", own.trim_start_matches('0')),
        _ if abroad => format!("+{digits}"),
        _ => digits.to_owned(),
    })
}

/// The number as `wa.me` takes it.
pub fn international(phone: &str) -> String {
    match phone.strip_prefix('0') {
        Some(own) => format!("62{own}"),
        None => phone.trim_start_matches('+').to_owned(),
    }
}

/// A name on Instagram: as it is called there, or its address.
fn handle(field: &str, text: &str) -> Result<String, Problem> {
    let bare = text.trim_start_matches("https://").trim_start_matches("http://");
    let bare = bare.trim_start_matches("www.").trim_start_matches("instagram.com/");
    let bare = bare.split(['/', '?']).next().unwrap_or_default().trim_start_matches('@');
    let known = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    if bare.is_empty() || bare.len() > LONGEST_HANDLE || !bare.chars().all(known) {
        return Err(problem_with_value(field, "handle-unusable", text));
    }
    Ok(bare.to_ascii_lowercase())
}

/// An address that a page may lead to: never anything but `https`.
fn link(field: &str, text: &str) -> Result<String, Problem> {
    let wrong = || problem_with_value(field, "link-unusable", text);
    let rest = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => rest,
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => rest,
        Some(_) => return Err(wrong()),
        None => text,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let named = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let labels = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    let plain = rest.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c));
    if labels && host.chars().all(named) && plain && rest.len() <= LONGEST_LINK {
        Ok(format!("https://{rest}"))
    } else {
        Err(wrong())
    }
}

/// The words by which a seller is found: of its name, its sub-district and its market, each once.
pub fn words(name: &str, district: Option<&str>, market: Option<&str>) -> Vec<String> {
    let texts = [Some(name), district, market];
    let mut words: Vec<_> = texts.into_iter().flatten().flat_map(keys::words).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether a day lies in the span for which a seller is marked as no small business: what was bought there
/// on it counts for nobody (rules.md §5).
pub fn is_marked(from: Option<NaiveDate>, until: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_some_and(|from| from <= day) && until.is_none_or(|until| day <= until)
}

/// Whether a reason for a rejection says that the seller is no micro, small or medium business.
pub fn says_no_umkm(reason: &str) -> bool {
    let key = keys::name(reason);
    ["bukan umkm", "not an msme", "not a small business"].iter().any(|words| key.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(field: &str, text: &str) -> Result<Details, Vec<Problem>> {
        let given = |name: &str| (name == field).then(|| text.to_owned());
        Draft::of(given).check(&Details { name: "Warung".into(), ..Details::default() })
    }

    #[test]
    fn a_telephone_is_one_however_it_is_written() {
        for text in ["0812-3456 7890", "+62 812 3456 7890", "6281234567890", "(0812) 3456.7890"] {
            assert_eq!(checked("phone", text).unwrap().phone.as_deref(), Some("081234567890"));
        }
        assert_eq!(
            checked("phone", "+65 6123 4567").unwrap().phone.as_deref(),
            Some("+6561234567")
        );
        for text in ["0812", "hubungi ibu", "08123456789012345"] {
            assert_eq!(checked("phone", text).unwrap_err()[0].code, "phone-unusable", "{text}");
        }
        assert_eq!(international("081234567890"), "6281234567890");
        assert_eq!(international("+6561234567"), "6561234567");
    }

    #[test]
    fn a_link_leads_to_https_and_nowhere_else() {
        let link = |text| checked("marketplace", text).map(|found| found.marketplace.unwrap());
        assert_eq!(link("tokopedia.com/bu-sri").unwrap(), "https://tokopedia.com/bu-sri");
        assert_eq!(link("http://shopee.co.id/x?a=1").unwrap(), "https://shopee.co.id/x?a=1");
        for text in
            ["javascript:alert(1)", "data://x.y/z", "tokopedia", "https://a b.c", "x.id/\"><b"]
        {
            assert_eq!(link(text).unwrap_err()[0].code, "link-unusable", "{text}");
        }
        for text in ["@Warung.BuSri", "https://www.instagram.com/warung.busri/?hl=id"] {
            let found = checked("instagram", text).unwrap().instagram;
            assert_eq!(found.as_deref(), Some("warung.busri"), "{text}");
        }
    }

    #[test]
    fn what_is_left_out_stays_and_what_is_emptied_goes() {
        let before = Details {
            name: "Warung".into(),
            goods: Some(Goods::Craft),
            phone: Some("0812345".into()),
            stall: Some("B12".into()),
            ..Details::default()
        };
        let change = |field: &str| (field == "phone").then(String::new);
        let after = Draft::of(change).check(&before).unwrap();
        assert_eq!(after, Details { phone: None, ..before });
    }

    #[test]
    fn every_fault_of_a_draft_is_found() {
        let odd = Draft::of(|field| Some(if field == "name" { "" } else { "\u{1}" }.into()));
        let faults = odd.check(&Details::default()).unwrap_err();
        assert_eq!(faults.len(), FIELDS.len(), "{faults:?}");
        assert_eq!(checked("nib", "1234").unwrap_err()[0].code, "nib-unusable");
        assert_eq!(checked("nib", "9120 0012 3456 7").unwrap().nib.unwrap(), "9120001234567");
        assert_eq!(checked("goods", "kuliner").unwrap_err()[0].code, "unknown-choice");
    }

    #[test]
    fn words_are_those_that_people_type() {
        let found = words("Warung Bu Sri (Baru)", Some("Kec. Sri-Gading"), Some("Pasar Baru"));
        assert_eq!(found, ["baru", "bu", "gading", "kec", "pasar", "sri", "warung"]);
        assert_eq!(words("Toko Ma’mur", None, None), ["mamur", "toko"]);
    }

    #[test]
    fn a_reason_says_that_a_seller_is_no_small_business() {
        assert!(says_no_umkm("Penjual bukan UMKM."));
        assert!(says_no_umkm("Ini minimarket, bukan  umkm"));
        assert!(!says_no_umkm("Nominal tidak cocok"));
    }
}
