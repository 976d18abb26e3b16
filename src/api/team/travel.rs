//! How a call of the dashboard travels: a POST in postcard, and back in postcard.

use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::Protocol;
use server_fn::client::{Client, get_server_url};
use server_fn::codec::{Encoding, FromReq, IntoRes, Postcard};
use server_fn::server::Server;

use super::TeamError;
use crate::api::travel::fetch;

/// A call of the dashboard.
pub struct Call;

impl<Input, Output, Browser, House> Protocol<Input, Output, Browser, House, TeamError> for Call
where
    Input: Serialize + FromReq<Postcard, House::Request, TeamError> + Send,
    Output: DeserializeOwned + IntoRes<Postcard, House::Response, TeamError> + Send,
    Browser: Client<TeamError>,
    House: Server<TeamError>,
{
    const METHOD: Method = Postcard::METHOD;

    async fn run_server<F, Fut>(request: House::Request, answer: F) -> Result<House::Response, TeamError>
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, TeamError>> + Send,
    {
        let asked = Input::from_req(request).await?;
        answer(asked).await?.into_res().await
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, TeamError> {
        let body = postcard::to_allocvec(&input).map_err(|_| TeamError::Unavailable)?;
        let (good, bytes) = fetch([get_server_url(), path].concat(), Some(body)).await.ok_or(TeamError::Unreachable)?;
        if good {
            return postcard::from_bytes(&bytes).map_err(|_| TeamError::Unavailable);
        }
        // An error that isn't ours comes from something between us and the server.
        Err(postcard::from_bytes(&bytes).unwrap_or(TeamError::Unavailable))
    }
}
