//! By which way a purchase was made: a code, of those that every installation knows or of those that its
//! administrators have added.

use serde::{Deserialize, Serialize};

use super::keys;
use super::names::named;
use super::problem::{self, Problem, Problems, problem_with_value};

named! {
    /// What every installation knows.
    pub enum BuiltIn {
        /// At the shop or the stall.
        Direct = "direct",
        Market = "market",
        Bazaar = "bazaar",
        /// A place of the local government at which small businesses sell.
        SalePoint = "sale_point",
        /// A stall among others.
        Lapak = "lapak",
        /// Go-Food, Go-Shop and the like.
        FoodDelivery = "food_delivery",
        Whatsapp = "whatsapp",
        Instagram = "instagram",
        /// Tokopedia, Shopee, Mbizmarket and the like.
        Marketplace = "marketplace",
        EOrder = "e_order",
        ECatalogue = "e_catalogue",
        VirtualExpo = "virtual_expo",
        /// Ordered online in another way.
        Online = "online",
        Other = "other",
    }
}

impl BuiltIn {
    /// Reads the name, what it was called before, and what other systems call the same.
    fn parse(text: &str) -> Option<Self> {
        match text {
            "in_person" | "offline" | "store" | "stall" | "cash" | "qris" => Some(Self::Direct),
            "event" => Some(Self::Bazaar),
            "delivery" => Some(Self::FoodDelivery),
            "chat" => Some(Self::Whatsapp),
            _ => Self::from_name(text),
        }
    }
}

/// The code of a channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Channel(String);

impl Channel {
    pub fn code(&self) -> &str {
        &self.0
    }

    /// As a row has it.
    #[cfg(feature = "sea-orm")]
    pub(super) fn stored(code: String) -> Self {
        Self(code)
    }
}

impl From<BuiltIn> for Channel {
    fn from(known: BuiltIn) -> Self {
        Self(known.name().to_owned())
    }
}

/// A channel that administrators have added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnChannel {
    pub code: Channel,
    pub name: String,
    /// Whether forms offer it; what was recorded by it stays.
    pub active: bool,
}

/// Those of an installation, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Channels(Vec<OwnChannel>);

const LONGEST_NAME: usize = 40;
const MOST: usize = 30;

impl Channels {
    /// Reads a code. One that is not offered any more is still known: a form may have waited on a phone.
    pub fn read(&self, text: &str) -> Option<Channel> {
        let own = || self.0.iter().find(|own| own.code.0 == text).map(|own| own.code.clone());
        BuiltIn::parse(text).map(Channel::from).or_else(own)
    }

    /// The name of one that administrators have added.
    pub fn own_name(&self, channel: &Channel) -> Option<&str> {
        self.0.iter().find(|own| own.code == *channel).map(|own| own.name.as_str())
    }

    /// Those that forms offer besides the built-in ones.
    pub fn offered(&self) -> impl Iterator<Item = &OwnChannel> {
        self.0.iter().filter(|own| own.active)
    }

    /// Offers those of these names, and no others. A name that was known keeps its code.
    ///
    /// # Errors
    /// Every fault, on `channels`.
    pub fn offering<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let mut wanted: Vec<OwnChannel> = Vec::new();
        for text in names.filter(|text| !text.trim().is_empty()) {
            let Some(name) = problems.take(problem::line("channels", text, LONGEST_NAME)) else {
                continue;
            };
            let code = keys::words(&name).join("_");
            if code.is_empty() || BuiltIn::parse(&code).is_some() {
                problems.add(problem_with_value("channels", "channel-built-in", &name));
            } else if wanted.iter().all(|one| one.code.0 != code) {
                wanted.push(OwnChannel { code: Channel(code), name, active: true });
            }
        }
        if wanted.len() > MOST {
            problems.add(Problem::new("channels", "too-many-channels").with("most", MOST));
        }
        if !problems.is_empty() {
            return Err(problems.into_vec());
        }
        let mut all = self.0.clone();
        for known in &mut all {
            let still = wanted.iter().position(|one| one.code == known.code);
            known.active = still.is_some();
            if let Some(at) = still {
                known.name = wanted.remove(at).name;
            }
        }
        all.extend(wanted);
        Ok(Self(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offering(channels: &Channels, names: &[&str]) -> Result<Channels, Vec<&'static str>> {
        let offered = channels.offering(names.iter().copied());
        offered.map_err(|found| found.into_iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn what_was_sent_before_is_still_read() {
        let none = Channels::default();
        for (sent, code) in [
            ("in_person", "direct"),
            ("event", "bazaar"),
            ("delivery", "food_delivery"),
            ("e_catalogue", "e_catalogue"),
            ("online", "online"),
        ] {
            assert_eq!(none.read(sent).unwrap().code(), code);
        }
        assert_eq!(none.read("teleport"), None);
    }

    #[test]
    fn an_administrator_adds_channels_and_takes_them_away() {
        let first = offering(&Channels::default(), &["Blibli", "", "Toko Kelontong ASN"]).unwrap();
        assert_eq!(first.read("toko_kelontong_asn").unwrap().code(), "toko_kelontong_asn");
        let second = offering(&first, &["BliBli", "Grab Food"]).unwrap();
        let offered: Vec<_> = second.offered().map(|own| own.name.as_str()).collect();
        assert_eq!(offered, ["BliBli", "Grab Food"]);
        // What was recorded keeps its name, and what waited on a phone is accepted.
        let gone = second.read("toko_kelontong_asn").unwrap();
        assert_eq!(second.own_name(&gone), Some("Toko Kelontong ASN"));
        let third = offering(&second, &["Toko kelontong ASN"]).unwrap();
        assert_eq!(third.offered().count(), 1);
    }

    #[test]
    fn no_channel_is_called_like_a_built_in_one() {
        let none = Channels::default();
        assert_eq!(offering(&none, &["Marketplace"]), Err(vec!["channel-built-in"]));
        assert_eq!(offering(&none, &["!!!"]), Err(vec!["channel-built-in"]));
        let many: Vec<String> = (0..31).map(|number| format!("Kanal {number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(offering(&none, &many), Err(vec!["too-many-channels"]));
    }
}
