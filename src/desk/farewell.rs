//! What is asked before a customer goes: that their name was typed, and who goes and who stays, in words that tell two of one name apart.

use crate::api::team::wire::CustomerLine;

/// Whether this is the customer's name. Spaces and capitals are how people type, and not who they mean.
pub fn same_name(typed: &str, name: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(typed) == plain(name)
}

/// What two are called, so that nobody takes one for the other: `Anna Smit` and `Tom Bos`, but `Anna Smit (anna@example.nl)` beside another Anna Smit.
pub fn told_apart(one: &CustomerLine, other: &CustomerLine) -> (String, String) {
    let alike = same_name(&one.name, &other.name);
    let call = |line: &CustomerLine| if alike { format!("{} ({})", line.name, line.email) } else { line.name.clone() };
    (call(one), call(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CustomerId;

    #[test]
    fn a_name_is_the_same_however_it_is_typed_but_not_without_its_marks() {
        for (typed, same) in [("Renée de Wit", true), ("  renée  DE wit ", true), ("Renee de Wit", false), ("Renée", false), ("", false)] {
            assert_eq!(same_name(typed, "Renée de Wit"), same, "{typed}");
        }
    }

    #[test]
    fn two_of_one_name_are_told_apart() {
        let line = |name: &str, email: &str| CustomerLine { id: CustomerId::new("1"), name: name.to_owned(), email: email.to_owned(), phone: None };
        let (anna, anna_too, tom) = (line("Anna Smit", "anna@example.nl"), line("anna smit", "smit@example.nl"), line("Tom Bos", "tom@example.nl"));
        assert_eq!(told_apart(&anna, &tom), ("Anna Smit".to_owned(), "Tom Bos".to_owned()));
        assert_eq!(told_apart(&anna, &anna_too), ("Anna Smit (anna@example.nl)".to_owned(), "anna smit (smit@example.nl)".to_owned()));
    }
}
