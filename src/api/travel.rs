//! How a call travels: a [`Read`] is a GET with a query, a [`Deed`] a POST in postcard, and every answer is postcard. On the server these are
//! server_fn's own codecs. In the browser its client would bring streams, sockets, redirects and texts of errors that nobody reads, a
//! tenth of the program: here is what two calls need.

use gloo_net::http::Request;
use http::Method;
use js_sys::Uint8Array;
use send_wrapper::SendWrapper;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::client::{Client, get_server_url};
use server_fn::codec::{Encoding, FromReq, GetUrl, IntoRes, Postcard, PostcardEncoding};
use server_fn::error::FromServerFnError;
use server_fn::server::Server;
use server_fn::{ContentType, Protocol};
use web_sys::{Headers, RequestInit};

use super::CallError;

/// A call that changes nothing.
pub struct Read;

/// A call that changes something.
pub struct Deed;

/// An error of a wire on which answers get lost.
pub trait Lost: FromServerFnError + DeserializeOwned + Send {
    /// No answer arrived.
    const UNREACHABLE: Self;
    /// What arrived is no answer of ours.
    const UNAVAILABLE: Self;
}

/// What a [`Read`] asks.
pub trait Query {
    /// As its address carries it, after the `?`.
    fn query(&self) -> String;
}

impl<Input, Output, Browser, House> Protocol<Input, Output, Browser, House, CallError> for Read
where
    Input: Query + FromReq<GetUrl, House::Request, CallError> + Send,
    Output: DeserializeOwned + IntoRes<Postcard, House::Response, CallError> + Send,
    Browser: Client<CallError>,
    House: Server<CallError>,
{
    const METHOD: Method = GetUrl::METHOD;

    async fn run_server<F, Fut>(request: House::Request, answer: F) -> Result<House::Response, CallError>
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, CallError>> + Send,
    {
        let asked = Input::from_req(request).await?;
        answer(asked).await?.into_res().await
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, CallError> {
        let address = [get_server_url(), path, "?", &input.query()].concat();
        read(fetch(address, None).await)
    }
}

impl<Input, Output, Browser, House, Error> Protocol<Input, Output, Browser, House, Error> for Deed
where
    Input: Serialize + FromReq<Postcard, House::Request, Error> + Send,
    Output: DeserializeOwned + IntoRes<Postcard, House::Response, Error> + Send,
    Browser: Client<Error>,
    House: Server<Error>,
    Error: Lost,
{
    const METHOD: Method = Postcard::METHOD;

    async fn run_server<F, Fut>(request: House::Request, answer: F) -> Result<House::Response, Error>
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, Error>> + Send,
    {
        let asked = Input::from_req(request).await?;
        answer(asked).await?.into_res().await
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, Error> {
        let body = postcard::to_allocvec(&input).map_err(|_| Error::UNAVAILABLE)?;
        read(fetch([get_server_url(), path].concat(), Some(body)).await)
    }
}

/// What was answered, or which error: the status has told them apart.
fn read<Output: DeserializeOwned, Error: Lost>(answer: Option<(bool, Vec<u8>)>) -> Result<Output, Error> {
    let (good, bytes) = answer.ok_or(Error::UNREACHABLE)?;
    if good {
        return postcard::from_bytes(&bytes).map_err(|_| Error::UNAVAILABLE);
    }
    // An error that isn't ours comes from something between us and the server.
    Err(postcard::from_bytes(&bytes).unwrap_or(Error::UNAVAILABLE))
}

/// Whether it went well, and the bytes of the answer; `None` when none arrived.
fn fetch(address: String, body: Option<Vec<u8>>) -> impl Future<Output = Option<(bool, Vec<u8>)>> + Send {
    // A browser's program has one thread, which everything here stays on.
    SendWrapper::new(async move {
        // Straight from the browser's own parts: gloo's builder parses the address anew to add a query to it.
        let asked = RequestInit::new();
        if let Some(body) = body {
            let headers = Headers::new().ok()?;
            headers.set("content-type", PostcardEncoding::CONTENT_TYPE).ok()?;
            asked.set_method("POST");
            asked.set_headers(&headers);
            asked.set_body(&Uint8Array::from(body.as_slice()));
        }
        let request = Request::from(web_sys::Request::new_with_str_and_init(&address, &asked).ok()?);
        let answer = request.send().await.ok()?;
        Some((answer.ok(), answer.binary().await.ok()?))
    })
}
