//! Who is asking, and how their browser and their scripts say so.

use pekan::secret::FormToken;
use rocket::http::{Cookie, Header};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Nobody,
    Sari,
    Budi,
    Hadi,
    Rina,
    Tutik,
    Agus,
    Dewi,
    Oki,
    Olga,
    Ayu,
    Asep,
}

use Who::{Agus, Asep, Ayu, Budi, Dewi, Hadi, Nobody, Oki, Olga, Rina, Sari, Tutik};

impl Who {
    /// Everybody, in the order of the tables of `tests/access`.
    pub const ALL: [Self; 12] =
        [Nobody, Sari, Budi, Hadi, Rina, Tutik, Agus, Dewi, Oki, Olga, Ayu, Asep];

    /// The employee number: valid-looking NIP.
    pub fn number(self) -> &'static str {
        match self {
            Nobody => "",
            Sari => "199003122015022001",
            Budi => "198811052014021002",
            Hadi => "197101051995031003",
            Rina => "198204172008012004",
            Tutik => "197509231999032005",
            Agus => "198001012005011006",
            Dewi => "198512252010012007",
            Oki => "198703032011011008",
            Olga => "199105052016032009",
            Ayu => "198602022010012010",
            Asep => "197908082006041011",
        }
    }

    pub(super) fn session(self) -> String {
        format!("session-of-{self:?}")
    }

    pub fn token(self) -> String {
        format!("token-of-{self:?}")
    }

    /// The token in this person's forms.
    pub fn csrf(self) -> String {
        FormToken::of(&self.session()).masked()
    }
}

/// The cookie of the session; that of the visit for a browser in which nobody has signed in.
/// Rocket's test client reads cookies from its jar only, not from a header.
pub fn cookie(who: Who) -> Cookie<'static> {
    let name = if who == Nobody { "__Host-visit" } else { "__Host-sid" };
    Cookie::new(name, who.session())
}

/// The key to the API.
pub fn bearer(who: Who) -> Header<'static> {
    Header::new("Authorization", format!("Bearer {}", who.token()))
}
