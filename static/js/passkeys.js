/* Daybook: passkeys and security keys. Options come in data attributes; the answer goes back as a plain form. */
(function () {
  'use strict';
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  function bytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/')), out = new Uint8Array(plain.length);
    for (var i = 0; i < plain.length; i++) out[i] = plain.charCodeAt(i);
    return out.buffer;
  }
  function text(buffer) {
    if (!buffer) return null;
    var plain = '';
    new Uint8Array(buffer).forEach(function (byte) { plain += String.fromCharCode(byte); });
    return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }
  function opened(list) {
    return (list || []).map(function (item) { return Object.assign({}, item, {id: bytes(item.id)}); });
  }
  function forBrowser(options) {
    var key = Object.assign({}, options.publicKey);
    key.challenge = bytes(key.challenge);
    if (key.user) key.user = Object.assign({}, key.user, {id: bytes(key.user.id)});
    if (key.excludeCredentials) key.excludeCredentials = opened(key.excludeCredentials);
    if (key.allowCredentials) key.allowCredentials = opened(key.allowCredentials);
    return {publicKey: key};
  }
  function forServer(credential) {
    var said = credential.response, response = {clientDataJSON: text(said.clientDataJSON)};
    if (said.attestationObject) {
      response.attestationObject = text(said.attestationObject);
      response.transports = said.getTransports ? said.getTransports() : [];
    } else {
      response.authenticatorData = text(said.authenticatorData);
      response.signature = text(said.signature);
      response.userHandle = text(said.userHandle);
    }
    return JSON.stringify({
      type: credential.type, id: credential.id, rawId: text(credential.rawId), response: response,
      authenticatorAttachment: credential.authenticatorAttachment || null,
      clientExtensionResults: credential.getClientExtensionResults()
    });
  }
  function optionsFor(form) {
    if (form.dataset.passkey !== 'fetch') return Promise.resolve(JSON.parse(form.dataset.options));
    return fetch(form.action, {headers: {Accept: 'application/json'}}).then(function (answer) {
      if (!answer.ok) throw new Error('no options');
      return answer.json();
    }).then(function (data) { return data.request_options; });
  }
  function ask(form) {
    return optionsFor(form).then(function (options) {
      if (form.dataset.passkey !== 'add') return navigator.credentials.get(forBrowser(options));
      var alone = form.elements.passwordless, wish = options.publicKey.authenticatorSelection;
      if (wish && alone) {
        wish.residentKey = alone.checked ? 'required' : 'discouraged';
        wish.requireResidentKey = alone.checked;
        if (alone.checked) wish.userVerification = 'required';
      }
      return navigator.credentials.create(forBrowser(options));
    });
  }
  Array.prototype.forEach.call(document.querySelectorAll('form[data-passkey]'), function (form) {
    var go = form.querySelector('[data-passkey-go]'), failed = form.querySelector('[data-passkey-failed]');
    if (!go) return;
    go.hidden = false;
    go.addEventListener('click', function () {
      failed.hidden = true;
      ask(form).then(function (credential) {
        form.elements.credential.value = forServer(credential);
        if (form.requestSubmit) form.requestSubmit(); else form.submit();
      }).catch(function () { failed.hidden = false; });
    });
  });
})();
