// Améliorations seulement : sans ce fichier tout fonctionne.

// Un volet ouvert se ferme par Échap ou en cliquant ailleurs.
for (const volet of document.querySelectorAll("details.compte, details.choix")) {
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
