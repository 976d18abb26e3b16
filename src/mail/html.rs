//! A letter as HTML: tables and inline styles, as mail readers want it, and nothing that is fetched from elsewhere.

use super::short::Short;
use super::wording::{Fact, Link, Weight, When, Wording};
use crate::domain::texts::fill;

/// What the one sheet of styles in it is known by in a policy, so that a page of ours may show a mail: the text between its tags.
pub fn style() -> &'static str {
    FRAME.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(style, _)| style)
}

/// The page around everything; its places are filled here and nowhere else.
const FRAME: &str = include_str!("letter.html");

/// What is told of an appointment.
const BODY: &str = "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">
<tr><td class=\"time\" style=\"padding:22px 24px;background:#e5f0ed;border-radius:12px\">{when}{before}</td></tr>
</table>
<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:12px 0 26px\">
{facts}
</table>
";

/// What there is to know, where there is no appointment.
const FACTS: &str = "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:12px 0 26px\">
{facts}
</table>
";

/// Writes it. Whatever people typed is escaped (case 23).
pub fn html(wording: &Wording) -> String {
    let facts = rows(&wording.facts);
    let closing: String = wording.closing.iter().chain(&wording.signature).map(|text| paragraph(text)).collect();
    let before = wording.before.as_ref().map(|before| old(before, &wording.colon)).unwrap_or_default();
    let places = [
        ("language", wording.language.tag()),
        ("subject", &escape(&wording.subject)),
        ("preview", &escape(&preview(wording))),
        ("brand", &escape(&wording.brand)),
        ("title", &escape(&wording.title)),
        ("lead", &lines(&wording.lead)),
        ("body", &fill(BODY, &[("when", &when(&wording.when)), ("before", &before), ("facts", &facts)])),
        ("action", &button(&wording.action)),
        ("closing", &closing),
    ];
    fill(FRAME, &places)
}

/// Writes a mail that is about no appointment.
pub fn short(wording: &Short) -> String {
    let facts = rows(&wording.facts);
    let body = if facts.is_empty() { facts } else { fill(FACTS, &[("facts", &facts)]) };
    let closing: String = std::iter::once(&wording.closing).chain(&wording.signature).map(|text| paragraph(text)).collect();
    let places = [
        ("language", wording.language.tag()),
        ("subject", &escape(&wording.subject)),
        ("preview", &escape(&wording.lead)),
        ("brand", &escape(&wording.brand)),
        ("title", &escape(&wording.title)),
        ("lead", &lines(&wording.lead)),
        ("body", &body),
        ("action", &button(&wording.action)),
        ("closing", &closing),
    ];
    fill(FRAME, &places)
}

fn paragraph(text: &str) -> String {
    format!("<p style=\"margin:0 0 8px\">{}</p>", lines(text))
}

/// What a list of mails shows beside the subject.
fn preview(wording: &Wording) -> String {
    format!("{}, {} ({})", wording.when.day, wording.when.times, wording.when.zone)
}

fn when(when: &When) -> String {
    // On a narrow page the line breaks after the weekday, and nowhere else.
    let day = when.day.split_once(' ').map_or_else(|| when.day.clone(), |(weekday, date)| format!("{weekday} {}", date.replace(' ', "\u{a0}")));
    let shown = |text: &str| if when.over { struck(text) } else { escape(text) };
    let (day, times) = (shown(&day), shown(&when.times));
    format!(
        "<p class=\"soft\" style=\"margin:0 0 6px;font-size:14px;line-height:20px;color:#55625f\">{}</p>\
         <p class=\"ink day\" style=\"margin:0;font-size:22px;line-height:30px;font-weight:600;color:#18211f\">{day}</p>\
         <p class=\"ink day\" style=\"margin:2px 0 0;font-size:22px;line-height:30px;color:#18211f\">{times}</p>\
         <p class=\"soft\" style=\"margin:4px 0 0;font-size:14px;line-height:20px;color:#55625f\">{}</p>",
        escape(&when.label),
        escape(&when.zone),
    )
}

fn old(when: &When, colon: &str) -> String {
    format!(
        "<p class=\"soft\" style=\"margin:14px 0 0;font-size:15px;line-height:22px;color:#55625f\">{}{} {}</p>",
        escape(&when.label),
        escape(colon),
        struck(&format!("{}, {}", when.day, when.times)),
    )
}

fn rows(facts: &[Fact]) -> String {
    facts.iter().enumerate().map(|(at, one)| fact(one, if at == 0 { "0" } else { "1px" })).collect()
}

fn fact(fact: &Fact, rule: &str) -> String {
    let text = Some(if fact.apart { apart(&fact.text) } else { lines(&fact.text) }).filter(|text| !text.is_empty());
    let link = fact.link.as_ref().map(|Link { label, address, weight }| {
        let (class, style) = match weight {
            Weight::Text => ("link", "color:#14584f;font-weight:600;text-decoration:underline;text-underline-offset:3px"),
            Weight::Button => {
                ("join", "display:inline-block;margin:8px 0 2px;padding:9px 18px;border:1.5px solid #14584f;border-radius:10px;color:#14584f;font-weight:600;text-decoration:none")
            }
        };
        format!("<a class=\"{class}\" href=\"{}\" style=\"{style}\">{}</a>", escape(address), escape(label))
    });
    let content: Vec<String> = text.into_iter().chain(link).collect();
    format!(
        "<tr><td class=\"soft rule label\" valign=\"top\" style=\"padding:14px 16px 14px 0;border-top:{rule} solid #dedcd5;width:112px;font-size:14px;line-height:24px;color:#55625f\">{}</td>\
         <td class=\"ink rule\" valign=\"top\" style=\"padding:14px 0;border-top:{rule} solid #dedcd5;font-size:16px;line-height:24px;color:#18211f;word-break:break-word;overflow-wrap:anywhere\">{}</td></tr>",
        escape(&fact.label),
        content.join("<br>"),
    )
}

/// A button that is one to Outlook too, which pads cells and not links.
fn button(link: &Link) -> String {
    format!(
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>\
         <td class=\"button\" bgcolor=\"#14584f\" style=\"border-radius:10px;background:#14584f;mso-padding-alt:14px 26px\">\
         <a href=\"{}\" style=\"display:inline-block;padding:14px 26px;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none\">{}</a></td></tr></table>",
        escape(&link.address),
        escape(&link.label),
    )
}

fn struck(text: &str) -> String {
    format!("<s>{}</s>", escape(text))
}

/// Lines a little apart: where they have to be broken, they don't run into each other.
fn apart(text: &str) -> String {
    let (last, others) = match text.rsplit_once('\n') {
        Some((others, last)) => (last, others),
        None => (text, ""),
    };
    let others = others.lines().map(|line| format!("<div style=\"padding:0 0 6px\">{}</div>", escape(line)));
    others.collect::<String>() + &escape(last)
}

fn lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("<br>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
