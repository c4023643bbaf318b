// Serves some folders on 127.0.0.1 for tests in a browser, and nothing else.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".ndjson": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** What the product's page asks for as well: no inline code, no other host, no `eval`. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'";

/** `mounts` maps a path's first part to a folder; `pages` maps whole paths to HTML. */
export async function serve({ mounts, pages = {} }) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("cache-control", "no-store");
    if (Object.hasOwn(pages, path)) {
      response.setHeader("content-type", TYPES[".html"]);
      response.end(pages[path]);
      return;
    }
    const file = locate(mounts, path);
    if (file === undefined) {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
      return;
    }
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function locate(mounts, path) {
  const [, mount, ...rest] = path.split("/");
  if (!Object.hasOwn(mounts, mount)) return undefined;
  const file = normalize(join(mounts[mount], ...rest));
  if (!file.startsWith(mounts[mount] + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}
