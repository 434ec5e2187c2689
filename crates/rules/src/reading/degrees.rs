//! Academic degrees, before and after a name.

/// Degrees that are written without dots.
const BARE: [&str; 40] = [
    "SE", "SH", "ST", "SKM", "SKOM", "SSOS", "SIP", "SAG", "SP", "SPT", "SSI", "SPSI", "SKED",
    "SFARM", "SGZ", "SKEP", "SSTP", "STP", "SPI", "SAP", "SPD", "SS", "SSN", "AMD", "MM", "MSI",
    "MPD", "MT", "MH", "MKES", "MKOM", "MAP", "MSC", "MBA", "MKM", "MHUM", "MA", "PHD", "NERS",
    "APT",
];

/// Whether a text is a degree, or several: `S.Pd.`, `M.M.`, `A.Md.Keb`, `SE`.
pub fn is_degree(text: &str) -> bool {
    let text = text.trim();
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() || text.len() > 30 || text.chars().any(|c| c.is_ascii_digit() || c == '@')
    {
        return false;
    }
    if BARE.contains(&letters.to_uppercase().as_str()) {
        return true;
    }
    // `Sp.OG(K)`, `A.Md. Keb.`: short parts with dots between them, a capital in front of each.
    let parts = text.split(['.', ' ', '(', ')', ',']).filter(|part| !part.is_empty());
    let is_short = |part: &str| part.len() <= 6 && part.starts_with(char::is_uppercase);
    text.contains('.') && parts.clone().all(is_short) && parts.count() <= 6
}

/// A name with the degrees of columns of their own: `Dr. Sri Wahyuni, S.Pd., M.M.`
pub fn with_degrees(before: &str, name: &str, after: &str) -> String {
    let (before, name, after) = (before.trim(), name.trim(), after.trim());
    let given = |text: &str| !text.is_empty() && text != "-";
    let mut whole = String::new();
    if given(before) && !name.to_lowercase().starts_with(&before.to_lowercase()) {
        whole = format!("{before} ");
    }
    whole.push_str(name);
    if given(after) && !name.to_lowercase().ends_with(&after.to_lowercase()) {
        whole = format!("{whole}, {after}");
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_told_from_names_and_addresses() {
        for text in
            [" S.Pd.", "M.M.", " M.Si", "A.Md.Keb.", "SE", "S. Kom", "Sp.OG(K)", "Ph.D", "SKM."]
        {
            assert!(is_degree(text), "{text}");
        }
        for text in [
            "sri.w@contoh.test",
            "PNS",
            "DISDAG",
            "III/c",
            "Ahmad",
            "081234",
            "",
            "Jl. Contoh 1",
            "staff",
        ] {
            assert!(!is_degree(text), "{text}");
        }
        assert_eq!(
            with_degrees("Dr.", "SRI WAHYUNI", "S.Pd., M.M."),
            "Dr. SRI WAHYUNI, S.Pd., M.M."
        );
        assert_eq!(with_degrees("-", "Budi, S.H.", "S.H."), "Budi, S.H.");
        assert_eq!(with_degrees("", "Budi", ""), "Budi");
    }
}
