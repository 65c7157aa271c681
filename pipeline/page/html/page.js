'use strict';
/* The script of the page: filters, map, cards, sources of values, links that can be shared. It asks no server for anything; data is shown
   as text, never as HTML. What the page says is in its HTML (data-... attributes), so that one script serves both languages. */
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const language = document.documentElement.lang;
  const written = new Intl.NumberFormat(language);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* ---- The address: one query string after the #, so that any filter, card or query can be shared ---- */
  const state = new Map();

  function readAddress() {
    const text = location.hash.slice(1);
    if (text && !text.includes('=')) return false; // a link to a section
    state.clear();
    for (const [key, value] of new URLSearchParams(text)) if (value) state.set(key, value);
    return true;
  }

  function write(key, value) {
    if (value) state.set(key, value); else state.delete(key);
    history.replaceState(null, '', '#' + new URLSearchParams([...state]));
    keepInOtherLanguage();
  }

  const twin = find('other-language');
  const keepInOtherLanguage = () => { twin.href = twin.getAttribute('href').split('#')[0] + location.hash; };

  /* ---- Filters ---- */
  const form = find('filters');
  const fields = [...form.elements].filter((field) => field.name);
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const actors = all('#list .actor').map((box) => ({
    box,
    id: box.dataset.id,
    keys: new Set(box.dataset.keys.split(' ')),
  }));
  const textOf = (actor) => (actor.text = actor.text || plain(actor.box.textContent)); // at the first search: it takes time
  const dots = all('#map a');
  const lit = () => dots.filter((dot) => !dot.classList.contains('off'));

  function answers(actor) {
    return fields.every((field) => {
      if (!field.value) return true;
      if (field.name === 'q') return plain(field.value).split(/\s+/).every((word) => textOf(actor).includes(word));
      return actor.keys.has(field.name + '.' + field.value);
    });
  }

  function filter() {
    const shown = new Set(actors.filter(answers).map((actor) => actor.id)), area = form.elements.province.value;
    for (const actor of actors) actor.box.hidden = !shown.has(actor.id);
    for (const dot of dots) dot.ariaHidden = dot.classList.toggle('off', !shown.has(dot.dataset.actor) || Boolean(area) && dot.dataset.province !== area);
    if (fields.some((field) => field.value) && lit().some(isOutside)) show(true);
    find('elsewhere').hidden = shown.size > 0;
    const said = find('count').dataset;
    find('count').textContent = shown.size ? fill(said.count, { n: shown.size, all: actors.length }) : said.none;
    if (!lit().some((dot) => dot.tabIndex === 0)) stopAt(lit()[0]);
  }

  function fillForm() {
    for (const field of fields) {
      field.value = state.get(field.name) || '';
      if (field.value !== (state.get(field.name) || '')) field.value = ''; // a choice that does not exist
    }
    filter();
  }

  form.addEventListener('input', (event) => {
    write(event.target.name, event.target.value);
    filter();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    for (const name of [...fields.map((field) => field.name), 'actor']) write(name, '');
    closeAllBut('');
    setTimeout(() => { show(false); filter(); });
  });

  /* ---- Cards ---- */
  function mark(id) {
    for (const actor of actors) actor.box.classList.toggle('on', actor.id === id);
    for (const dot of dots) dot.classList.toggle('on', dot.dataset.actor === id);
  }

  function closeAllBut(id) { for (const actor of actors) if (actor.id !== id) actor.box.open = false; mark(id); }

  /* A card is shown beside what the filters leave, so that a link can carry both. */
  function openCard(id) {
    const actor = actors.find((known) => known.id === id);
    if (!actor) return;
    actor.box.hidden = false;
    actor.box.open = true;
    mark(id);
    actor.box.scrollIntoView();
    actor.box.querySelector('summary').focus({ preventScroll: true });
  }

  find('list').addEventListener('toggle', (event) => {
    const id = event.target.dataset.id;
    if (!id) return;
    if (event.target.open) { write('actor', id); mark(id); }
    else if (state.get('actor') === id) { write('actor', ''); mark(''); }
  }, true);

  /* Escape closes a card; the focus goes back to the dot that opened it, or to its row. */
  let opener = null;
  find('list').addEventListener('keydown', (event) => {
    const box = event.target.closest('.actor[open]');
    if (event.key !== 'Escape' || !box) return;
    box.open = false;
    (opener && opener.dataset.actor === box.dataset.id ? opener : box.querySelector('summary')).focus();
  });

  const left = new Map(); // by address: the link that led away from it, where the focus returns when one comes back

  document.addEventListener('click', (event) => {
    opener = event.target.closest('#map a');
    const link = event.target.closest('a[href^="#"]');
    const node = event.target.closest('circle[data-actor]');
    const value = event.target.closest('.v');
    if (value) { event.preventDefault(); showSource(value); }
    else if (node && !link) follow('actor=' + node.dataset.actor);
    else if (link && (link.hash || link.getAttribute('href')).includes('=')) { event.preventDefault(); left.set(location.hash, link); follow(link.getAttribute('href').slice(1)); }
  });

  function follow(text) {
    history.pushState(null, '', location.href);
    for (const [key, value] of new URLSearchParams(text)) write(key, value);
    fillForm();
    if (text.startsWith('actor=')) openCard(state.get('actor'));
    else find('actors').scrollIntoView();
  }

  /* ---- Map: one stop of the tab key (a map that itself listened to focus would be another), arrows from dot to dot ---- */
  const at = (dot) => dot.getAttribute('transform').match(/-?[\d.]+/g).map(Number);
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  const stopAt = (dot) => dots.forEach((other) => { other.tabIndex = other === dot ? 0 : -1; });

  function next(from, [right, down]) {
    const [x, y] = at(from);
    let best = null, least = Infinity;
    for (const dot of dots) {
      if (dot === from || dot.classList.contains('off')) continue;
      const [a, b] = at(dot);
      const along = (a - x) * right + (b - y) * down, aside = Math.abs((a - x) * down) + Math.abs((b - y) * right);
      if (along > 0.5 && along + 2 * aside < least) { best = dot; least = along + 2 * aside; }
    }
    return best;
  }

  const map = find('map');
  map.addEventListener('keydown', (event) => {
    const way = ways[event.key], dot = event.target.closest('a');
    if (!way || !dot) return;
    event.preventDefault();
    const reached = next(dot, way);
    if (reached) { stopAt(reached); reached.focus(); }
  });

  map.parentElement.addEventListener('focusin', (event) => { if (dots.includes(event.target) && isOutside(event.target)) show(true); });

  const zoom = find('zoom'), narrow = matchMedia('(max-width:36rem)');
  const first = () => (narrow.matches ? map.dataset.narrow : map.dataset.first);

  function isOutside(dot) {
    const [left, top, wide, high] = map.getAttribute('viewBox').split(' ').map(Number), [x, y] = at(dot);
    return x < left || x > left + wide || y < top || y > top + high;
  }

  function show(whole) {
    map.setAttribute('viewBox', whole ? map.dataset.whole : first());
    zoom.textContent = whole ? zoom.dataset.first : zoom.dataset.whole;
  }

  zoom.addEventListener('click', () => show(map.getAttribute('viewBox') === first()));
  narrow.addEventListener('change', () => show(false));
  if (narrow.matches) show(false);

  /* A tap beside a dot means the nearest one. */
  map.addEventListener('click', (event) => {
    if (event.target.closest('a')) return;
    const middle = (dot) => { const box = dot.querySelector('circle').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
    const away = (dot) => Math.hypot(...middle(dot).map((place, axis) => place - [event.clientX, event.clientY][axis]));
    const nearest = lit().sort((a, b) => away(a) - away(b))[0];
    if (nearest && away(nearest) <= 16) follow('actor=' + nearest.dataset.actor);
  });

  /* ---- Sources of values: their file is a script of its own, loaded at first use ---- */
  let known = null, loading = null;

  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const insert = (src) => new Promise((done, failed) => {
    document.head.append(Object.assign(element('script', ''), { src, onload: done, onerror: () => failed(new Error(src)) }));
  });

  function learned() {
    loading = loading || insert('page/provenance.js').catch((error) => { loading = null; throw error; });
    return loading.then(() => known);
  }

  const references = (text) => text.split('; ').map((part) => {
    const [table, column, ...record] = part.split(':');
    return { table, column, record: record.join(':') };
  });

  function placesOf({ table, column, record }) {
    const found = (known.places[table] || {})[record] || [];
    if (!column) return found;
    const own = found.filter(([columns]) => columns.split(' ').includes(column));
    return own.length ? own : found.slice(0, 1).map(([, ...place]) => ['', ...place.slice(0, 7), null]); // an empty cell: only where its row is
  }

  const correctionsOf = ({ table, column, record }) => ((known.corrections[table] || {})[record] || [])
    .filter(([name]) => !column || name === column || name + '_printed' === column);

  /* A place: columns, document, first line, its first character, last line, its last character, section, address, printed form. */
  const spot = (line, character) => line * 1e5 + character;
  const holds = (a, b) => a !== b && a[1] === b[1] && b[3] !== null && a[3] !== null && spot(a[2], a[3]) <= spot(b[2], b[3]) && spot(a[4], a[5]) >= spot(b[4], b[5]);

  function placed([, , first, , last, , section]) {
    const said = find('source').dataset;
    const lines = first === last ? `${said.line} ${written.format(first)}` : `${said.lines} ${written.format(first)}–${written.format(last)}`;
    return [section && `${said.section} ${section}`, lines].filter(Boolean).join(', ');
  }

  function where(place) {
    if (place[2] !== null) return element('p', placed(place));
    const line = element('p', place[7] ? '' : find('source').dataset.web), link = element('a', (place[7] || '').replace(/^https?:\/\/(www\.)?|\/$/g, ''));
    if (place[7]) { link.href = place[7]; link.rel = 'noreferrer'; line.append(link); }
    return line;
  }

  function quoted(place) {
    const spoken = (known.documents.find((one) => one[0] === place[1]) || [])[5] || language;
    const quote = element('blockquote', spoken === 'fr' ? `«\u00a0${place[8]}\u00a0»` : `“${place[8]}”`);
    quote.lang = spoken;
    return quote;
  }

  /* Group what is printed by document and lines, each named once; a form within another one is not repeated. */
  function tell(wanted) {
    const said = find('source').dataset, found = new Map();
    for (const place of wanted.flatMap(placesOf)) found.set(place.slice(1).join(' '), place);
    const kept = [...found.values()].filter((place) => ![...found.values()].some((other) => holds(other, place))), shown = [];
    kept.sort((a, b) => a[1].localeCompare(b[1]) || spot(a[2], a[3]) - spot(b[2], b[3]));
    kept.forEach((place, number) => {
      const before = kept[number - 1], after = kept[number + 1];
      const same = (other) => other && [1, 2, 4, 6, 7].every((part) => other[part] === place[part]);
      if (!before || before[1] !== place[1]) shown.push(element('h3', known.documents.find((one) => one[0] === place[1])[language === 'fr' ? 2 : 1]));
      if (place[8]) shown.push(quoted(place));
      else if (!place[0]) shown.push(element('p', said.empty));
      if (!same(after)) shown.push(where(place));
    });
    for (const [, printed, published, en, fr] of wanted.flatMap(correctionsOf)) {
      shown.push(element('p', fill(said.corrected, { printed, published, reason: language === 'fr' ? fr : en })));
    }
    return shown.length ? shown : [element('p', said.none)];
  }

  function nameOf(value) {
    let row = value.closest('dd, tr'), label = row?.matches('tr') ? row.querySelector('th') : row; // a fact has its name first, and then one value or several
    while (label?.matches('dd')) label = label.previousElementSibling;
    return label ? `${fill(find('source').dataset.labelled, { label: label.textContent })} ${value.textContent}` : value.textContent;
  }

  function showSource(button) {
    const box = find('source'), wanted = references(button.dataset.source);
    learned().then(() => tell(wanted), () => [element('p', box.dataset.missing)]).then((shown) => {
      const close = element('button', box.dataset.close);
      close.className = 'close';
      close.addEventListener('click', () => box.hidePopover());
      box.replaceChildren(close, element('h2', nameOf(button)), ...shown);
      box.showPopover();
      beside(box, button);
      box.focus();
    });
  }

  function beside(box, button) {
    const { left, bottom, top } = button.getBoundingClientRect(), { width, height } = box.getBoundingClientRect();
    box.style.left = Math.max(12, Math.min(left, innerWidth - width - 12)) + 'px';
    box.style.top = (bottom + height + 14 < innerHeight ? bottom + 8 : Math.max(12, top - height - 8)) + 'px';
  }

  /* ---- Verify: every located value is looked up in a copy of the text that never leaves this machine ---- */
  /* The text of a file: UTF-8, UTF-16 where it says so, or what Windows wrote in western Europe. */
  function decoded(bytes) {
    const name = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[new Uint8Array(bytes.slice(0, 2)).join()] || 'utf-8';
    try { return new TextDecoder(name, { fatal: true }).decode(bytes).normalize('NFC'); }
    catch { return new TextDecoder('windows-1252').decode(bytes); }
  }

  /* The words of a text as a person types them: ligatures spelt out, plain hyphens, nothing invisible. */
  const words = (text) => text.normalize('NFC').replace(/[\ufb00-\ufb06]/gu, (one) => one.normalize('NFKC'))
    .replace(/[\u2010\u2011]/gu, '-').split(/[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+/u);
  const squeezed = (text) => words(text).join('');

  /* Returns a function that says whether a form stands anywhere in a text, however its lines break, but not within a longer number. */
  function searched(text) {
    const begins = new Set(), isDigit = (one) => one >= '0' && one <= '9';
    let whole = '';
    for (const word of words(text)) { begins.add(whole.length); whole += word; }
    const isCut = (at) => isDigit(whole[at - 1]) && isDigit(whole[at]) && !begins.has(at);
    return (form) => {
      let at = whole.indexOf(form);
      while (at >= 0 && (isCut(at) || isCut(at + form.length))) at = whole.indexOf(form, at + 1);
      return at >= 0;
    };
  }

  /* The lines as characters (not UTF-16 units), as the places count them. */
  const linesOf = (text) => text.split(/\r\n?|\n/).map((line) => [...line]);

  function printedAt(lines, [, , first, start, last, end]) {
    if (start === null || last > lines.length) return null;
    const taken = lines.slice(first - 1, last);
    return taken.map((line, number) => line.slice(number ? 0 : start - 1, number === last - first ? end : undefined).join('')).join('');
  }

  function looked(text, id) {
    const lines = linesOf(text), stands = searched(text), lost = [], count = { all: 0, span: 0, moved: 0, missing: 0 };
    for (const records of Object.values(known.places)) {
      for (const place of Object.values(records).flat().filter((one) => one[1] === id && one[3] !== null)) {
        const cells = place[0].split(' ').length, wanted = squeezed(place[8]), found = printedAt(lines, place);
        const kind = found !== null && squeezed(found) === wanted ? 'span' : stands(wanted) ? 'moved' : 'missing';
        if (kind === 'missing') lost.push(place);
        count[kind] += cells;
        count.all += cells;
      }
    }
    return { count, lost };
  }

  async function verify(file) {
    await learned();
    const status = find('verified'), said = status.dataset, bytes = await file.arrayBuffer();
    const digest = crypto.subtle ? await crypto.subtle.digest('SHA-256', bytes) : new ArrayBuffer(0); // browsers have none for http
    const sha = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const own = known.documents.find((one) => one[3] === sha), begun = performance.now();
    const { count, lost } = looked(decoded(bytes), (own || known.documents.find((one) => one[3]))[0]);
    const shown = Object.fromEntries(Object.entries(count).map(([name, value]) => [name, written.format(value)]));
    const judged = fill(own ? said.same : sha ? said.other : said.unhashed, { sha }), isForeign = 2 * count.missing > count.all;
    status.textContent = `${judged} ${fill(said.found, { ...shown, ms: written.format(Math.round(performance.now() - begun)) })} ${isForeign ? said.foreign : ''}`;
    find('lost').replaceChildren(...lost.slice(0, isForeign ? 0 : 20).map((place) => element('li', fill(said.lost, { form: place[8], place: placed(place) }))));
  }

  const hand = (file) => file && verify(file).catch(() => {
    find('verified').textContent = known ? find('verified').dataset.unread : find('source').dataset.missing;
  });
  find('own').addEventListener('click', (event) => { event.target.value = ''; }); // the same file, changed, can be chosen again
  find('own').addEventListener('change', (event) => hand(event.target.files[0]));
  for (const name of ['dragover', 'dragleave', 'drop']) {
    find('drop').addEventListener(name, (event) => {
      event.preventDefault();
      event.currentTarget.classList.toggle('over', name === 'dragover');
      if (name === 'drop') hand(event.dataTransfer.files[0]);
    });
  }

  /* ---- SQL: installed beside the page or not ---- */
  const button = find('sql-load');

  function loadSql() {
    const status = find('sql-status');
    button.disabled = true;
    status.textContent = button.dataset.loading;
    insert('sql/sql.js').then(() => {
      status.textContent = '';
      button.hidden = true;
      window.openSql(find('sql-place'), language);
    }).catch(() => { status.textContent = button.dataset.missing; button.disabled = false; });
  }

  button.addEventListener('click', loadSql);

  /* ---- Start ---- */
  window.wallonia = { read: (key) => state.get(key) || '', write, learn: (data) => { known = data; } };

  function start() {
    if (!readAddress()) return keepInOtherLanguage();
    fillForm();
    keepInOtherLanguage();
    closeAllBut(state.get('actor') || '');
    openCard(state.get('actor'));
    if (!state.get('sql') || button.disabled || button.hidden) return;
    find('sql').scrollIntoView();
    loadSql();
  }

  if (location.hash || fields.some((field) => field.value)) start(); // a browser may have kept what was chosen
  window.addEventListener('hashchange', () => { start(); left.get(location.hash)?.focus(); });
  window.addEventListener('load', () => { // what is far below is laid out once the page can be used
    document.body.classList.add('whole');
    (state.get('sql') ? find('sql') : document.querySelector('.actor.on, section:target'))?.scrollIntoView();
  });
})();
