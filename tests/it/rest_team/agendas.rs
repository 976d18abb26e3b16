//! Agendas by a key: their hours, and the times that are kept free.

use appointment::app;
use appointment::domain::Scope;
use reqwest::Method;
use serde_json::{Value, json};

use super::door::Door;
use crate::support::{House, ask, both_engines, day, slug};

/// The first free time of a day at the entry of one agenda.
async fn first(house: &House, on: &str) -> Option<String> {
    let times = app::free_times(&house.app, &slug("proef"), &slug("kade"), day(on), day(on)).await.unwrap();
    times.slots.first().map(|slot| slot.time.to_string())
}

async fn hours_are_put_from_those_that_were_read_and_offered_at_once(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AgendasWrite]).await;
    let listed = program.get("agendas").await.json();
    let slugs: Vec<_> = listed["agendas"].as_array().unwrap().iter().map(|agenda| agenda["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs, ["zuid", "video", "noord"], "by name");
    let read = program.get("agendas/noord").await;
    assert_eq!((read.status, read.header("cache-control")), (200, "no-store"));
    let week = ["mon", "tue", "wed", "thu", "fri"].map(|day| format!("{day} 09:00-17:00"));
    assert_eq!(
        read.json(),
        json!({
            "agenda": {"slug": "noord", "name": "Sanne de Wit", "zone": "Europe/Amsterdam", "parent": null},
            "hours": {"weekly": week, "closed": ["2026-12-25"], "extra": []},
        })
    );
    let put = async |version: &str, hours: &Value| program.change(Method::PUT, "agendas/noord/hours", version, hours).await;
    assert_eq!(put(read.header("etag"), &read.json()["hours"]).await.text, read.text, "what is read can be put");
    let wanted = json!({"weekly": ["tue-wed 10:00-12:00 20:00-23:00"], "closed": ["2026-12-09"], "extra": ["2026-12-06 13:00-15:00"]});
    let changed = put(read.header("etag"), &wanted).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!(changed.json()["hours"]["weekly"], json!(["tue 10:00-12:00 20:00-23:00", "wed 10:00-12:00 20:00-23:00"]));
    assert_ne!(changed.header("etag"), read.header("etag"));
    assert_eq!((first(house, "2026-12-02").await.as_deref(), first(house, "2026-12-03").await), (Some("10:00"), None));
    assert_eq!((first(house, "2026-12-06").await.as_deref(), first(house, "2026-12-09").await), (Some("13:00"), None));
    assert_eq!(put(read.header("etag"), &wanted).await.text, changed.text, "the same hours again change nothing");
    put(read.header("etag"), &json!({"weekly": [], "closed": [], "extra": []})).await.problem(409, "changed");
    door.send(program.ask(Method::PUT, "agendas/noord/hours").json(&wanted)).await.problem(428, "version_needed");
    let wrong = json!({"weekly": ["tue 9:00-10:00", "wed 09:00-10:00", "wed 09:30-11:00"], "closed": ["2026-02-30"], "extra": ["2026-12-06"]});
    let fields = put(changed.header("etag"), &wrong).await.problem(422, "invalid")["fields"].clone();
    assert_eq!(fields.as_object().unwrap().keys().collect::<Vec<_>>(), ["closed[0]", "extra[0]", "weekly[0]", "weekly[2]"], "{fields}");
    assert_eq!(program.get("agendas/noord").await.text, changed.text);
    for nobodys in ["oost", "No%20ord"] {
        program.get(&format!("agendas/{nobodys}")).await.problem(404, "unknown_agenda");
        program.change(Method::PUT, &format!("agendas/{nobodys}/hours"), "\"x\"", &wanted).await.problem(404, "unknown_agenda");
    }
}

async fn a_time_is_kept_free_listed_and_given_back(house: &House) {
    let door = Door::open(house).await;
    let program = door.program(&[Scope::AgendasWrite]).await;
    let made = program.post("agendas/noord/blocks", &json!({"starts_at": "2026-12-02T08:00:00Z", "ends_at": "2026-12-02T11:00:00+01:00", "reason": " Tandarts "})).await;
    assert_eq!((made.status, made.header("cache-control")), (201, "no-store"), "{}", made.text);
    let block = made.json()["block"].clone();
    assert_eq!(block, json!({"id": block["id"], "starts_at": "2026-12-02T08:00:00Z", "ends_at": "2026-12-02T10:00:00Z", "reason": "Tandarts"}));
    assert_eq!(first(house, "2026-12-02").await.as_deref(), Some("11:00"));
    assert!(app::book(&house.app, ask("kade", "2026-12-02 09:00", "Anna")).await.is_err());
    let listed = async |query: &str| program.get(&format!("agendas/noord/blocks{query}")).await;
    assert_eq!(listed("?from=2026-12-02&to=2026-12-02").await.json(), json!({"blocks": [block]}));
    assert_eq!(listed("?from=2026-12-03&to=2027-02-02").await.json(), json!({"blocks": []}));
    for (query, field) in
        [("", "from"), ("?from=2026-12-02", "to"), ("?from=2026-12-02&to=2026-12-01", "to"), ("?from=2026-12-02&to=2027-02-02", "to"), ("?from=2026-12-02&from=2026-12-02", "from")]
    {
        assert!(listed(query).await.problem(422, "invalid")["fields"][field].is_string(), "{query}");
    }
    let id = block["id"].as_str().unwrap();
    let remove = async |path: String| door.send(program.ask(Method::DELETE, &path)).await;
    remove(format!("agendas/zuid/blocks/{id}")).await.problem(404, "unknown_block");
    remove(format!("agendas/oost/blocks/{id}")).await.problem(404, "unknown_agenda");
    let removed = remove(format!("agendas/noord/blocks/{id}")).await;
    assert_eq!((removed.status, &removed.json()["block"]), (200, &block));
    remove(format!("agendas/noord/blocks/{id}")).await.problem(404, "unknown_block");
    assert_eq!(first(house, "2026-12-02").await.as_deref(), Some("09:00"));
    for (body, field) in [
        (json!({"ends_at": "2026-12-02T10:00:00Z"}), "starts_at"),
        (json!({"starts_at": "2026-12-02T10:00:00Z", "ends_at": "straks"}), "ends_at"),
        (json!({"starts_at": "2026-12-02T10:00:00Z", "ends_at": "2026-12-02T10:00:00Z"}), "ends_at"),
        (json!({"starts_at": "2026-12-02T10:00:00Z", "ends_at": "2028-12-02T10:00:00Z"}), "ends_at"),
        (json!({"starts_at": "2026-12-02T10:00:00Z", "ends_at": "2026-12-02T11:00:00Z", "reason": "\u{0}"}), "reason"),
    ] {
        assert!(program.post("agendas/noord/blocks", &body).await.problem(422, "invalid")["fields"][field].is_string(), "{body}");
    }
}

both_engines! {
    hours_are_put_from_those_that_were_read_and_offered_at_once
    a_time_is_kept_free_listed_and_given_back
}
