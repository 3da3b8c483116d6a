/* Daybook: makes links and forms faster; every page works without it. ES2018, no framework, nothing kept in the browser. */
(function () {
  'use strict';
  var doc = document, body = doc.body, say = body.dataset;
  var each = function (selector, act, root) { Array.prototype.forEach.call((root || doc).querySelectorAll(selector), act); };
  var typing = function (node) { return !!node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)) && !/^(radio|checkbox|button|submit)$/.test(node.type); };

  /* Leave page: blank first, then end the session, then go where nobody asks. */
  var leaving = false;
  function leave() {
    var link = doc.querySelector('a.leave');
    if (!link || leaving) return;
    leaving = true;
    body.hidden = true;
    doc.title = '';
    if (!(navigator.sendBeacon && navigator.sendBeacon(link.href))) fetch(link.href, {method: 'POST', keepalive: true, redirect: 'manual'}).catch(function () {});
    location.replace(say.leave || link.href);
  }
  doc.addEventListener('click', function (event) {
    if (event.target.closest && event.target.closest('a.leave')) { event.preventDefault(); leave(); }
  });

  /* A pointer that chooses what is added stands at once where one types. Keys go on through the choice as ever. */
  doc.addEventListener('click', function (event) {
    var label = event.detail && event.target.closest && event.target.closest('label[for]'), radio = label && doc.getElementById(label.htmlFor);
    var next = radio && radio.dataset.then && doc.querySelector(radio.dataset.then);
    if (next) setTimeout(function () { next.focus(); }, 0);
  });

  /* Unsaved text: a form with data-guard is in hand once something in it was changed. */
  var unsaved = function () { return doc.querySelector('form[data-guard][data-changed]'); };
  doc.addEventListener('input', function (event) {
    var form = event.target.form;
    if (form && 'guard' in form.dataset) form.dataset.changed = '1';
    if (event.target.tagName === 'TEXTAREA') { grow(event.target); count(event.target); }
  });
  window.addEventListener('beforeunload', function (event) {
    if (!leaving && unsaved()) { event.preventDefault(); event.returnValue = ''; }
  });

  /* Drafts: a form with data-draft sends its texts there at most every two seconds while they change, on leaving a
     field, and when the tab is hidden. The line [data-draft-line] says where it stands. Nothing is kept in the browser. */
  var WAITS = [2, 4, 8, 15], gone = '';
  function line(form, what, time) {
    var node = form.querySelector('[data-draft-line]');
    if (!node) return;
    node.className = 'saved' + (what === 'saved' ? '' : what === 'saving' ? ' wait' : ' off');
    node.textContent = (node.dataset[what] || '').replace('{time}', time || '');
  }
  function keep(form, last) {
    var state = form.draft;
    if (!state || !state.dirty || state.sent || gone || (state.busy && !last)) return;
    clearTimeout(state.timer);
    state.timer = 0;
    var data = new FormData(form), way = new AbortController(), late = setTimeout(function () { way.abort(); }, 10000);
    each('input[type=file],input[type=password]', function (input) { data.delete(input.name); }, form);
    data.append('typed_at', Date.now());
    state.dirty = false; state.busy = way;
    var began = Date.now();
    line(form, 'saving');
    fetch(form.dataset.draft, {method: 'POST', body: data, headers: state.tries ? QUIET : PART, keepalive: !!last, redirect: 'error', signal: way.signal}).then(function (answer) {
      if (!answer.ok) throw answer;
      state.tries = 0;
      line(form, 'saved', answer.headers.get('X-Saved-At'));
      if (!state.dirty) delete form.dataset.changed;
    }).catch(function (answer) {
      state.dirty = true;
      if (state.sent) return;
      line(form, 'failed');
      if (answer.status === 401 || answer.status === 403) ask();
      state.tries++;
    }).then(function () {
      clearTimeout(late);
      if (state.busy === way) state.busy = null;
      /* What was typed meanwhile has waited that long already. */
      if (state.dirty) later(form, Date.now() - began);
    });
  }
  function later(form, waited) {
    var state = form.draft = form.draft || {tries: 0};
    state.dirty = true;
    if (!state.timer && !state.busy) state.timer = setTimeout(keep, state.tries ? 1000 * WAITS[Math.min(state.tries, 4) - 1] : Math.max(2000 - (waited || 0), 0), form);
  }
  function noteDraft(event) {
    var form = event.target.form;
    if (form && form.dataset.draft) later(form);
  }
  var keepAll = function (last) { each('form[data-draft]', function (form) { keep(form, last); }); };
  doc.addEventListener('input', noteDraft);
  doc.addEventListener('change', function (event) { noteDraft(event); if (event.target.form) keep(event.target.form); });

  /* The session. The server knows how long it lasts; this page asks shortly before its end, and after what looks like it.
     Locked: a veil until the same person opens it. Ended: the text stays, and is saved once the same person is back. */
  var PART = {'HX-Request': 'true'}, QUIET = {'HX-Request': 'true', 'X-Background': '1'}, asked = Date.now(), ends = 0, ring, was, poll;
  var shade = doc.getElementById('veil'), OUT = '[data-signed-out]', warning, panel;
  function ask(isUsed) {
    if (!say.who) return;
    asked = Date.now();
    fetch(say.clock, {headers: isUsed === true ? PART : QUIET, redirect: 'error'}).then(function (answer) { return answer.json(); }).then(learn).catch(function () {});
  }
  function learn(now) {
    if (leaving) return;
    if (now.who && now.who !== say.who) { leaving = body.hidden = true; location.replace('/'); return; }
    if (!now.who) { if (gone !== 'out') out(); return; }
    each('input[name=csrfmiddlewaretoken]', function (input) { input.value = now.token; });
    if (now.locked) { veil(); return; }
    if (gone) {
      gone = '';
      clearInterval(poll);
      each('main [data-signed-out],main [data-locked]', function (node) { node.remove(); });
      shade.hidden = true;
      body.classList.remove('veiled');
      if (was) was.focus();
      /* It was the lock that refused, not the line: the next press goes through. */
      each('form[data-draft]', function (form) { if (form.draft) form.draft.tries = 0; keep(form); });
    }
    plan(now.idle, now.ends);
  }
  function plan(idle, over) {
    var left = Math.min(idle, over);
    ends = Date.now() + 1000 * left;
    clearTimeout(ring);
    if (warning) { warning.remove(); warning = null; }
    if (left > 120) { ring = setTimeout(ask, 1000 * (left - 119)); return; }
    var words = doc.getElementById(over <= idle ? 'soon-over' : 'soon-idle'), place = doc.getElementById('banner');
    if (words && place) { place.prepend(words.content.cloneNode(true)); warning = place.firstElementChild; }
    ring = setTimeout(over <= idle ? ask : veil, 1000 * left + 500);
  }
  function show(html) {
    shade.innerHTML = html;
    settle(shade);
    each('[data-script]', function (node) {
      var script = doc.createElement('script');
      script.src = node.dataset.script;
      node.append(script);
    }, shade);
  }
  function veil() {
    if (gone !== 'locked') { was = doc.activeElement; each('[data-hide]', hide); }
    else if (shade.querySelector('form')) return;
    gone = 'locked';
    body.classList.add('veiled');
    shade.hidden = false;
    fetch(say.locked + '?next=' + encodeURIComponent(location.pathname + location.search), {headers: QUIET}).then(function (answer) {
      if (answer.status === 204) { ask(); return; }
      return answer.text().then(show);
    }).catch(function () {});
  }
  function out() {
    var isVeiled = gone === 'locked', place = doc.querySelector('form[data-draft]');
    gone = 'out';
    poll = setInterval(ask, 5000);
    if (!isVeiled && doc.querySelector(OUT)) return;
    fetch(say.locked, {headers: QUIET}).then(function (answer) { return answer.text(); }).then(function (html) {
      if (isVeiled) { show(html); return; }
      /* Something else on the page may have said so meanwhile. */
      if (doc.querySelector(OUT)) return;
      (place || doc.getElementById('banner')).insertAdjacentHTML(place ? 'beforebegin' : 'afterbegin', html);
      panel = doc.querySelector(OUT);
      settle(panel);
    }).catch(function () {});
  }
  function back() {
    if (doc.hidden || !say.who) return;
    if (!gone && ends && Date.now() > ends) veil();
    else if (gone || Date.now() - asked > 60000) ask();
  }
  ['keydown', 'pointerdown', 'scroll'].forEach(function (kind) {
    doc.addEventListener(kind, function () { if (!gone && Date.now() - asked > 60000) ask(true); }, {passive: true, capture: true});
  });
  doc.addEventListener('click', function (event) { if (event.target.closest && event.target.closest('[data-stay]')) ask(true); });
  doc.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.matches('#veil [data-unlock]')) {
      event.preventDefault();
      fetch(form.action, {method: 'POST', body: new FormData(form), headers: PART, redirect: 'error'}).then(function (answer) {
        if (answer.status === 204 || answer.status === 401) { shade.textContent = ''; ask(); } else return answer.text().then(show);
      }).catch(function () {});
    } else if (form.method === 'post' && (gone || (form.draft && form.draft.tries)) && !shade.contains(form)) {
      /* It would be lost: nobody is there to take it. */
      event.preventDefault();
      if (form.draft) keep(form);
      if (gone) settle(doc.querySelector('[data-signed-out]')); else tell(say.offline)(event);
    }
  });
  doc.addEventListener('htmx:afterRequest', function (event) { if (event.detail.xhr && event.detail.xhr.status === 401) setTimeout(ask, 50); });
  if (say.who) plan(+say.idle, Math.max(+say.ends - Date.now() / 1000, 121));

  /* Text fields grow with the text where the stylesheet cannot do it; a count is said near the limit only. */
  var grows = window.CSS && CSS.supports('field-sizing', 'content');
  function grow(area) {
    if (grows) return;
    area.rows = Math.min(20, Math.max(area.rows, area.value.split('\n').length + 1));
  }
  function count(area) {
    if (!(area.maxLength > 0)) return;
    var left = area.maxLength - area.value.length, line = area.nextElementSibling;
    if (!line || !line.matches('.count')) {
      if (left > area.maxLength / 10) return;
      line = doc.createElement('p');
      line.className = 'count';
      line.setAttribute('role', 'status');
      area.after(line);
    }
    line.textContent = left > area.maxLength / 10 ? '' : area.value.length.toLocaleString(doc.documentElement.lang) + ' / ' + area.maxLength.toLocaleString(doc.documentElement.lang);
  }

  /* A button in flight says so and cannot be pressed twice. */
  function hold(form, button) {
    each('button[type=submit],button:not([type])', function (other) {
      if (!other.disabled) { other.disabled = true; other.dataset.held = '1'; }
    }, form);
    if (button && button.matches('.btn') && form.method === 'post' && say.saving) {
      button.dataset.words = button.innerHTML;
      button.textContent = button.dataset.busy || (form.closest('.page.small') ? say.moment : say.saving);
    }
  }
  function release(root) {
    each('[data-held]', function (button) {
      button.disabled = false;
      delete button.dataset.held;
      if (button.dataset.words) { button.innerHTML = button.dataset.words; delete button.dataset.words; }
    }, root);
  }
  doc.addEventListener('submit', function (event) {
    var form = event.target, button = event.submitter;
    if (event.defaultPrevented && !form.hasAttribute('hx-post')) return;
    if (form.method === 'dialog') return;
    delete form.dataset.changed;
    if (form.draft) { clearTimeout(form.draft.timer); form.draft.sent = true; if (form.draft.busy) form.draft.busy.abort(); }
    /* After the browser has read the form: a disabled button would not send its name. */
    setTimeout(function () { hold(form, button); }, 0);
  });
  doc.addEventListener('htmx:afterRequest', function (event) { if (event.target.querySelectorAll) release(event.target); });

  /* htmx: no line, or refused. The text stays where it is, and leaving warns again. */
  function tell(words) {
    return function (event) {
      var form = event.target.closest('form'), banner = doc.getElementById('banner');
      if (form && 'guard' in form.dataset) form.dataset.changed = '1';
      if (banner && words) {
        banner.textContent = '';
        var line = doc.createElement('p');
        line.className = 'note soon';
        line.textContent = words;
        banner.append(line);
      }
    };
  }
  doc.addEventListener('htmx:sendError', tell(say.offline));
  doc.addEventListener('htmx:timeout', tell(say.offline));
  doc.addEventListener('htmx:responseError', tell(say.refused));

  /* After a swap the new heading or the first error has the focus. */
  function settle(root) {
    if (!root || !root.querySelector) return;
    var target = root.querySelector('[data-focus]') || (root.matches('[data-focus]') ? root : null);
    if (target) target.focus();
    each('textarea', grow, root);
    each('[data-hide]', cover, root);
    if (root.matches('[data-hide]')) cover(root);
  }
  doc.addEventListener('htmx:afterSettle', function (event) {
    var part = event.target;
    /* It is said once: where one acts, rather than above the text. */
    if (panel && part.matches && part !== panel && (part.matches(OUT) || part.querySelector(OUT))) { panel.remove(); panel = null; }
    settle(part);
  });

  /* What was revealed is covered again after its seconds, or when the tab is hidden. */
  function cover(node) {
    if (node.dataset.timed) return;
    node.dataset.timed = '1';
    setTimeout(function () { hide(node); }, 1000 * (Number(node.dataset.hide) || 60));
  }
  function hide(node) {
    var again = node.nextElementSibling;
    if (again && again.matches('.lock[hidden]')) { again.hidden = false; node.remove(); return; }
    node.textContent = node.dataset.covered || '•••';
    delete node.dataset.hide;
  }
  doc.addEventListener('visibilitychange', function () {
    if (!doc.hidden) { back(); return; }
    each('[data-hide]', hide);
    keepAll(true);
  });
  window.addEventListener('focus', back);
  window.addEventListener('pagehide', function () { keepAll(true); });

  /* A page out of the browser's memory may belong to a session that ended: ask the server again. */
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) { body.hidden = true; location.reload(); } else { release(); }
  });

  /* Keys. */
  var before = '', beforeAt = 0, shifts = 0, shiftAt = 0;
  function press(keys) {
    var target = doc.querySelector('[data-key="' + keys + '"]');
    if (!target) return false;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) { target.focus(); target.scrollIntoView({block: 'center'}); } else target.click();
    return true;
  }
  var rows = function () { return Array.prototype.slice.call(doc.querySelectorAll('[data-row]')); };
  var leftAt = function () { return /^#d-\w+$/.test(location.hash) ? doc.getElementById(location.hash.slice(1)) : null; };
  function move(step) {
    var all = rows(), at = all.findIndex(function (row) { return row.contains(doc.activeElement); });
    var row = at < 0 ? leftAt() || all[step > 0 ? 0 : all.length - 1] : all[at + step], link = row && row.querySelector('a[href]');
    if (link) link.focus();
  }
  function tick() {
    var row = doc.activeElement.closest('[data-row]'), button = row && row.querySelector('button.tick');
    if (button) button.click();
  }
  /* Coming back lands on the row that was opened; after a tick the list goes on at the next one. */
  doc.addEventListener('click', function (event) {
    var row = event.target.closest && event.target.closest('a[href]') && event.target.closest('[data-row][id]');
    if (row) history.replaceState(history.state, '', '#' + row.id);
  });
  doc.addEventListener('submit', function (event) {
    var all = rows(), at = all.indexOf(event.target.closest('[data-row][id]')), next = at < 0 ? null : all[at + 1] || all[at - 1];
    if (next && next.id && event.target.method === 'post') event.target.action = event.target.action.split('#')[0] + '#' + next.id;
  });
  /* The next lock that opens or may be asked for. */
  function lock() {
    var locks = Array.prototype.slice.call(doc.querySelectorAll('.lock:not([hidden]) button')), next = locks[locks.indexOf(doc.activeElement) + 1] || locks[0];
    if (next) next.focus();
  }
  doc.addEventListener('keydown', function (event) {
    var now = Date.now();
    if (event.key === 'Shift') {
      if (event.repeat) return;
      shifts = now - shiftAt < 700 ? shifts + 1 : 1;
      shiftAt = now;
      if (shifts === 3) leave();
      return;
    }
    shifts = 0;
    if (event.isComposing) return;
    /* Out of a text, so that single keys are heard again. */
    if (event.key === 'Escape' && event.target.tagName === 'TEXTAREA' && !event.target.closest('dialog')) event.target.blur();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      var form = event.target.form || event.target.closest('form'), go = form && form.querySelector('.btn.go');
      if (form) { event.preventDefault(); form.requestSubmit(go || undefined); }
      return;
    }
    if (event.key === 's' && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      if (event.target.form.dataset.draft) { later(event.target.form); keep(event.target.form); }
      return;
    }
    if (say.shortcuts !== 'on' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || doc.querySelector('dialog[open]')) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key, pair = before === 'g' && now - beforeAt < 1500;
    before = key; beforeAt = now;
    if (pair ? press('g ' + key) : key !== 'g' && press(key)) { event.preventDefault(); return; }
    if (key === 'j') move(1);
    else if (key === 'k') move(-1);
    else if (key === 'e') tick();
    else if (key === 'l') lock();
    else if (key === '?') {
      var list = doc.getElementById('shortcuts');
      if (list && list.showModal) list.showModal();
    }
  });

  settle(body);
  /* A link to a field leads into it, whatever the browser made of the link while the page was still coming. */
  window.addEventListener('load', function () {
    var field = /^#id_\w+$/.test(location.hash) && doc.querySelector(location.hash);
    if (field && doc.activeElement !== field) { field.focus(); field.scrollIntoView({block: 'center'}); }
    if (leftAt() && !doc.querySelector('[data-focus]')) move(1);
  });
}());
