// SQL in the page. DuckDB runs in a worker, over the database of the release. Nothing leaves the machine; only sql/ is requested.
// Belongs here: starting the engine, the editor, results, errors and the table browser. Words, examples and hints are data (texts.json).
// Values reach the page as text only. Cells show what DuckDB would print; the CSV has all rows.
(() => {
  "use strict";
  const { parts, texts, examples, hints, open, columns: COLUMNS, style } = window.sqlData;
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const SHOWN = 500;
  const files = { worker: [], wasm: [], database: [] };
  window.sqlPart = (file, encoded) => files[file].push(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));

  const addScript = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = folder + name;
    script.onload = () => resolve(script.remove());
    script.onerror = () => reject(new Error(`sql/${name}`));
    document.head.append(script);
  });
  const unpack = (chunks) => new Response(new Blob(chunks).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();

  async function load(progress) {
    for (const [done, name] of parts.entries()) {
      progress(Math.round((100 * done) / parts.length));
      await addScript(name);
    }
    progress(100);
    for (const name of Object.keys(files)) files[name] = await unpack(files[name]);
  }

  async function start() {
    const url = URL.createObjectURL(new Blob([files.worker], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.postMessage({ wasm: files.wasm });
    const engine = new window.sqlEngine.AsyncDuckDB(new window.sqlEngine.VoidLogger(), worker);
    await engine.instantiate("data:,");
    await engine.registerFileBuffer("dataset.duckdb", new Uint8Array(files.database.slice(0)));
    const connection = await engine.connect();
    await connection.query(open);
    return { worker, connection };
  }

  // What DuckDB prints for a value of a type of Arrow.
  function decimal(words, scale) {
    let whole = 0n;
    for (const word of Array.from(words).reverse()) whole = (whole << 32n) | BigInt(word >>> 0);
    whole = BigInt.asIntN(128, whole);
    const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, "0");
    const split = digits.length - scale;
    return (whole < 0n ? "-" : "") + digits.slice(0, split) + (scale ? `.${digits.slice(split)}` : "");
  }
  function printed(value, type) {
    const { Type } = window.sqlArrow;
    if (value === null || value === undefined) return "NULL";
    switch (type.typeId) {
      case Type.Float: return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
      case Type.Decimal: return decimal(value, type.scale);
      case Type.Date: return new Date(Number(value)).toISOString().slice(0, 10);
      case Type.Dictionary: return printed(value, type.dictionary);
      case Type.List: case Type.FixedSizeList: return `[${Array.from(value, (item) => printed(item, type.children[0].type)).join(", ")}]`;
      case Type.Struct: return `{${type.children.map(({ name, type }) => `'${name}': ${printed(value[name], type)}`).join(", ")}}`;
      case Type.Int: case Type.Bool: case Type.Utf8: case Type.LargeUtf8: case Type.Map: return String(value);
      case Type.Timestamp: // in milliseconds; one with microseconds is not shown
        if (Number.isInteger(value)) return new Date(value).toISOString().replace("T", " ").replace(/\.?0*Z$/, type.timezone ? "+00" : "");
      // falls through
      default: throw new Error(`Cannot show a value of the type ${type}.`);
    }
  }
  const isNumber = ({ typeId }) => [window.sqlArrow.Type.Int, window.sqlArrow.Type.Float, window.sqlArrow.Type.Decimal].includes(typeId);

  function read(table) {
    const { fields } = table.schema;
    const columns = fields.map((_, number) => table.getChildAt(number));
    const row = (number) => columns.map((column, place) => ({ value: column.get(number), type: fields[place].type }));
    return { fields, count: table.numRows, row };
  }
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const printedQuoted = ({ value, type }) => (value === null ? "" : quoted(printed(value, type)));
  function csv({ fields, count, row }) {
    const lines = Array.from({ length: count }, (_, number) => row(number).map(printedQuoted));
    return [fields.map(({ name }) => quoted(name)), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
  }

  // How many letters must change to make one name of another.
  function distance(one, other) {
    let line = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (const [row, letter] of Array.from(one).entries()) {
      const next = [row + 1];
      for (let place = 1; place <= other.length; place++) {
        next.push(Math.min(line[place] + 1, next[place - 1] + 1, line[place - 1] + (letter === other[place - 1] ? 0 : 1)));
      }
      line = next;
    }
    return line[other.length];
  }
  function close(names, wanted) {
    const simple = (name) => name.toLowerCase().split(".").pop();
    const far = (name) => (simple(name).includes(simple(wanted)) ? 1 : distance(simple(name), simple(wanted)));
    const limit = Math.max(1, Math.floor(wanted.length / 3));
    return names.filter((name) => far(name) <= limit).sort((a, b) => far(a) - far(b)).slice(0, 5);
  }

  // Returns sentences that help after an error of DuckDB: what the hint of texts.json for it says, and names that are close.
  function advice(message, sql, catalog, lang) {
    const words = texts[lang];
    const hint = hints.find(({ pattern }) => new RegExp(pattern, "i").test(message));
    const wanted = (new RegExp(hint.pattern, "i").exec(message)[1] || "").replaceAll('"', "");
    const used = catalog.filter(({ name }) => new RegExp(`\\b${name.replace(".", "\\.")}\\b`, "i").test(sql));
    const full = ({ name, columns }) => columns.map((column) => `${name}.${column.column_name}`);
    const columns = (used.length ? used : catalog).flatMap(full);
    const names = { tables: catalog.map(({ name }) => name), columns }[hint.names] || [];
    const found = close(names, wanted);
    const lines = [hint[lang]];
    if (found.length) lines.push(`${words.close} ${found.join(", ")}`);
    const listed = hint.names === "columns" ? used : [];
    const join = (names) => `${names.join(", ")}.`;
    for (const { name, columns } of listed) lines.push(`${words.columnsOf} ${name}: ${join(columns.map((column) => column.column_name))}`);
    if (!listed.length) lines.push(`${words.front} ${join(catalog.filter(({ isFront }) => isFront).map(({ name }) => name))}`);
    return lines;
  }

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }
  function tableOf(caption, header, rows) {
    const head = element("thead", {}, element("tr", {}, ...header.map((name) => element("th", { scope: "col" }, name))));
    const cell = ({ text, className = "" }) => element("td", { className }, text);
    const body = element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map(cell))));
    const table = element("table", {}, element("caption", {}, caption), head, body);
    return element("div", { className: "sql-table", tabIndex: 0, role: "region", ariaLabel: caption }, table);
  }
  function catalogOf(rows) {
    const tables = new Map();
    for (const row of rows) {
      const isFront = row.schema_name === "main";
      const name = isFront ? row.table_name : `${row.schema_name}.${row.table_name}`;
      if (!tables.has(name)) tables.set(name, { name, isFront, comment: row.comment, columns: [] });
      tables.get(name).columns.push(row);
    }
    return [...tables.values()];
  }
  function browser(catalog, words, lang, ask) {
    const meaning = ({ label_fr, description_en }) => (lang === "fr" ? label_fr : description_en) || "";
    const line = (column) => [column.column_name, column.data_type, meaning(column)].map((text) => ({ text }));
    const one = ({ name, comment, columns }) => element("details", {}, element("summary", {}, name), element("p", { lang: "en" }, comment),
      element("button", { type: "button", onclick: () => ask(`FROM ${name} LIMIT 20;`) }, `${words.firstRows} ${name}`),
      tableOf(`${words.columnsOf} ${name}`, [words.column, words.type, words.meaning], columns.map(line)));
    const front = catalog.filter(({ isFront }) => isFront);
    return element("details", { className: "sql-browser" }, element("summary", {}, words.tables), ...front.map(one));
  }

  window.openSql = async (place, lang) => {
    const words = texts[lang];
    const status = document.getElementById("sql-status");
    const say = (text) => { status.textContent = text; };
    const number = (value) => value.toLocaleString(lang === "fr" ? "fr-BE" : "en-GB");
    let running, stop;
    try {
      await load((percent) => say(`${words.loading} ${number(percent)} %`));
      say(words.opening);
      running = await start();
    } catch (error) {
      say(`${words.notLoaded} ${error.message}`);
      return;
    }
    const catalog = catalogOf((await running.connection.query(COLUMNS)).toArray());
    const first = window.wallonia.read("sql") || examples[0].sql;
    const editor = element("textarea", { id: "sql-editor", rows: 8, spellcheck: false, value: first });
    const chooser = element("select", { id: "sql-examples" }, element("option", { value: "" }, words.choose),
      ...examples.map((example, place) => element("option", { value: place }, example[`title_${lang}`])));
    const button = (text, onclick, disabled = false) => element("button", { type: "button", onclick, disabled }, text);
    const output = element("div", { id: "sql-output" });

    async function run() {
      const sql = editor.value.trim();
      if (runButton.disabled) return;
      if (!sql) return say(words.empty);
      window.wallonia.write("sql", sql);
      output.replaceChildren();
      say(words.running);
      [runButton.disabled, stopButton.disabled] = [true, false];
      try {
        if (/^(force\s+)?install\b/i.test(sql)) throw new Error("Permission Error: INSTALL is disabled."); // the engine would ignore it
        const stopped = new Promise((_, reject) => { stop = () => reject(new Error(words.stopped)); });
        show(read(await Promise.race([running.connection.query(sql), stopped])));
      } catch (error) {
        const lines = error.message === words.stopped ? [] : advice(error.message, sql, catalog, lang);
        output.replaceChildren(element("pre", { className: "sql-error" }, error.message), ...lines.map((line) => element("p", {}, line)));
        say(lines.length ? words.failed : words.stopped);
      }
      [runButton.disabled, stopButton.disabled] = [false, true];
    }
    function show(result) {
      const shown = Math.min(result.count, SHOWN);
      const form = shown < result.count ? words.some : shown === 1 ? words.one : words.all;
      const caption = form.replace("{shown}", number(shown)).replace("{count}", number(result.count));
      const look = (value, type) => (value === null ? "sql-null" : isNumber(type) ? "sql-number" : "");
      const cell = ({ value, type }) => ({ text: printed(value, type), className: look(value, type) });
      const rows = Array.from({ length: shown }, (_, place) => result.row(place).map(cell));
      output.replaceChildren(button(words.csv, () => save(result)), button(words.link, copy),
        tableOf(caption, result.fields.map(({ name }) => name), rows));
      say(caption);
    }
    function save(result) {
      const url = URL.createObjectURL(new Blob([csv(result)], { type: "text/csv;charset=utf-8" }));
      element("a", { href: url, download: "result.csv" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    }
    async function copy() {
      try {
        await navigator.clipboard.writeText(location.href);
        say(words.copied);
      } catch {
        say(words.notCopied);
      }
    }
    const ask = (sql) => { editor.value = sql; return run(); };
    const runButton = button(words.run, run);
    const stopButton = button(words.stop, async () => {
      running.worker.terminate();
      running = await start();
      stop();
    }, true);
    chooser.onchange = () => chooser.value && ask(examples[chooser.value].sql);
    editor.onkeydown = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && run();
    window.addEventListener("hashchange", () => {
      const sql = window.wallonia.read("sql");
      if (sql && sql !== editor.value.trim()) ask(sql);
    });
    const label = (htmlFor, text) => element("label", { htmlFor }, text);
    place.replaceChildren(element("style", {}, style), element("p", {}, label("sql-examples", words.examples), " ", chooser),
      label("sql-editor", words.editor), editor, element("p", {}, runButton, stopButton), output, browser(catalog, words, lang, ask));
    say(words.ready);
    if (window.wallonia.read("sql")) await run();
  };
})();
