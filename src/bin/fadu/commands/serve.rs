//! `fadu serve`: a built page on this machine. Only 127.0.0.1 is bound, only files below
//! the folder are sent, and the page may talk to nobody but itself.

use crate::args;
use crate::failure::{Failure, Outcome};
use crate::terminal::{Line, Terminal};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tower_http::services::{ServeDir, ServeFile};

/// The first port tried when none was asked for, and how many after it.
const PORT: u16 = 8787;
const PORTS: u16 = 20;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

pub(crate) fn run(
    arguments: &args::Serve,
    terminal: &mut Terminal,
) -> Result<Outcome, Failure> {
    let www = &arguments.www;
    let index = www.join("index.html");
    if !index.is_file() {
        let at = www.display();
        return Err(Failure::usage(
            format!("「{at}」里没有 index.html；请先构建网页，或用 --www 指定目录"),
            format!(
                "there is no index.html in `{at}`; build the page first, or name its folder with --www"
            ),
        ));
    }
    let site = middleware::from_fn(headers);
    let page = Router::new().fallback_service(ServeDir::new(www).fallback(screen(index)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| not_served(&error))?;
    runtime.block_on(async {
        let listener = listen(arguments.port).await?;
        let address = listener.local_addr().map_err(|error| not_served(&error))?;
        greet(&format!("http://{address}/"), terminal);
        axum::serve(listener, page.layer(site))
            .with_graceful_shutdown(async {
                // Without a signal handler the server simply runs until it is killed.
                if tokio::signal::ctrl_c().await.is_err() {
                    std::future::pending::<()>().await;
                }
            })
            .await
            .map_err(|error| not_served(&error))
    })?;
    Ok(Outcome::Fine)
}

/// Answers addresses that are not files: `/legal-review` is a screen of the page and gets
/// the page, but `/app-1a2b.js` is a missing file.
fn screen(index: PathBuf) -> Router {
    let page = ServeFile::new(index);
    Router::new().fallback(move |request: Request<Body>| {
        let last = request.uri().path().rsplit('/').next().unwrap_or_default();
        let is_file = last.contains('.');
        let mut page = page.clone();
        async move {
            if is_file {
                return StatusCode::NOT_FOUND.into_response();
            }
            match page.try_call(request).await {
                Ok(page) => page.into_response(),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
    })
}

fn greet(address: &str, terminal: &mut Terminal) {
    let open =
        terminal.words().pick("法度已在本机打开：", "Fadu is open on this machine: ");
    let line = Line::new().text(open).strong(address);
    terminal.line(&line);
    let stop = terminal.words().pick("按 Ctrl-C 结束", "press Ctrl-C to stop");
    let line = Line::new().quiet(stop);
    terminal.line(&line);
    terminal.finish();
}

/// Binds the port asked for, or the first free one.
async fn listen(asked: Option<u16>) -> Result<TcpListener, Failure> {
    let ports = match asked {
        Some(port) => port..=port,
        None => PORT..=PORT.saturating_add(PORTS),
    };
    for port in ports.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(not_served(&error)),
        }
    }
    let (first, last) = (ports.start(), ports.end());
    Err(if asked.is_some() {
        Failure::usage(
            format!("端口 {first} 已被占用；请换一个，或不写 --port"),
            format!("port {first} is taken; choose another, or leave out --port"),
        )
    } else {
        Failure::usage(
            format!("端口 {first} 至 {last} 都被占用；请用 --port 指定"),
            format!("ports {first} to {last} are all taken; choose one with --port"),
        )
    })
}

/// Adds what keeps the page to itself. Pages are never cached, so that a rebuilt one shows;
/// everything else is asked for again and answered "not modified".
async fn headers(request: Request<Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let cache = if is_page { "no-store" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
    response
}

fn not_served(error: &io::Error) -> Failure {
    Failure::usage(
        format!("无法打开网页：{error}"),
        format!("cannot serve the page: {error}"),
    )
}
