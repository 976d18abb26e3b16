//! A portal feeds its customers' timelines by a key.

use appointment::domain::{Minutes, Scope};
use serde_json::{Value, json};

use super::door::{Door, Program};
use crate::rest_server::Answer;
use crate::support::{House, both_engines};

fn bid() -> Value {
    json!({
        "kind": "bid",
        "amount": {"cents": 42_500_000, "currency": "EUR"},
        "happened_at": "2026-11-30T12:00:00+01:00",
        "title": " Bod op Kade 1 ",
        "text": "Onder voorbehoud\r\nvan financiering.",
        "link": "https://www.example.nl/biedingen/17",
        "reference": "bid-17",
    })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

async fn feed(program: &Program<'_>, customer: &str, body: &Value) -> Answer {
    program.post(&format!("customers/{customer}/timeline"), body).await
}

async fn what_is_fed_in_is_answered_and_a_repetition_as_at_first(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::TimelineWrite]).await;
    let anna = door.booked("kade", "2026-12-02 09:00", "Anna").await.customer.id.to_string();
    let first = feed(&program, &anna, &bid()).await;
    assert_eq!((first.status, first.header("cache-control")), (201, "no-store"), "{}", first.text);
    let mut item = first.json()["item"].clone();
    assert!(item.as_object_mut().unwrap().remove("id").is_some());
    let expected = json!({
        "kind": "bid", "direction": null, "amount": {"cents": 42_500_000, "currency": "EUR"}, "happened_at": "2026-11-30T11:00:00Z", "title": "Bod op Kade 1",
        "text": "Onder voorbehoud\nvan financiering.", "link": "https://www.example.nl/biedingen/17", "who": "Website", "reference": "bid-17", "came_at": "2026-12-01T07:00:00Z",
        "appointment": null, "mail": null,
    });
    assert_eq!(item, expected);
    house.app.clock.turn(Minutes::new(60));
    let again = feed(&program, &anna, &bid()).await;
    assert_eq!((again.status, &again.text), (200, &first.text));
    let other = feed(&program, &anna, &with(bid(), "title", json!("Hoger bod"))).await.problem(422, "key_reused");
    assert!(other["detail"].as_str().unwrap().contains("reference"), "{other}");
    let message = json!({"kind": "message", "direction": "out", "happened_at": "2026-12-01T07:00:00Z", "title": "Welkom", "who": "Sanne", "reference": "m-1"});
    let sent = feed(&program, &anna, &message).await.json();
    assert_eq!((&sent["item"]["direction"], &sent["item"]["who"], &sent["item"]["text"], &sent["item"]["link"]), (&json!("out"), &json!("Sanne"), &json!(""), &Value::Null));
}

async fn what_is_fed_in_is_read_back_whole_among_all_that_happened(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::TimelineWrite, Scope::CustomersRead]).await;
    let anna = door.booked("kade", "2026-12-02 09:00", "Anna").await.customer.id.to_string();
    let long = with(bid(), "text", json!("lang ".repeat(1_000)));
    let kept = feed(&program, &anna, &long).await.json();
    let items = program.get(&format!("customers/{anna}/timeline")).await.json()["items"].clone();
    assert_eq!((&items[0]["kind"], &items[1]["kind"]), (&json!("appointment"), &json!("bid")), "{items}");
    assert_eq!((&items[1]["item"], &items[1]["at"]), (&kept["item"], &json!("2026-11-30T11:00:00Z")));
    assert!(items[1]["item"]["text"].as_str().unwrap().len() > 4_000 && items[0].get("item").is_none());
}

async fn what_is_wrong_is_told_by_its_field(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::TimelineWrite]).await;
    let anna = door.booked("kade", "2026-12-02 09:00", "Anna").await.customer.id.to_string();
    let cases = [
        ("kind", json!("fax"), "kind"),
        ("kind", json!("message"), "direction"),
        ("kind", json!("document"), "amount"),
        ("direction", json!("sideways"), "direction"),
        ("direction", json!("in"), "direction"),
        ("amount", json!({"cents": -1, "currency": "EUR"}), "amount.cents"),
        ("amount", json!({"cents": 1.5, "currency": "EUR"}), "amount.cents"),
        ("amount", json!({"cents": 1, "currency": "euro"}), "amount.currency"),
        ("happened_at", json!("yesterday"), "happened_at"),
        ("happened_at", json!("2027-01-01T00:00:00Z"), "happened_at"),
        ("title", json!("a\nb"), "title"),
        ("title", json!(""), "title"),
        ("text", json!("a".repeat(10_001)), "text"),
        ("text", json!("\u{7}"), "text"),
        ("link", json!("javascript:alert(1)"), "link"),
        ("link", json!(""), "link"),
        ("who", json!(" "), "who"),
        ("reference", json!(""), "reference"),
        ("colour", json!("red"), "colour"),
    ];
    for (field, value, named) in cases {
        let problem = feed(&program, &anna, &with(bid(), field, value.clone())).await.problem(422, "invalid");
        let fields = problem["fields"].as_object().unwrap();
        assert!(fields.contains_key(named), "{field} {value}: {problem}");
    }
    let all = feed(&program, &anna, &json!({"kind": "bid", "happened_at": "2026-11-30T12:00:00Z"})).await.problem(422, "invalid");
    let named: Vec<&String> = all["fields"].as_object().unwrap().keys().collect();
    assert_eq!(named, ["reference", "title"], "{all}");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM fed").await, 0);
}

async fn a_customer_who_is_not_the_portals_is_unknown(house: &House) {
    let door = Door::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let anna = door.booked("kade", "2026-12-02 09:00", "Anna").await.customer.id.to_string();
    let program = door.program(&[Scope::TimelineWrite]).await;
    feed(&program, "019a9f3c-5a10-7c3e-9b1d-2f4f6b8a0c11", &bid()).await.problem(404, "unknown_customer");
    feed(&program, "anna", &bid()).await.problem(404, "unknown_customer");
    let stranger = door.program_of("ander", &[Scope::TimelineWrite]).await;
    stranger.post(&format!("/v1/portals/ander/customers/{anna}/timeline"), &bid()).await.problem(404, "unknown_customer");
    assert_eq!(house.raw().await.number("SELECT COUNT(*) FROM fed").await, 0);
}

both_engines! {
    what_is_fed_in_is_answered_and_a_repetition_as_at_first
    what_is_fed_in_is_read_back_whole_among_all_that_happened
    what_is_wrong_is_told_by_its_field
    a_customer_who_is_not_the_portals_is_unknown
}
