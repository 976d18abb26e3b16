//! Whether someone who is being typed in is probably known already.

use crate::api::team::wire::{CustomerLine, Whom};
use crate::domain::words::words;

/// The customer who was probably meant: the same address, else the same number, else the same name.
pub fn likely<'a>(known: &'a [CustomerLine], typed: &Whom) -> Option<&'a CustomerLine> {
    let email = typed.email.trim().to_lowercase();
    let phone = last_digits(&typed.phone);
    let name = words(&typed.name);
    let find = |same: &dyn Fn(&&CustomerLine) -> bool| known.iter().find(same);
    find(&|line| !email.is_empty() && line.email.to_lowercase() == email)
        .or_else(|| find(&|line| phone.is_some() && line.phone.as_deref().and_then(last_digits) == phone))
        .or_else(|| find(&|line| name.len() > 1 && words(&line.name) == name))
}

/// The end of a number, the same with and without a country's code.
fn last_digits(phone: &str) -> Option<String> {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 9).then(|| digits[digits.len() - 9..].iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, Language};

    fn line(id: &str, name: &str, email: &str, phone: Option<&str>) -> CustomerLine {
        CustomerLine { id: CustomerId::new(id), name: name.to_owned(), email: email.to_owned(), phone: phone.map(str::to_owned) }
    }

    #[test]
    fn an_address_counts_more_than_a_number_and_that_more_than_a_name() {
        let known = [line("1", "Renée Bos", "r.bos@example.nl", None), line("2", "Anna Smit", "anna@example.nl", Some("06 12345678")), line("3", "Jan", "jan@example.nl", None)];
        let check = |name: &str, email: &str, phone: &str, id: Option<&str>| {
            let typed = Whom { name: name.to_owned(), email: email.to_owned(), phone: phone.to_owned(), language: Language::Nl };
            assert_eq!(likely(&known, &typed).map(|line| line.id.as_str()), id, "{name} {email} {phone}");
        };
        check("Renee  bos", "anna@example.nl ", "", Some("2"));
        check("rene bos", "", "+31 6 1234 5678", Some("2"));
        check("renee bos", "other@example.nl", "", Some("1"));
        check("Jan", "", "", None);
        check("", "", "12345678", None);
    }
}
