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

  /* Drafts: a form with data-draft sends its texts there two seconds after the last key, on leaving a field, and when
     the tab is hidden. The line [data-draft-line] in the form says where it stands. Nothing is kept in the browser. */
  var WAITS = [2, 4, 8, 15];
  function line(form, what, time) {
    var node = form.querySelector('[data-draft-line]');
    if (!node) return;
    node.className = 'saved' + (what === 'saved' ? '' : what === 'saving' ? ' wait' : ' off');
    node.textContent = (node.dataset[what] || '').replace('{time}', time || '');
  }
  function keep(form, last) {
    var state = form.draft;
    if (!state || !state.dirty || state.busy) return;
    clearTimeout(state.timer);
    var data = new FormData(form);
    each('input[type=file],input[type=password]', function (input) { data.delete(input.name); }, form);
    state.dirty = false; state.busy = true;
    line(form, 'saving');
    fetch(form.dataset.draft, {method: 'POST', body: data, keepalive: !!last, redirect: 'error', credentials: 'same-origin'}).then(function (answer) {
      if (!answer.ok) throw answer;
      state.busy = false; state.tries = 0;
      line(form, 'saved', new Date().toLocaleTimeString(doc.documentElement.lang, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}));
      if (state.dirty) later(form); else delete form.dataset.changed;
    }).catch(function () {
      state.busy = false; state.dirty = true;
      line(form, 'failed');
      state.timer = setTimeout(keep, 1000 * WAITS[Math.min(state.tries++, 3)], form);
    });
  }
  function later(form) {
    var state = form.draft = form.draft || {tries: 0};
    state.dirty = true;
    clearTimeout(state.timer);
    state.timer = setTimeout(keep, 2000, form);
  }
  function noteDraft(event) {
    var form = event.target.form;
    if (form && form.dataset.draft) later(form);
  }
  doc.addEventListener('input', noteDraft);
  doc.addEventListener('change', function (event) { noteDraft(event); if (event.target.form) keep(event.target.form); });

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
    if (form.draft) { clearTimeout(form.draft.timer); form.draft.dirty = false; }
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
  doc.addEventListener('htmx:afterSettle', function (event) { settle(event.target); });

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
    if (!doc.hidden) return;
    each('[data-hide]', hide);
    each('form[data-draft]', function (form) { keep(form, true); });
  });

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
