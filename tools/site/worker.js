// Before DuckDB's own worker: the engine comes as a message, and any other request fails here, before the browser refuses it.
// The page shows what went wrong with a query, so the console stays empty.
const engine = new Promise((resolve) => addEventListener("message", (event) => {
  if (!event.data.wasm) return;
  event.stopImmediatePropagation();
  resolve(event.data.wasm);
}));
self.XMLHttpRequest = undefined;
self.fetch = async (request) => {
  if ((request.url || String(request)) !== "data:,") throw new Error("This page requests nothing.");
  return new Response(await engine, { headers: { "content-type": "application/wasm" } });
};
console.log = console.error = () => {};
