//! Names as they stand in mails to customers. Anyone can type a name beside somebody else's address, so that nothing in one may become a link: where a mail program would
//! make one, a sign of it becomes a middle dot. Names as people have them stay as they are.

use std::borrow::Cow;

use crate::domain::{Attendee, Audience, Card, Contact, Letter, Name, RequestLetter};

/// What takes the place of a sign that would make a link. It is part of no address (RFC 5892 has it for Catalan, and there between two l).
const DOT: char = '·';

/// A letter about an appointment, as its reader may be sent it.
pub(super) fn letter(letter: &Letter) -> Cow<'_, Letter> {
    let card = &letter.card;
    let mut names = [&card.customer.name].into_iter().chain(&card.booker).chain(card.attendees.iter().map(|attendee| &attendee.name));
    if letter.audience == Audience::Agenda || names.all(|name| untied(name.as_str()).is_none()) {
        return Cow::Borrowed(letter);
    }
    let mut letter = letter.clone();
    let Card { customer, booker, attendees, .. } = &mut letter.card;
    for name in [&mut customer.name].into_iter().chain(booker).chain(attendees.iter_mut().map(|Attendee { name, .. }| name)) {
        untie(name);
    }
    Cow::Owned(letter)
}

/// One about a request or a proposal, as its reader may be sent it.
pub(super) fn request(letter: &RequestLetter) -> Cow<'_, RequestLetter> {
    if !letter.is_for_customer() || (untied(letter.contact.name.as_str()).is_none() && untied(letter.to.0.as_str()).is_none()) {
        return Cow::Borrowed(letter);
    }
    let mut letter = letter.clone();
    let (Contact { name, .. }, (to, _)) = (&mut letter.contact, &mut letter.to);
    [name, to].into_iter().for_each(untie);
    Cow::Owned(letter)
}

fn untie(name: &mut Name) {
    if let Some(Ok(plain)) = untied(name.as_str()).map(|text| Name::parse(&text)) {
        *name = plain;
    }
}

/// The name with nothing in it that becomes a link; nothing where it is so already. A colon before something is a scheme's (`http://…`), a dot before two letters or digits
/// or behind `www` is a host's (`x.example`). `J.P. de Vries` and `Bakker B.V.` have neither.
fn untied(name: &str) -> Option<String> {
    let signs: Vec<char> = name.chars().collect();
    let is_word = |at: usize| signs.get(at).is_some_and(|c| c.is_alphanumeric());
    let ties = |at: usize| match signs[at] {
        ':' | '：' => signs.get(at + 1).is_some_and(|c| !c.is_whitespace()),
        // What browsers take for dots as well (RFC 3490, 3.1).
        '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' => {
            let before: String = signs[..at].iter().rev().take_while(|c| c.is_alphanumeric()).collect();
            is_word(at + 1) && (is_word(at + 2) || ["www", "ptf"].iter().any(|host| before.eq_ignore_ascii_case(host)))
        }
        _ => false,
    };
    let plain: String = (0..signs.len()).map(|at| if ties(at) { DOT } else { signs[at] }).collect();
    (plain != name).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::untied;

    #[test]
    fn what_would_become_a_link_does_not_and_names_stay_as_they_are() {
        let check = |name: &str, expected: &str| assert_eq!(untied(name).as_deref().unwrap_or(name), expected);
        for name in ["J. de Vries", "J.P. de Vries", "Bakker B.V.", "A.B.C. Jansen", "Müller & Zn.", "Jan (tel. thuis)", "مرحبا", "d'Ancona-O'Neill, M.", "Huis: Kade 1"] {
            check(name, name);
        }
        check("http://x.example buy now", "http·//x·example buy now");
        check("HTTPS://1.2.3.44/a", "HTTPS·//1.2.3·44/a");
        check("www.x.example", "www·x·example");
        check("WWW.x", "WWW·x");
        check("ftp.x", "ftp·x");
        check("Win op goed-koop.nl", "Win op goed-koop·nl");
        check("mailto:ik@elders.example", "mailto·ik@elders·example");
        check("bel tel:0900123456", "bel tel·0900123456");
        check("bücher。example", "bücher·example");
        check("Dr.Jansen", "Dr·Jansen");
    }
}
