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
    if (value) state.set(key, value);
    else state.delete(key);
    history.replaceState(null, '', '#' + new URLSearchParams([...state]));
    keepInOtherLanguage();
  }

  function keepInOtherLanguage() {
    const link = find('other-language');
    link.href = link.getAttribute('href').split('#')[0] + location.hash;
  }

  /* ---- Filters ---- */
  const form = find('filters');
  const fields = [...form.elements].filter((field) => field.name);
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const actors = all('#list .actor').map((box) => ({
    box,
    id: box.dataset.id,
    keys: new Set(box.dataset.keys.split(' ')),
    text: plain(box.querySelector('summary').textContent + ' ' + box.querySelector('dl').textContent),
  }));
  const dots = all('#map a');

  function answers(actor) {
    return fields.every((field) => {
      if (!field.value) return true;
      if (field.name === 'q') return plain(field.value).split(/\s+/).every((word) => actor.text.includes(word));
      return actor.keys.has(field.name + '.' + field.value);
    });
  }

  function filter() {
    const shown = new Set(actors.filter(answers).map((actor) => actor.id));
    for (const actor of actors) actor.box.hidden = !shown.has(actor.id);
    for (const dot of dots) dot.classList.toggle('off', !shown.has(dot.dataset.actor));
    const said = find('count').dataset;
    find('count').textContent = shown.size ? fill(said.count, { n: shown.size, all: actors.length }) : said.none;
    if (!dots.some((dot) => dot.tabIndex === 0 && !dot.classList.contains('off'))) stopAt(dots.find((dot) => !dot.classList.contains('off')));
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
    for (const field of fields) write(field.name, '');
    setTimeout(filter);
  });

  /* ---- Cards ---- */
  function mark(id) {
    for (const actor of actors) actor.box.classList.toggle('on', actor.id === id);
    for (const dot of dots) dot.classList.toggle('on', dot.dataset.actor === id);
  }

  function openCard(id) {
    const actor = actors.find((known) => known.id === id);
    if (!actor) return;
    if (actor.box.hidden) form.reset();
    actor.box.hidden = false;
    actor.box.open = true;
    mark(id);
    actor.box.scrollIntoView({ block: 'start' });
    actor.box.querySelector('summary').focus({ preventScroll: true });
  }

  find('list').addEventListener('toggle', (event) => {
    const id = event.target.dataset.id;
    if (!id) return;
    if (event.target.open) { write('actor', id); mark(id); }
    else if (state.get('actor') === id) { write('actor', ''); mark(''); }
  }, true);

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const node = event.target.closest('circle[data-actor]');
    const value = event.target.closest('.v');
    if (value) { event.preventDefault(); showSource(value); }
    else if (node && !link) follow('actor=' + node.dataset.actor);
    else if (link && (link.hash || link.getAttribute('href')).includes('=')) { event.preventDefault(); follow(link.getAttribute('href').slice(1)); }
  });

  function follow(text) {
    for (const [key, value] of new URLSearchParams(text)) write(key, value);
    fillForm();
    if (text.startsWith('actor=')) openCard(state.get('actor'));
    else find('actors').scrollIntoView();
  }

  /* ---- Map: one stop of the tab key, arrows from dot to dot ---- */
  const at = (dot) => dot.getAttribute('transform').match(/-?[\d.]+/g).map(Number);
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  function stopAt(dot) {
    for (const other of dots) other.tabIndex = other === dot ? 0 : -1;
  }

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
    const other = next(dot, way);
    if (other) { stopAt(other); other.focus(); }
  });

  const zoom = find('zoom');
  zoom.hidden = false;
  zoom.addEventListener('click', () => {
    const whole = map.getAttribute('viewBox') === map.dataset.first;
    map.setAttribute('viewBox', whole ? map.dataset.whole : map.dataset.first);
    zoom.textContent = whole ? zoom.dataset.first : zoom.dataset.whole;
  });

  /* ---- Sources of values: their file is a script of its own, loaded at first use ---- */
  let known = null, loading = null;

  function insert(address) {
    return new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = address;
      script.onload = done;
      script.onerror = () => failed(new Error(address));
      document.head.append(script);
    });
  }

  function learned() {
    loading = loading || insert('page/provenance.js').catch((error) => { loading = null; throw error; });
    return loading.then(() => known);
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  const references = (text) => text.split('; ').map((part) => {
    const [table, column, ...record] = part.split(':');
    return { table, column, record: record.join(':') };
  });

  function placesOf({ table, column, record }) {
    const found = (known.places[table] || {})[record] || [];
    const own = found.filter(([columns]) => columns.split(' ').includes(column));
    return own.length ? own : found;
  }

  function correctionsOf({ table, column, record }) {
    const found = (known.corrections[table] || {})[record] || [];
    return found.filter(([name]) => !column || name === column || name + '_printed' === column);
  }

  function placed([, id, first, , last, , section, address]) {
    const said = find('source').dataset, document_ = known.documents.find((one) => one[0] === id);
    if (first === null) return address || said.web;
    const lines = first === last ? `${said.line} ${written.format(first)}` : `${said.lines} ${written.format(first)}–${written.format(last)}`;
    return [document_[language === 'fr' ? 2 : 1], section && `${said.section} ${section}`, lines].filter(Boolean).join(', ');
  }

  function tell(wanted) {
    const said = find('source').dataset, lines = new Map();
    for (const place of wanted.flatMap(placesOf)) lines.set(place.slice(1).join(' '), place);
    const shown = [...lines.values()].flatMap((place) => [place[8] ? element('blockquote', `« ${place[8]} »`) : '', element('p', placed(place))]);
    for (const [, printed, published, en, fr] of wanted.flatMap(correctionsOf)) {
      shown.push(element('p', fill(said.corrected, { printed, published, reason: language === 'fr' ? fr : en })));
    }
    return shown.length ? shown : [element('p', said.none)];
  }

  function showSource(button) {
    const box = find('source'), wanted = references(button.dataset.source);
    learned().then(() => tell(wanted), () => [element('p', box.dataset.missing)]).then((shown) => {
      const close = element('button', box.dataset.close);
      close.className = 'close';
      close.addEventListener('click', () => box.hidePopover());
      box.replaceChildren(close, ...shown);
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
  /* A text as a person types it, without white space: ligatures spelt out, plain hyphens, nothing invisible. */
  const squeezed = (text) => text.normalize('NFC').replace(/[\ufb00-\ufb06]/gu, (one) => one.normalize('NFKC'))
    .replace(/[\u2010\u2011]/gu, '-').replace(/[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+/gu, '');

  /* The lines as characters (not UTF-16 units), as the places count them. */
  const linesOf = (text) => text.normalize('NFC').split('\n').map((line) => [...line]);

  function printedAt(lines, [, , first, start, last, end]) {
    if (start === null || last > lines.length) return null;
    const taken = lines.slice(first - 1, last);
    return taken.map((line, number) => line.slice(number ? 0 : start - 1, number === last - first ? end : undefined).join('')).join('');
  }

  function looked(text, id) {
    const lines = linesOf(text), whole = squeezed(text), count = { all: 0, span: 0, moved: 0, missing: 0 };
    for (const records of Object.values(known.places)) {
      for (const place of Object.values(records).flat().filter((one) => one[1] === id && one[3] !== null)) {
        const cells = place[0].split(' ').length, wanted = squeezed(place[8]), found = printedAt(lines, place);
        const kind = found !== null && squeezed(found) === wanted ? 'span' : whole.includes(wanted) ? 'moved' : 'missing';
        count[kind] += cells;
        count.all += cells;
      }
    }
    return count;
  }

  async function verify(file) {
    const status = find('verified'), said = status.dataset, bytes = await file.arrayBuffer();
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    const sha = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    await learned();
    const own = known.documents.find((one) => one[3] === sha), begun = performance.now();
    const count = looked(new TextDecoder().decode(bytes), (own || known.documents.find((one) => one[3]))[0]);
    const shown = Object.fromEntries(Object.entries(count).map(([name, value]) => [name, written.format(value)]));
    const judged = fill(own ? said.same : said.other, { sha });
    status.textContent = `${judged} ${fill(said.found, { ...shown, ms: written.format(Math.round(performance.now() - begun)) })}`;
  }

  const drop = find('drop');
  const hand = (file) => file && verify(file).catch(() => { find('verified').textContent = find('source').dataset.missing; });
  find('own').addEventListener('change', (event) => hand(event.target.files[0]));
  for (const name of ['dragover', 'dragleave', 'drop']) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle('over', name === 'dragover');
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
    if (state.get('actor')) openCard(state.get('actor'));
    if (state.get('sql') && !button.disabled && !button.hidden) loadSql();
  }

  form.hidden = false;
  filter();
  start();
  window.addEventListener('hashchange', start);
})();
