//! Choices as people write them: reasons of leave and kinds of holidays.

use super::writing::key;
use crate::ExemptionReason;
use crate::calendar::HolidayKind;

/// The reason of leave that a text names.
pub fn reason(text: &str) -> Option<ExemptionReason> {
    use ExemptionReason as Reason;
    Some(match key(text).as_str() {
        "cutitahunan" | "ct" | "tahunan" => Reason::AnnualLeave,
        "cutisakit" | "sakit" | "cs" | "izinsakit" | "ijinsakit" => Reason::SickLeave,
        "cutimelahirkan" | "melahirkan" | "cutibersalin" | "bersalin" | "cm" => Reason::Maternity,
        "cutialasanpenting" | "cutikarenaalasanpenting" | "alasanpenting" | "cap" | "ckap" => {
            Reason::ImportantReason
        }
        "cutibesar" | "cb" => Reason::LongLeave,
        "dinasluar" | "dl" | "perjalanandinas" | "tugasluar" | "dinasluardaerah" | "sppd"
        | "dinasluarkota" | "dd" => Reason::OfficialTravel,
        "tugasbelajar" | "tubel" | "tb" | "diklat" | "pelatihan" | "pendidikan" => Reason::Study,
        "cltn" | "cutidiluartanggungannegara" | "cutidiluartanggungan" => Reason::UnpaidLeave,
        "lainnya" | "lainlain" => Reason::Other,
        _ => return ExemptionReason::from_name(text.trim()),
    })
}

/// The kind of holiday that a text names, or that a title above some rows names.
pub fn holiday(text: &str) -> Option<HolidayKind> {
    let word = key(text);
    if word.contains("cutibersama") && !word.contains("liburnasional") {
        return Some(HolidayKind::JointLeave);
    }
    let public = ["liburnasional", "hariliburnasional", "nasional", "libur", "harilibur"];
    let is_public = public.contains(&word.as_str())
        || (word.contains("liburnasional") && !word.contains("cutibersama"));
    is_public.then_some(HolidayKind::Public).or_else(|| HolidayKind::from_name(text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_of_leave_are_read_as_lists_have_them() {
        use ExemptionReason as Reason;
        for (text, expected) in [
            ("Cuti Tahunan", Reason::AnnualLeave),
            ("CT", Reason::AnnualLeave),
            ("Cuti Sakit", Reason::SickLeave),
            ("Sakit", Reason::SickLeave),
            ("Cuti Melahirkan", Reason::Maternity),
            ("Cuti Besar", Reason::LongLeave),
            ("Cuti Alasan Penting", Reason::ImportantReason),
            ("Cuti Karena Alasan Penting", Reason::ImportantReason),
            ("CLTN", Reason::UnpaidLeave),
            ("Cuti di Luar Tanggungan Negara", Reason::UnpaidLeave),
            ("Dinas Luar", Reason::OfficialTravel),
            ("DL", Reason::OfficialTravel),
            ("Perjalanan Dinas", Reason::OfficialTravel),
            ("Tugas luar", Reason::OfficialTravel),
            ("Tugas Belajar", Reason::Study),
            ("Diklat", Reason::Study),
            ("sick_leave", Reason::SickLeave),
        ] {
            assert_eq!(reason(text), Some(expected), "{text}");
        }
        // What a district may treat in more than one way is asked.
        for text in ["Izin", "Umrah", "MPP", "Cuti Bersama", "demam", ""] {
            assert_eq!(reason(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_of_holidays_are_read_from_cells_and_titles() {
        assert_eq!(holiday("Libur nasional"), Some(HolidayKind::Public));
        assert_eq!(holiday("B. CUTI BERSAMA TAHUN 2027"), Some(HolidayKind::JointLeave));
        assert_eq!(holiday("Cuti Bersama Idul Fitri"), Some(HolidayKind::JointLeave));
        assert_eq!(holiday("A. HARI LIBUR NASIONAL"), Some(HolidayKind::Public));
        assert_eq!(holiday("HARI LIBUR NASIONAL DAN CUTI BERSAMA TAHUN 2027"), None);
        assert_eq!(holiday("Tahun Baru"), None);
    }
}
