//! What `Intl` knows, so that no program carries a table of names or zones: what days are called, how far a zone's clock is ahead of
//! UTC, and how money is written.

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::{Day, Language};

/// A day by its parts, as `Intl.DateTimeFormat` names them. It is told to read the day in UTC: days have no zone here.
pub fn named(language: Language, day: Day, parts: &[(&str, &str)]) -> String {
    // British English writes days before months, as the rest of Europe does.
    let tag = if language == Language::En { "en-GB" } else { language.tag() };
    let text = written(tag, "UTC", f64::from(day.epoch_days()) * 86_400_000.0, parts);
    // Browsers don't agree on a comma after an English day of the week; this house writes none.
    if language == Language::En { text.replace(',', "") } else { text }
}

/// How many minutes a zone's clock runs ahead of UTC at a moment, in seconds since 1970. None where the browser doesn't know the zone.
pub fn offset(zone: &str, at: i64) -> Option<i16> {
    let text = written("en-US", zone, at as f64 * 1000.0, &[("timeZoneName", "longOffset")]);
    // `1/15/2027, GMT+01:00`, and `GMT` alone for nothing.
    let (_, ahead) = text.rsplit_once("GMT")?;
    if ahead.is_empty() {
        return Some(0);
    }
    let (hours, minutes) = ahead.get(1..)?.split_once(':')?;
    let ahead_by: i16 = hours.parse::<i16>().ok()? * 60 + minutes.get(..2)?.parse::<i16>().ok()?;
    Some(if ahead.starts_with('+') { ahead_by } else { -ahead_by })
}

/// An amount of money, in hundredths of a currency by its three letters: `€ 425.000`. Whole amounts without hundredths.
pub fn money(language: Language, cents: i64, currency: &str) -> String {
    let options = Object::new();
    let digits = if cents % 100 == 0 { 0 } else { 2 };
    for (name, value) in
        [("style", JsValue::from_str("currency")), ("currency", JsValue::from_str(currency)), ("minimumFractionDigits", digits.into()), ("maximumFractionDigits", digits.into())]
    {
        let _set = Reflect::set(&options, &JsValue::from_str(name), &value);
    }
    let tag = if language == Language::En { "en-GB" } else { language.tag() };
    let format: Function = Intl::NumberFormat::new(&Array::of1(&JsValue::from_str(tag)), &options).format();
    format.call1(&JsValue::NULL, &JsValue::from_f64(cents as f64 / 100.0)).ok().and_then(|text| text.dyn_into::<JsString>().ok()).map(String::from).unwrap_or_default()
}

fn written(tag: &str, zone: &str, at: f64, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts.iter().chain(&[("timeZone", zone)]) {
        let _set = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let format: Function = Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str(tag)), &options).format();
    format.call1(&JsValue::NULL, &JsValue::from_f64(at)).ok().and_then(|text| text.dyn_into::<JsString>().ok()).map(String::from).unwrap_or_default()
}
