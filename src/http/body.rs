//! The body of a request, whole or refused. Knows its length, and nothing of what it says.

use std::future::poll_fn;
use std::pin::pin;

use axum::body::{Body, HttpBody};
use axum::extract::Request;

use super::wire::Refusal;

/// Bytes at most in a request's body.
const MOST: usize = 64 * 1024;

/// Bytes read past that, and thrown away. Who is still sending does not read, and would find the connection broken instead of the refusal.
const PATIENTLY: usize = 1024 * 1024;

/// The request with all of its body; refused where that is longer than anything that is asked here, or does not arrive.
pub async fn whole(request: Request) -> Result<Request, Refusal> {
    if request.body().is_end_stream() {
        return Ok(request);
    }
    let (head, body) = request.into_parts();
    let mut body = pin!(body);
    let (mut kept, mut length) = (Vec::new(), 0);
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        // Who breaks off reads no answer: any will do.
        let Ok(piece) = frame.map_err(|_| Refusal::TooLarge)?.into_data() else {
            continue;
        };
        length += piece.len();
        if length <= MOST {
            kept.extend_from_slice(&piece);
        } else if length > MOST + PATIENTLY {
            break;
        }
    }
    if length > MOST { Err(Refusal::TooLarge) } else { Ok(Request::from_parts(head, Body::from(kept))) }
}
