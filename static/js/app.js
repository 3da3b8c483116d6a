window.addEventListener('pageshow',function(e){if(e.persisted)location.reload()})
