//! `[proposals]`: what the portal wants of the times it offers, where whoever makes a proposal says nothing else.

use toml::de::DeTable;

use super::keys::Keys;
use super::places::Places;
use crate::domain::{Minutes, ProposalSettings};

/// Reads the table.
pub fn read(table: &DeTable<'_>, at: usize, places: &mut Places<'_>) -> ProposalSettings {
    let mut keys = Keys::new("proposals", at, table, places);
    let usual = ProposalSettings::default();
    let held = keys.maybe_bool("held").unwrap_or(usual.held);
    let place = keys.place("expires_minutes");
    let expires = keys.maybe_number("expires_minutes").unwrap_or(usual.expires.count());
    let limits = ProposalSettings::EXPIRES;
    if !limits.contains(&expires) {
        let what = format!("{}: expires_minutes is {expires}, expected {} to {}", keys.name(), limits.start(), limits.end());
        keys.places.mistake(place, what);
    }
    keys.end();
    ProposalSettings { held, expires: Minutes::new(expires) }
}

#[cfg(test)]
mod tests {
    use super::super::told::told as whole;
    use super::*;

    fn told(lines: &str) -> Result<ProposalSettings, Vec<String>> {
        whole(lines).map(|file| file.setup.portal.proposals)
    }

    #[test]
    fn what_is_said_is_so_and_the_rest_stays_as_it_is() {
        assert_eq!(told("").unwrap(), ProposalSettings { held: true, expires: Minutes::new(2_880) });
        assert_eq!(told("\n[proposals]\nheld = false\nexpires_minutes = 60\n").unwrap(), ProposalSettings { held: false, expires: Minutes::new(60) });
    }

    #[test]
    fn each_wrong_value_has_its_line_what_was_found_and_what_is_expected() {
        let check = |line: &str, expected: &str| assert_eq!(told(&format!("\n[proposals]\n{line}\n")).unwrap_err(), [format!("3: proposals: {expected}")], "{line}");
        check("expires_minutes = 14", "expires_minutes is 14, expected 15 to 43200");
        check("expires_minutes = \"48h\"", "expires_minutes is a string, expected a whole number");
        check("held = \"yes\"", "held is a string, expected true or false");
        check("hold = true", "unknown key \"hold\", did you mean held?");
    }
}
