//! What a mail server reports of a letter that it could not deliver (RFC 3464). Believes nothing: who may report is told by the address that it comes to.

use mailparse::{MailHeaderMap, ParsedMail};

use crate::domain::{Delivery, MailStatus, ReturnKey, ReturnPath};

/// Headers that may tell which address a message came to. A mail server that hands it to a program writes the first ones; the last is the sender's.
const CAME_TO: [&str; 4] = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];

/// The key in the address that a message came to, where it is one of ours.
pub fn return_key(message: &[u8], path: &ReturnPath) -> Option<ReturnKey> {
    let (headers, _) = mailparse::parse_headers(message).ok()?;
    let values = CAME_TO.iter().flat_map(|name| headers.get_all_values(name));
    let addresses = values.flat_map(|value| value.split([',', '<', '>', ' ', ';']).map(str::to_owned).collect::<Vec<_>>());
    addresses.into_iter().find_map(|address| path.key_in(&address))
}

/// What a message reports; none where it is no such report, or tells of nothing that went wrong.
pub fn delivery(message: &[u8]) -> Option<Delivery> {
    let mail = mailparse::parse_mail(message).ok()?;
    let report = mail.ctype.mimetype == "multipart/report";
    let part = mail.subparts.iter().find(|part| matches!(part.ctype.mimetype.as_str(), "message/delivery-status" | "message/global-delivery-status"));
    let readers = part.filter(|_| report).map(readers)?;
    // One letter has one reader, but theirs may have passed it on to several: where it has reached one of them, it has arrived.
    let all = |wanted: &str| !readers.is_empty() && readers.iter().all(|reader| reader.action == wanted);
    if all("failed") {
        return readers.first().map(|reader| Delivery::Failed(reader.status));
    }
    readers.iter().find(|reader| reader.action == "delayed").map(|reader| Delivery::Delayed(reader.status))
}

/// What is told of one reader.
struct Reader {
    action: String,
    status: MailStatus,
}

/// The first group of lines is about the message as a whole, each other one about a reader.
fn readers(part: &ParsedMail<'_>) -> Vec<Reader> {
    let text = part.get_body().unwrap_or_default().replace("\r\n", "\n");
    text.split("\n\n").filter_map(|group| reader(group.trim_start_matches('\n'))).collect()
}

fn reader(group: &str) -> Option<Reader> {
    let lines = format!("{group}\n\n");
    let (fields, _) = mailparse::parse_headers(lines.as_bytes()).ok()?;
    let action = fields.get_first_value("Action")?.trim().to_ascii_lowercase();
    // Comments may stand behind it, in brackets.
    let told = fields.get_first_value("Status").and_then(|status| MailStatus::among(&status));
    let said = || fields.get_first_value("Diagnostic-Code").map(|said| diagnosed(&said));
    Some(Reader { action, status: told.or_else(said)? })
}

/// What a server said to the one that reports: a status, or a reply's code alone.
fn diagnosed(said: &str) -> MailStatus {
    let refused = |word: &str| word.len() == 3 && word.starts_with('5') && word.bytes().all(|b| b.is_ascii_digit());
    let coded = || said.split_whitespace().any(refused).then_some(MailStatus::REFUSED);
    MailStatus::among(said).or_else(coded).unwrap_or(MailStatus::UNTOLD)
}
