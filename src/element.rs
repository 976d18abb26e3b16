//! The elements that `view!` makes in the browser's programs. Leptos gives every tag, every attribute and every value a type of its own, and the program a copy
//! of the code for each: a fifth of the widget's bytes. Here an element is an [`Element`], whatever it is called and whatever it says.
//! `view!` writes method calls and takes the methods that are in scope: those of [`Parts`], where this file's names are used instead of
//! Leptos' prelude. What is reactive, and how views become one tree, stays Leptos'.

use std::borrow::Cow;

use js_sys::Reflect;
use js_sys::wasm_bindgen::{JsCast, JsValue};
use leptos::ev::EventDescriptor;
use leptos::prelude::RenderEffect;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::{ElementType, HtmlElement, attributes_to_html};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use leptos::tachys::renderer::{RemoveEventHandler, Rndr, types};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{IntoRender, Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;

pub use leptos::prelude::{AnyView, Get, GetUntracked, IntoAny, IntoView, Memo, Signal, Update, With, WithUntracked, component, event_target_value, view};

/// An element. Boxed, so that what `view!` chains hands a pointer on.
pub struct Element(Box<Whole>);

struct Whole {
    tag: &'static str,
    parts: Vec<Part>,
    child: Option<AnyView>,
}

enum Part {
    Attribute(&'static str, Value),
    Property(&'static str, Value),
    Act(Cow<'static, str>, SendWrapper<Box<dyn FnMut(types::Event)>>),
}

/// What an attribute says.
pub enum Value {
    /// It isn't there.
    None,
    /// Always the same.
    Said(Cow<'static, str>),
    /// What has to be looked at again when something changes.
    Live(Box<dyn Fn() -> Value + Send>),
}

impl Value {
    fn now(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::None => None,
            Self::Said(text) => Some(text.clone()),
            Self::Live(look) => look().now(),
        }
    }
}

/// What can be said by an attribute.
pub trait Said: Sized {
    /// As one type.
    fn said(self) -> Value;

    /// Says it.
    fn add(self, element: Element, name: &'static str) -> Element {
        element.with(Part::Attribute(name, self.said()))
    }
}

impl Said for &'static str {
    fn said(self) -> Value {
        Value::Said(Cow::Borrowed(self))
    }

    // The most frequent of all, and the shortest call.
    #[inline(never)]
    fn add(self, element: Element, name: &'static str) -> Element {
        element.with(Part::Attribute(name, self.said()))
    }
}

impl Said for String {
    fn said(self) -> Value {
        Value::Said(Cow::Owned(self))
    }
}

impl Said for bool {
    fn said(self) -> Value {
        if self { "".said() } else { Value::None }
    }
}

impl<T: Said> Said for Option<T> {
    fn said(self) -> Value {
        self.map_or(Value::None, T::said)
    }
}

impl<T: Said, F: Fn() -> T + Send + 'static> Said for F {
    fn said(self) -> Value {
        Value::Live(Box::new(move || self().said()))
    }
}

/// As `view!` wraps a closure that is written in it.
impl<T: Said + 'static> Said for SharedReactiveFunction<T> {
    fn said(self) -> Value {
        Value::Live(Box::new(move || self.lock().map_or(Value::None, |mut look| look().said())))
    }
}

/// Many views as one.
pub trait CollectView: Iterator<Item: IntoView + 'static> + Sized {
    /// As Leptos' own, but always of one type.
    fn collect_view(self) -> AnyView {
        self.map(IntoAny::into_any).collect::<Vec<_>>().into_any()
    }
}

impl<Views: Iterator<Item: IntoView + 'static>> CollectView for Views {}

macro_rules! attributes {
    ($($method:ident = $name:literal,)*) => {$(
        #[doc = concat!("`", $name, "`.")]
        fn $method(self, value: impl Said) -> Element {
            self.attr($name, value)
        }
    )*};
}

/// What `view!` calls.
pub trait Parts: Sized {
    /// The element itself.
    fn element(self) -> Element;

    /// What it holds; `view!` asks once.
    fn child(self, child: impl IntoRender<Output: RenderHtml>) -> Element {
        self.element().holding(child.into_render().into_any())
    }

    /// An attribute.
    fn attr(self, name: &'static str, value: impl Said) -> Element {
        value.add(self.element(), name)
    }

    /// A property.
    fn prop(self, name: &'static str, value: impl Said) -> Element {
        self.element().with(Part::Property(name, value.said()))
    }

    /// What an event leads to.
    fn on<E: EventDescriptor>(self, event: E, mut act: impl FnMut(E::EventType) + 'static) -> Element
    where
        E::EventType: JsCast,
    {
        self.element().with(Part::Act(event.name(), SendWrapper::new(Box::new(move |event| act(event.unchecked_into())))))
    }

    attributes! {
        action = "action",
        aria_busy = "aria-busy",
        aria_current = "aria-current",
        aria_describedby = "aria-describedby",
        aria_disabled = "aria-disabled",
        aria_expanded = "aria-expanded",
        aria_hidden = "aria-hidden",
        aria_invalid = "aria-invalid",
        aria_keyshortcuts = "aria-keyshortcuts",
        aria_label = "aria-label",
        aria_labelledby = "aria-labelledby",
        aria_live = "aria-live",
        aria_pressed = "aria-pressed",
        aria_required = "aria-required",
        autocapitalize = "autocapitalize",
        autocomplete = "autocomplete",
        checked = "checked",
        class = "class",
        datetime = "datetime",
        dir = "dir",
        disabled = "disabled",
        formaction = "formaction",
        hidden = "hidden",
        href = "href",
        id = "id",
        enterkeyhint = "enterkeyhint",
        inputmode = "inputmode",
        lang = "lang",
        max = "max",
        maxlength = "maxlength",
        min = "min",
        name = "name",
        novalidate = "novalidate",
        open = "open",
        part = "part",
        placeholder = "placeholder",
        r#for = "for",
        r#type = "type",
        readonly = "readonly",
        rel = "rel",
        role = "role",
        rows = "rows",
        sandbox = "sandbox",
        scope = "scope",
        selected = "selected",
        spellcheck = "spellcheck",
        srcdoc = "srcdoc",
        tabindex = "tabindex",
        target = "target",
        title = "title",
        value = "value",
    }
}

impl<E: ElementType> Parts for HtmlElement<E, (), ()> {
    fn element(self) -> Element {
        Element::new(E::TAG)
    }
}

impl Parts for Element {
    fn element(self) -> Element {
        self
    }
}

impl Element {
    #[inline(never)]
    fn new(tag: &'static str) -> Self {
        Self(Box::new(Whole { tag, parts: Vec::new(), child: None }))
    }

    #[inline(never)]
    fn holding(mut self, child: AnyView) -> Self {
        self.0.child = Some(child);
        self
    }

    #[inline(never)]
    fn with(mut self, part: Part) -> Self {
        self.0.parts.push(part);
        self
    }
}

/// An element on a page.
pub struct Built {
    element: types::Element,
    _child: Option<AnyViewState>,
    _live: Vec<RenderEffect<Option<Cow<'static, str>>>>,
    _acts: Vec<RemoveEventHandler<types::Element>>,
}

impl Render for Element {
    type State = Built;

    fn build(self) -> Built {
        let Whole { tag, parts, child } = *self.0;
        let element = Rndr::create_element(tag, None);
        // What it holds comes first: a choice can be told its value only when its options are there.
        let mut child = child.map(Render::build);
        if let Some(child) = &mut child {
            child.mount(&element, None);
        }
        let (mut live, mut acts) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Part::Attribute(name, Value::Live(look)) => live.push(watch(&element, name, look, attribute)),
                Part::Property(name, Value::Live(look)) => live.push(watch(&element, name, look, property)),
                Part::Attribute(name, value) => attribute(&element, name, value.now().as_deref()),
                Part::Property(name, value) => property(&element, name, value.now().as_deref()),
                Part::Act(name, act) => acts.push(Rndr::add_event_listener(&element, &name, act.take())),
            }
        }
        Built { element, _child: child, _live: live, _acts: acts }
    }

    fn rebuild(self, state: &mut Built) {
        // As a whole: what changes in place is a live attribute or a view of its own.
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

fn watch(
    element: &types::Element,
    name: &'static str,
    look: Box<dyn Fn() -> Value + Send>,
    set: fn(&types::Element, &str, Option<&str>),
) -> RenderEffect<Option<Cow<'static, str>>> {
    let element = element.clone();
    RenderEffect::new(move |before| {
        let now = look().now();
        if before.is_none_or(|before| before != now) {
            set(&element, name, now.as_deref());
        }
        now
    })
}

fn attribute(element: &types::Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => Rndr::set_attribute(element, name, value),
        None => Rndr::remove_attribute(element, name),
    }
}

/// What is there already is not written again: in a field, someone may be typing.
fn property(element: &types::Element, name: &str, value: Option<&str>) {
    let value = value.map_or(JsValue::NULL, JsValue::from_str);
    if Reflect::get(element, &JsValue::from_str(name)).as_ref() != Ok(&value) {
        Rndr::set_property(element, name, &value);
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        Rndr::remove(&self.element);
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        Rndr::get_parent(&self.element).is_some_and(|parent| child.try_mount(parent.unchecked_ref(), Some(&self.element)))
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, page: &mut String, position: &mut Position, _escape: bool, mark_branches: bool, _more: Vec<AnyAttribute>) {
        let Whole { tag, parts, child } = *self.0;
        page.extend(["<", tag]);
        for part in parts {
            if let Part::Attribute(name, value) = part {
                attributes_to_html(custom_attribute(name, value.now()), page);
            }
        }
        page.push('>');
        if let Some(child) = child {
            *position = Position::FirstChild;
            child.to_html_with_buf(page, position, true, mark_branches, Vec::new());
        }
        if tag != "input" {
            page.extend(["</", tag, ">"]);
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Built {
        // The program builds its own tree, and takes over with it.
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Nothing is added to an element from outside of its `view!`.
impl AddAnyAttr for Element {
    type Output<New: Attribute> = Self;

    fn add_any_attr<New: Attribute>(self, _: New) -> Self {
        self
    }
}
