// Améliorations seulement : sans ce fichier tout fonctionne, la bascule est une liste et /espaces a son filtre.
const bascule = document.getElementById("bascule");
const nu = (texte) => texte.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();

if (bascule) {
  const bouton = bascule.querySelector("summary");
  const cadre = bascule.querySelector(".chercher");
  const champ = cadre.querySelector("input");
  const lignes = [...bascule.querySelectorAll("li")];
  const rien = bascule.querySelector(".rien");
  const visibles = () => lignes.filter((l) => !l.hidden).map((l) => l.querySelector("a"));

  const filtrer = () => {
    const cherche = nu(champ.value.trim());
    for (const ligne of lignes) ligne.hidden = !nu(ligne.textContent).includes(cherche);
    rien.hidden = visibles().length > 0;
  };
  // d'un trait, sans attendre l'événement toggle : ce qui est tapé aussitôt après le raccourci arrive dans le champ
  const ouvrir = () => { bascule.open = true; champ.value = ""; filtrer(); champ.focus(); };
  const fermer = () => { bascule.open = false; bouton.focus(); };

  cadre.hidden = false;
  champ.addEventListener("input", filtrer);
  bouton.addEventListener("click", (e) => { e.preventDefault(); if (bascule.open) fermer(); else ouvrir(); });
  bascule.addEventListener("keydown", (e) => {
    const liens = visibles();
    const ici = liens.indexOf(document.activeElement);
    if (e.key === "Escape") { e.preventDefault(); fermer(); }
    else if (e.key === "ArrowDown" && bascule.open) { e.preventDefault(); liens[Math.min(ici + 1, liens.length - 1)]?.focus(); }
    else if (e.key === "ArrowUp" && bascule.open) { e.preventDefault(); (ici <= 0 ? champ : liens[ici - 1]).focus(); }
    else if (e.key === "Enter" && document.activeElement === champ && liens.length) { e.preventDefault(); liens[0].click(); }
  });
  document.addEventListener("keydown", (e) => {
    if (e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey) { e.preventDefault(); if (bascule.open) fermer(); else ouvrir(); }
  });
}

// Un volet ouvert se ferme par Échap ou en cliquant ailleurs.
for (const volet of document.querySelectorAll("details.bascule, details.compte")) {
  document.addEventListener("click", (e) => { if (volet.open && !volet.contains(e.target)) volet.open = false; });
  volet.addEventListener("keydown", (e) => { if (e.key === "Escape" && volet.open) { volet.open = false; volet.querySelector("summary").focus(); } });
  volet.addEventListener("focusout", (e) => { if (e.relatedTarget && !volet.contains(e.relatedTarget)) volet.open = false; });
}

// Après une saisie refusée, le premier champ fautif ; sinon le message.
document.querySelector('[aria-invalid="true"]')?.focus();

// Un double clic n'envoie pas deux fois.
for (const formulaire of document.querySelectorAll('form[method="post"]')) {
  formulaire.addEventListener("submit", (e) => {
    if (formulaire.dataset.parti) { e.preventDefault(); return; }
    formulaire.dataset.parti = "oui";
  });
}
window.addEventListener("pageshow", () => { for (const f of document.forms) delete f.dataset.parti; });
