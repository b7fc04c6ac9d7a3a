// Le temps qui reste au support dans un espace. Sans ce fichier, l'heure de fin est écrite ; à la fin, la page se redemande et se voit refusée.
for (const heure of document.querySelectorAll("time.decompte")) {
  const fin = Date.parse(heure.dateTime);
  const reste = document.createElement("span");
  heure.after(reste);
  const dire = () => {
    const s = Math.max(0, Math.round((fin - Date.now()) / 1000));
    reste.textContent = ` (encore ${s >= 60 ? `${Math.ceil(s / 60)} min` : `${s} s`})`;
    if (s === 0) { clearInterval(minuteur); location.reload(); }
  };
  const minuteur = setInterval(dire, 1000);
  dire();
}
