/* Daybook: how far a file has gone up. htmx sends the form and says so; without script the browser sends it as it always did. */
(function () {
  'use strict';
  var doc = document, has = function (form) { return form && form.querySelector && form.querySelector('[data-upload]'); };

  function parts(form) {
    var box = form.querySelector('[data-upload]');
    return {box: box, bar: box.querySelector('progress'), words: box.querySelector('b'), said: form.querySelector('[data-upload-said]'), stop: box.querySelector('[data-upload-stop]')};
  }
  /* Aloud at every quarter only: each percent would drown everything else. */
  function show(form, percent) {
    var part = parts(form), words = part.box.dataset.upload.replace('0', percent), quarter = percent - percent % 25;
    part.bar.value = percent;
    part.words.textContent = words;
    if (quarter && part.said.dataset.quarter !== String(quarter)) {
      part.said.dataset.quarter = quarter;
      part.said.textContent = part.box.dataset.upload.replace('0', quarter);
    }
  }
  function on(name, act) {
    doc.addEventListener(name, function (event) { if (has(event.target)) act(event.target, event.detail); });
  }

  on('htmx:beforeSend', function (form) {
    var part = parts(form);
    form.isUp = false;
    part.said.dataset.quarter = '';
    part.said.textContent = '';
    part.box.hidden = part.stop.hidden = false;
    show(form, 0);
  });
  on('htmx:xhr:progress', function (form, far) {
    if (!form.isUp && far.lengthComputable && far.total) show(form, Math.floor(100 * far.loaded / far.total));
  });
  /* The first end is that of the way up; then the file is checked and sealed, which has no measure. */
  on('htmx:xhr:loadend', function (form) {
    var part = parts(form);
    if (form.isUp || part.box.hidden) return;
    form.isUp = part.stop.hidden = true;
    part.bar.removeAttribute('value');
    part.words.textContent = part.said.textContent = part.box.dataset.after;
  });
  on('htmx:afterRequest', function (form) {
    var part = parts(form);
    part.box.hidden = true;
    part.said.textContent = '';
  });
  doc.addEventListener('click', function (event) {
    var stop = event.target.closest && event.target.closest('[data-upload-stop]');
    if (stop) window.htmx.trigger(stop.closest('form'), 'htmx:abort');
  });
  /* Where nothing asks for it, the page that came has the focus, so that it is read from its beginning. */
  doc.addEventListener('htmx:afterSettle', function () {
    var main = doc.getElementById('main');
    if (main && !main.contains(doc.activeElement)) main.focus();
  });
})();
