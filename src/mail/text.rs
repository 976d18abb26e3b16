//! Mails as plain text.

use super::short::Short;
use super::wording::{Fact, When, Wording};
use crate::domain::Letter;
use crate::locales;

/// A letter as its reader finds it, without the mail around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InWords {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Puts a letter into words, for whoever wants to know what it says.
pub fn in_words(letter: &Letter, public_url: &str) -> InWords {
    let wording = Wording::of(letter, public_url);
    InWords { text: text(&wording), subject: wording.subject }
}

/// Writes it, with lines as long as their sentences: readers wrap them as they like.
pub fn text(wording: &Wording) -> String {
    let colon = wording.colon.as_str();
    let section = |label: &str, text: &str| section(label, colon, text);
    let when = |when: &When| section(&when.label, &format!("{}\n{} ({})", when.day, when.times, when.zone));
    let mut paragraphs = vec![wording.title.clone(), wording.lead.clone(), when(&wording.when)];
    paragraphs.extend(wording.before.as_ref().map(when));
    paragraphs.extend(wording.facts.iter().map(|one| fact(one, colon)));
    if !wording.action.address.starts_with("mailto:") {
        paragraphs.push(section(&wording.action.label, &wording.action.address));
    }
    paragraphs.extend(wording.closing.iter().cloned());
    signed(paragraphs, wording.signature.as_ref().unwrap_or(&wording.brand))
}

/// Writes a mail that is about no appointment.
pub fn short(wording: &Short) -> String {
    let colon = locales::section(locales::spoken(wording.language), "mail").get("colon");
    let mut paragraphs = vec![wording.title.clone(), wording.lead.clone()];
    paragraphs.extend(wording.facts.iter().map(|one| fact(one, colon)));
    paragraphs.extend([section(&wording.action.label, colon, &wording.action.address), wording.closing.clone()]);
    signed(paragraphs, wording.signature.as_ref().unwrap_or(&wording.brand))
}

/// With the signature's own line (RFC 3676, 4.3).
fn signed(mut paragraphs: Vec<String>, by: &str) -> String {
    paragraphs.push(format!("-- \n{by}"));
    paragraphs.join("\n\n") + "\n"
}

fn fact(fact: &Fact, colon: &str) -> String {
    let link = fact.link.as_ref().map(|link| match link.address.split_once(':') {
        // An address or number says all that there is to say.
        Some(("mailto" | "tel", _)) => link.label.clone(),
        _ => format!("{}{colon} {}", link.label, link.address),
    });
    let lines: Vec<String> = Some(fact.text.clone()).filter(|text| !text.is_empty()).into_iter().chain(link).collect();
    section(&fact.label, colon, &lines.join("\n"))
}

fn section(label: &str, colon: &str, text: &str) -> String {
    let indented: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    format!("{label}{colon}\n{}", indented.join("\n"))
}
