//! Telephone numbers as people write them, into E.164 and out of it. Which numbers a country has is in the tables of libphonenumber,
//! which are built in. Knows no portal and no customer.

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat};

use crate::domain::{Country, FieldError, Phone, ZoneName};

/// A number in E.164: what is `06 12345678` in the Netherlands is `+31612345678`. Without a country's code it is one of `home`.
pub fn e164(typed: &Phone, home: &Country) -> Result<Phone, FieldError> {
    let number = PHONE_NUMBER_UTIL.parse(typed.as_str(), region(home)).ok().filter(PhoneNumber::is_valid);
    number.and_then(|number| Phone::parse(&number.format_as(PhoneNumberFormat::E164)).ok()).ok_or(FieldError::NotAPhone)
}

/// A number as it is read in any country: `+31 6 12345678`. One that is not in E.164 was kept before numbers were read, and is shown as typed.
pub fn shown(phone: &Phone) -> String {
    let number = PHONE_NUMBER_UTIL.parse(phone.as_str(), None).ok();
    number.map_or_else(|| phone.to_string(), |number| number.format_as(PhoneNumberFormat::International).into_owned())
}

/// A country that has telephone numbers, by its letters.
pub fn country(letters: &str) -> Option<Country> {
    Country::parse(letters).filter(|country| region(country).is_some())
}

/// The country whose numbers are meant in a zone, where nobody says: that of the tz database's own list, else the Netherlands.
pub fn home(zone: &ZoneName) -> Country {
    let found = HOMES.iter().find(|(_, zones)| zones.contains(&zone.as_str())).map_or("NL", |(country, _)| country);
    Country::parse(found).expect("the table has two capital letters")
}

fn region(country: &Country) -> Option<Region> {
    let region: Region = country.as_str().parse().ok()?;
    PHONE_NUMBER_UTIL.get_country_code_for_region(region).map(|_| region)
}

/// Zones by country, as in `zone.tab` of the tz database: those of Europe, and of the Kingdom and its neighbours overseas.
const HOMES: [(&str, &[&str]); 44] = [
    ("AD", &["Europe/Andorra"]),
    ("AL", &["Europe/Tirane"]),
    ("AT", &["Europe/Vienna"]),
    ("AW", &["America/Aruba"]),
    ("BA", &["Europe/Sarajevo"]),
    ("BE", &["Europe/Brussels"]),
    ("BG", &["Europe/Sofia"]),
    ("BQ", &["America/Kralendijk"]),
    ("CH", &["Europe/Zurich"]),
    ("CW", &["America/Curacao"]),
    ("CY", &["Asia/Nicosia", "Asia/Famagusta"]),
    ("CZ", &["Europe/Prague"]),
    ("DE", &["Europe/Berlin", "Europe/Busingen"]),
    ("DK", &["Europe/Copenhagen"]),
    ("EE", &["Europe/Tallinn"]),
    ("ES", &["Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary"]),
    ("FI", &["Europe/Helsinki"]),
    ("FR", &["Europe/Paris"]),
    ("GB", &["Europe/London"]),
    ("GR", &["Europe/Athens"]),
    ("HR", &["Europe/Zagreb"]),
    ("HU", &["Europe/Budapest"]),
    ("IE", &["Europe/Dublin"]),
    ("IS", &["Atlantic/Reykjavik"]),
    ("IT", &["Europe/Rome"]),
    ("LI", &["Europe/Vaduz"]),
    ("LT", &["Europe/Vilnius"]),
    ("LU", &["Europe/Luxembourg"]),
    ("LV", &["Europe/Riga"]),
    ("MC", &["Europe/Monaco"]),
    ("ME", &["Europe/Podgorica"]),
    ("MK", &["Europe/Skopje"]),
    ("MT", &["Europe/Malta"]),
    ("NL", &["Europe/Amsterdam"]),
    ("NO", &["Europe/Oslo"]),
    ("PL", &["Europe/Warsaw"]),
    ("PT", &["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"]),
    ("RO", &["Europe/Bucharest"]),
    ("RS", &["Europe/Belgrade"]),
    ("SE", &["Europe/Stockholm"]),
    ("SI", &["Europe/Ljubljana"]),
    ("SK", &["Europe/Bratislava"]),
    ("SR", &["America/Paramaribo"]),
    ("SX", &["America/Lower_Princes"]),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(home: &str, typed: &str, expected: Option<&str>) {
        let read = Phone::parse(typed).and_then(|typed| e164(&typed, &country(home).unwrap()));
        assert_eq!(read.as_ref().map(Phone::as_str).ok(), expected, "{typed} in {home}");
    }

    #[test]
    fn a_number_is_read_as_the_people_of_a_country_write_it() {
        for typed in ["06 12345678", "0612345678", "06-12 34 56 78", "06.12.34.56.78", "06/12345678", "(06) 12345678", "06\u{a0}1234\u{2011}5678", "\u{202d}0612345678\u{202c}"] {
            check("NL", typed, Some("+31612345678"));
        }
        for typed in ["+31612345678", "0031612345678", "+31 6 12345678", "+31 (0)6 12345678", "0031 (0)6-12345678", "+31(6)12345678"] {
            check("NL", typed, Some("+31612345678"));
            check("BE", typed, Some("+31612345678"));
        }
        check("NL", "(020) 123 45 67", Some("+31201234567"));
        check("NL", "085 012 3456", Some("+31850123456"));
        check("BE", "0470 12 34 56", Some("+32470123456"));
        check("DE", "0151 23456789", Some("+4915123456789"));
        check("DE", "030/901820", Some("+4930901820"));
        check("FR", "06 12 34 56 78", Some("+33612345678"));
        check("LU", "621 123 456", Some("+352621123456"));
        check("AT", "0664 1234567", Some("+436641234567"));
        check("CH", "044 668 18 00", Some("+41446681800"));
        check("GB", "020 7946 0958", Some("+442079460958"));
        check("IE", "085 012 3456", Some("+353850123456"));
        check("ES", "612 34 56 78", Some("+34612345678"));
        check("PT", "912 345 678", Some("+351912345678"));
        // Italy keeps its zero.
        check("IT", "06 6982 1234", Some("+390669821234"));
    }

    #[test]
    fn what_no_country_has_is_no_number() {
        for typed in ["0612345", "123456", "06 1234 5678 90", "+31 6 1234 5678 9999", "+999 123456789", "000000", "bel mij", "06 12345678 na zes"] {
            check("NL", typed, None);
        }
        check("BE", "06 12345678", None);
    }

    #[test]
    fn a_number_is_shown_with_its_country_and_an_old_one_as_it_was_typed() {
        let check = |kept: &str, expected: &str| assert_eq!(shown(&Phone::parse(kept).unwrap()), expected);
        check("+31612345678", "+31 6 12345678");
        check("+31201234567", "+31 20 123 4567");
        check("+33612345678", "+33 6 12 34 56 78");
        check("+4915123456789", "+49 1512 3456789");
        check("06 - 123 45 678", "06 - 123 45 678");
    }

    #[test]
    fn every_home_is_a_country_with_numbers_and_a_zone_that_is_there() {
        for (letters, zones) in HOMES {
            assert!(country(letters).is_some(), "{letters}");
            for zone in zones {
                assert_eq!(home(crate::zone::Zone::find(zone).unwrap().name()).as_str(), letters, "{zone}");
            }
        }
        assert_eq!(home(&ZoneName::new("UTC")).as_str(), "NL");
        assert!(country("XX").is_none() && country("nl").is_none() && country("NLD").is_none());
    }

    proptest! {
        #[test]
        fn whatever_looks_like_a_number_is_read_or_refused(typed in r"\+?[0-9 ./()-]{6,32}") {
            if let Ok(number) = Phone::parse(&typed).and_then(|typed| e164(&typed, &home(&ZoneName::new("UTC")))) {
                prop_assert!(number.as_str().starts_with('+') && number.as_str()[1..].bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(e164(&number, &country("FR").unwrap()), Ok(number.clone()), "{}", shown(&number));
            }
        }
    }
}
