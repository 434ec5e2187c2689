//! Addresses and telephones where it matters that they are there, and to nobody which they are.

/// An address: `b***@lumajangkab.go.id`.
pub fn email(address: &str) -> String {
    let (user, host) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = user.chars().take(1).collect();
    format!("{first}***@{host}")
}

/// A telephone number: `***89`.
pub fn telephone(number: &str) -> String {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let last: String =
        number.chars().filter(char::is_ascii_digit).skip(digits.saturating_sub(2)).collect();
    format!("***{last}")
}

/// The name of a person: `B***`.
pub fn name(name: &str) -> String {
    let first: String = name.chars().take(1).collect();
    format!("{first}***")
}

/// The number of a person: `***03`.
pub fn number(number: &str) -> String {
    let count = number.chars().count();
    let last: String = number.chars().skip(count.saturating_sub(2)).collect();
    format!("***{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_says_little() {
        assert_eq!(email("budi.santoso@lumajangkab.go.id"), "b***@lumajangkab.go.id");
        assert_eq!(email("197001012000011001"), "1***@");
        assert_eq!(telephone("+62 812-3456-789"), "***89");
        assert_eq!(telephone("7"), "***7");
        assert_eq!(name("Budi Santoso"), "B***");
        assert_eq!(name(""), "***");
        assert_eq!(number("198503152009041003"), "***03");
    }
}
