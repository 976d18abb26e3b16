//! What the styles of a page, of a visitor's system and of a small screen do to the widget: nothing that it doesn't allow.

use serde_json::{Value, json};

use super::booking::{book, fill_and_confirm};
use super::support::{Browser, ELEMENT, Engine, Result, Screen, every_engine, website};

every_engine! {
    no_style_of_the_page_reaches_in
    on_a_page_written_from_right_to_left_it_reads_as_its_own_language_does
    at_400_percent_a_booking_goes_through_and_nothing_sticks_out
    inside_a_dialog_and_under_another_layer_it_can_be_pressed
}

/// Rules that pages really have, and worse ones. What they do to the elements around it, its width and its place are the page's to say.
const HOSTILE: [&str; 7] = [
    "* { font-size: 40px !important; color: red !important } button { display: none }",
    "* { all: unset !important }",
    "html { font-size: 62.5% }",
    "button, input, li, form, table { display: none !important } div, section { position: absolute !important; visibility: hidden !important }",
    ":root { color: red; font: italic 900 40px/3 serif; letter-spacing: 1em; text-transform: uppercase; text-align: center; white-space: pre; visibility: hidden; cursor: none }",
    "*::before, *::after { content: 'x' !important; display: block !important; transition: all 9s !important; animation: none !important }",
    "book-appointment { display: none !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important; transform: scale(0.1) !important; filter: blur(9px) !important; clip-path: inset(50%) !important; color: red !important; font-size: 40px !important }",
];

/// How each element in the widget looks, by all that a reader would notice.
const LOOKS: &str = "return [...root.querySelectorAll('.appointment, .appointment *')].map(element => {
  const style = getComputedStyle(element);
  const looks = ['color', 'backgroundColor', 'fontSize', 'fontWeight', 'fontStyle', 'fontFamily', 'lineHeight', 'letterSpacing', 'textTransform', 'textAlign', 'whiteSpace', 'display', 'visibility', 'position', 'opacity', 'transform', 'cursor'];
  return [element.tagName, element.className, ...looks.map(look => `${look}: ${style[look]}`)].join('; ');
})";

/// Times that can be seen and pressed: each is on top where its middle is.
const IN_SIGHT: &str = "return [...root.querySelectorAll('[data-slot]')].filter(slot => {
  slot.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = slot.getBoundingClientRect();
  return width > 40 && height > 40 && slot.contains(root.elementFromPoint(left + width / 2, top + height / 2));
}).length";

async fn no_style_of_the_page_reaches_in(engine: Engine) -> Result {
    let (_server, page) = website(&format!("<h1>Lindengracht 12</h1>{ELEMENT}<style id=hostile></style>")).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    browser.until("return document.told.some(([, name]) => name === 'ready')").await?;
    let under = async |rules: &str| browser.ask(&format!("document.querySelector('#hostile').textContent = {rules:?}")).await;
    for step in ["pick", "details"] {
        browser.at(step).await?;
        under("").await?;
        let clean = browser.ask(LOOKS).await?;
        let slots = browser.ask(IN_SIGHT).await?;
        assert!(step != "pick" || slots.as_f64() > Some(3.0), "{slots} times");
        for rules in HOSTILE {
            under(rules).await?;
            let changed = differences(&clean, &browser.ask(LOOKS).await?);
            assert!(changed.is_empty(), "{step} under {rules}: {changed:#?}");
            assert_eq!(browser.ask(IN_SIGHT).await?, slots, "times in sight under {rules}");
        }
        if step == "pick" {
            under(HOSTILE[0]).await?;
            browser.press("[data-slot]").await?;
        }
    }
    browser.close().await
}

/// The first few of the looks that aren't alike.
fn differences(clean: &Value, now: &Value) -> Vec<String> {
    let texts = |looks: &Value| looks.as_array().into_iter().flatten().map(|look| look.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>();
    let (clean, now) = (texts(clean), texts(now));
    if clean.len() != now.len() {
        return vec![format!("{} elements became {}", clean.len(), now.len())];
    }
    clean.iter().zip(&now).filter(|(clean, now)| clean != now).take(3).map(|(clean, now)| format!("{clean}  BECAME  {now}")).collect()
}

async fn on_a_page_written_from_right_to_left_it_reads_as_its_own_language_does(engine: Engine) -> Result {
    let (_server, page) = website(&format!("<script>document.documentElement.dir = 'rtl'</script><h1>לינדנגרכט 12</h1>{ELEMENT}")).await?;
    let browser = Browser::open(engine, Screen::PHONE).await?;
    browser.goto(&page).await?;
    browser.find("[data-slot]").await?;
    assert_eq!(browser.ask("return getComputedStyle(root.querySelector('.appointment')).direction").await?, "ltr");
    let days = "const [first, second] = [...root.querySelectorAll('.day')].map(day => day.getBoundingClientRect()); return first.left < second.left || first.top < second.top";
    assert_eq!(browser.ask(days).await?, true, "days run from left to right");
    browser.picture("rtl-360").await?;
    book(&browser).await?;
    browser.nothing_sticks_out().await?;
    browser.close().await
}

/// 1280 by 1024 pixels at 400 percent are 320 by 256 of a style's.
async fn at_400_percent_a_booking_goes_through_and_nothing_sticks_out(engine: Engine) -> Result {
    let (server, page) = website(ELEMENT).await?;
    for (name, address) in [("standalone", server.page()), ("embedded", page)] {
        let browser = Browser::open(engine, Screen { width: 320, height: 256, ..Screen::PHONE }).await?;
        browser.goto(&address).await?;
        browser.find("[data-slot]").await?;
        browser.picture(&format!("320-{name}")).await?;
        browser.nothing_sticks_out().await?;
        browser.press("[data-slot]").await?;
        browser.at("details").await?;
        browser.nothing_sticks_out().await?;
        let small = "return [...root.querySelectorAll('input, textarea')].filter(field => parseFloat(getComputedStyle(field).fontSize) < 16).map(field => field.name)";
        assert_eq!(browser.ask(small).await?, json!([]), "a phone would zoom into smaller fields");
        fill_and_confirm(&browser).await?;
        browser.nothing_sticks_out().await?;
        browser.close().await?;
    }
    Ok(())
}

async fn inside_a_dialog_and_under_another_layer_it_can_be_pressed(engine: Engine) -> Result {
    let layers = "<header style='position: sticky; top: 0; z-index: 1; height: 60px; background: #ddd'>Makelaardij</header>
        <div style='position: fixed; inset: 0; z-index: 10; background: #fff8'></div>
        <dialog style='z-index: 20; overflow: auto'><h1>Lindengracht 12</h1>";
    let (_server, page) = website(&format!("{layers}{ELEMENT}</dialog><p style='height: 2000px'>")).await?;
    let browser = Browser::open(engine, Screen::DESK).await?;
    browser.goto(&page).await?;
    browser.ask("document.querySelector('dialog').showModal()").await?;
    book(&browser).await?;
    assert_eq!(browser.ask("return document.querySelector('dialog').open").await?, true, "the page's dialog is the page's affair");
    // Out of the dialog, under the page's own header: it covers the widget, not the other way round.
    browser.ask("document.querySelector('div').remove(); document.querySelector('dialog').close(); document.querySelector('header').after(document.querySelector('book-appointment')); scrollTo(0, 100)").await?;
    let on_top = "const { left, top, width, height } = document.querySelector('header').getBoundingClientRect(); return document.elementFromPoint(left + width / 2, top + height / 2).tagName";
    assert_eq!(browser.ask(on_top).await?, "HEADER");
    browser.close().await
}

#[tokio::test]
async fn where_a_system_asks_for_no_motion_nothing_moves() -> Result {
    let (_server, page) = website(ELEMENT).await?;
    let browser = Browser::open(Engine::Chromium, Screen::DESK).await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] })).await?;
    browser.goto(&page).await?;
    let moving = "return [...root.querySelectorAll('*')].filter(element => {
      const style = getComputedStyle(element);
      return [style.transitionDuration, style.animationDuration].some(spans => spans.split(',').some(span => parseFloat(span) > 0));
    }).map(element => element.className)";
    browser.find("[data-slot]").await?;
    assert_eq!(browser.ask(moving).await?, json!([]));
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    assert_eq!(browser.ask(moving).await?, json!([]));
    browser.close().await
}

#[tokio::test]
async fn in_forced_colours_what_is_free_and_what_is_chosen_is_still_seen() -> Result {
    let (_server, page) = website(ELEMENT).await?;
    let browser = Browser::open(Engine::Chromium, Screen::DESK).await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "forced-colors", "value": "active" }] })).await?;
    browser.goto(&page).await?;
    browser.find("[data-slot]").await?;
    assert_eq!(browser.ask("return matchMedia('(forced-colors: active)').matches").await?, true);
    browser.picture("forced-1-pick").await?;
    let edges = "const look = (selector, what) => getComputedStyle(root.querySelector(selector))[what];
      return [look('[data-free=true]:not([aria-pressed=true])', 'borderColor'), look('[data-free=false]', 'borderColor'), look('.day[aria-pressed=true]', 'backgroundColor'), look('[data-free=true]:not([aria-pressed=true])', 'backgroundColor')]";
    let edges = browser.ask(edges).await?;
    assert_ne!(edges[0], edges[1], "a free day has an edge");
    assert_ne!(edges[2], edges[3], "the chosen day has another ground");
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.press("[data-action=next]").await?;
    browser.find("[aria-invalid=true]").await?;
    browser.picture("forced-2-details").await?;
    fill_and_confirm(&browser).await?;
    browser.picture("forced-4-done").await?;
    browser.close().await
}
